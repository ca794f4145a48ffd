package io.haulm.engine.keyspace.list;

import io.haulm.engine.Fact;
import io.haulm.engine.FactLog;
import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.Keyspace;
import io.haulm.engine.keyspace.KeyspaceClient;
import io.haulm.engine.keyspace.KeyspaceOptions;
import io.haulm.engine.keyspace.ReplySink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A keyspace for tests: commands go in as lines of text, replies come out as lines of text. */
public final class ListFixture {
  /** Answer of a client whose command waits. */
  public static final String WAITS = "waits";

  /** All facts so far. */
  public final List<Fact> facts = new ArrayList<>();

  /** The time, which stands still unless a test changes it. */
  public long nowMillis = 1_800_000_000_000L;

  public final Keyspace keyspace =
      new Keyspace(
          new KeyspaceOptions(1L << 40, 7),
          new FactLog() {
            @Override
            public long append(Fact fact) {
              facts.add(fact);
              return facts.size() - 1L;
            }
          });

  private final Client first = client();

  /** A client of the keyspace. */
  public final class Client implements KeyspaceClient.Owner {
    private final LineSink sink = new LineSink();
    private final KeyspaceClient client = keyspace.connect(this);

    /** Runs a command and returns its reply. */
    public String run(String line) {
      return run(words(line));
    }

    /** Runs a command and returns its reply. */
    public String run(byte[]... argv) {
      sink.replies.clear();
      keyspace.submit(nowMillis, client, argv);
      return client.isBlocked() ? WAITS : reply();
    }

    /** The reply to a command that waited. */
    public String reply() {
      return sink.replies.isEmpty() ? WAITS : sink.replies.removeFirst();
    }

    /** Messages of channels that came since the last look. */
    public List<String> takeMessages() {
      List<String> taken = List.copyOf(sink.replies);
      sink.replies.clear();
      return taken;
    }

    /** From now on it speaks RESP3. */
    public Client speakResp3() {
      sink.isResp3 = true;
      return this;
    }

    /** It is gone. */
    public void disconnect() {
      keyspace.disconnect(client);
    }

    @Override
    public ReplySink replies() {
      return sink;
    }

    @Override
    public void unblocked() {}
  }

  /** A new client. */
  public Client client() {
    return new Client();
  }

  /** A client that is told of all events. */
  public Client listener() {
    keyspace
        .notifier()
        .configure(
            EnumSet.complementOf(EnumSet.of(EventClass.KEY_MISS, EventClass.NEW)), false, true);
    Client listener = client();
    var _ = listener.run("PSUBSCRIBE *");
    listener.takeMessages();
    return listener;
  }

  /** Runs a command of the first client and returns its reply. */
  public String run(String line) {
    return first.run(line);
  }

  /** The key of this name; null when there is none. */
  public @Nullable KeyEntry entry(String name) {
    return keyspace.writer(nowMillis, 0).peek(name.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Lets time go by, and what falls due happen. */
  public void pass(long millis) {
    nowMillis += millis;
    while (keyspace.advance(nowMillis, 100)) {}
  }

  /** A keyspace that was restored from the facts of this one. */
  public ListFixture recovered() {
    ListFixture other = new ListFixture();
    other.nowMillis = nowMillis;
    for (Fact fact : facts) {
      other.keyspace.replay((Fact.KeyFact) fact, other.facts.size(), 0);
      other.facts.add(fact);
    }
    return other;
  }

  /** The words of a line; '' is an empty one. */
  static byte[][] words(String line) {
    return Arrays.stream(line.split(" "))
        .map(word -> word.equals("''") ? "" : word)
        .map(word -> word.getBytes(StandardCharsets.ISO_8859_1))
        .toArray(byte[][]::new);
  }
}
