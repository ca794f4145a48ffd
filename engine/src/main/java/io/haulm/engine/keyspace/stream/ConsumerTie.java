package io.haulm.engine.keyspace.stream;

import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.Keyspace;
import io.haulm.engine.keyspace.KeyspaceClient;

/** A connection reads for a consumer. When it ends, the stream looks who is left. */
record ConsumerTie(KeyspaceClient client, long keyId, StreamValue stream, Consumer consumer)
    implements KeyspaceClient.Tie {

  /** From now on this connection counts as the consumer's. */
  static void tie(KeyspaceClient client, KeyEntry entry, Consumer consumer) {
    if (!consumer.clients.contains(client)) {
      consumer.clients.add(client);
      client.tie(new ConsumerTie(client, entry.id(), StreamValue.of(entry), consumer));
    }
  }

  @Override
  public void cut(Keyspace keyspace) {
    consumer.clients.remove(client);
    if (!consumer.isGone && consumer.clients.isEmpty() && consumer.pending > 0) {
      stream.dueAt(0);
      keyspace.timerChanged(keyId);
    }
  }

  @Override
  public boolean isLoose() {
    return consumer.isGone;
  }
}
