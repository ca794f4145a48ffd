package io.haulm.engine.keyspace.stream;

import io.haulm.engine.keyspace.KeyspaceClient;
import java.util.ArrayList;
import java.util.List;

/** One who reads for a group. */
final class Consumer {
  /** The {@link #activeMillis} of a consumer that never got an entry. */
  static final long NEVER = -1;

  private static final int BASE_BYTES = 136;

  final int number;
  final byte[] name;

  /** How many entries are pending for it. */
  int pending;

  /** When it last tried to get entries; not kept over a restart. */
  long seenMillis;

  /** When it last got some; not kept over a restart. */
  long activeMillis;

  /** The connections that read for it. */
  final List<KeyspaceClient> clients = new ArrayList<>(0);

  /** True when it was removed. */
  boolean isGone;

  Consumer(int number, byte[] name, long seenMillis, long activeMillis) {
    this.number = number;
    this.name = name;
    this.seenMillis = seenMillis;
    this.activeMillis = activeMillis;
  }

  int memory() {
    return BASE_BYTES + name.length;
  }

  /** True when one of its connections waits: then it is there, though it is not heard of. */
  boolean isWaiting() {
    return clients.stream().anyMatch(KeyspaceClient::isBlocked);
  }

  void seen(long nowMillis) {
    seenMillis = Math.max(seenMillis, nowMillis);
  }

  void active(long nowMillis) {
    seen(nowMillis);
    activeMillis = Math.max(activeMillis, nowMillis);
  }
}
