package io.haulm.engine.keyspace;

import io.haulm.engine.Check;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Clients that wait for keys.
 *
 * <p>Signals are gathered while a command runs and met when it has ended, by {@link
 * Dispatcher#settle}: then the commands of those who wait are run again, in the order in which they
 * began to wait.
 */
public final class BlockedClients {
  private record Signal(Database database, Database.Waiting waiting) {}

  private final TreeSet<KeyspaceClient> byDeadline =
      new TreeSet<>(
          Comparator.comparingLong((KeyspaceClient client) -> deadline(client))
              .thenComparingLong(client -> client.id));

  private List<Signal> signals = new ArrayList<>();
  private long serial;
  private int count;

  /** How many clients are blocked. */
  public int count() {
    return count;
  }

  /** When the first one gives up; {@link Long#MAX_VALUE} when none ever does. */
  long firstDeadlineMillis() {
    return byDeadline.isEmpty() ? Long.MAX_VALUE : deadline(byDeadline.first());
  }

  /** The one that gives up first; null when none ever does. */
  @Nullable KeyspaceClient firstByDeadline() {
    return byDeadline.isEmpty() ? null : byDeadline.first();
  }

  void block(KeyspaceClient client, Call call, Call.BlockRequest request) {
    Check.invariant(client.blocked == null, "a client is blocked once at a time");
    Database database = call.database();
    client.blocked = new KeyspaceClient.Blocked(call, request, database, ++serial);
    for (byte[] key : request.keys()) {
      Database.Waiting waiting = database.waiting.find(key);
      if (waiting == null) {
        waiting = new Database.Waiting(key);
        database.waiting.add(waiting);
      }
      waiting.clients.add(client);
    }
    if (request.deadlineMillis() != Long.MAX_VALUE) {
      byDeadline.add(client);
    }
    count++;
  }

  /** The client waits no longer, for whatever reason. */
  KeyspaceClient.Blocked release(KeyspaceClient client) {
    var blocked = Check.present(client.blocked, "a client that is released was blocked");
    if (blocked.request().deadlineMillis() != Long.MAX_VALUE) {
      byDeadline.remove(client);
    }
    for (byte[] key : blocked.request().keys()) {
      Database.Waiting waiting = blocked.database().waiting.find(key);
      if (waiting != null) {
        waiting.clients.remove(client);
        if (waiting.clients.isEmpty()) {
          blocked.database().waiting.remove(key);
        }
      }
    }
    client.blocked = null;
    count--;
    return blocked;
  }

  /** A key may have what somebody waits for. */
  void signal(Database database, byte[] name) {
    if (!database.waiting.isEmpty()) {
      Database.Waiting waiting = database.waiting.find(name);
      if (waiting != null && !waiting.isSignalled) {
        waiting.isSignalled = true;
        signals.add(new Signal(database, waiting));
      }
    }
  }

  /** Everything in a database may have changed. */
  void signalAll(Database database) {
    database.waiting.forEach(waiting -> signal(database, waiting.key()));
  }

  boolean hasSignals() {
    return !signals.isEmpty();
  }

  /** A client whose command may be worth running again, because of one of its keys. */
  record Candidate(KeyspaceClient client, Database database, byte[] name) {
    /** True when it still waits, and the key is in a state that its command can make use of. */
    boolean isWorthIt() {
      var blocked = client.blocked;
      if (blocked == null) {
        return false;
      }
      KeyEntry entry = database.keys.find(name);
      boolean isFitting = entry != null && entry.value.type() == blocked.request().type();
      return isFitting || blocked.request().wakesWhenGone();
    }
  }

  /** The clients that wait for the keys signalled so far, in order; there may be new signals. */
  List<Candidate> takeCandidates() {
    List<Signal> taken = signals;
    signals = new ArrayList<>();
    List<Candidate> candidates = new ArrayList<>();
    for (Signal signal : taken) {
      signal.waiting.isSignalled = false;
      for (KeyspaceClient client : signal.waiting.clients) {
        candidates.add(new Candidate(client, signal.database, signal.waiting.key()));
      }
    }
    return candidates;
  }

  private static long deadline(KeyspaceClient client) {
    return Check.present(client.blocked, "who waits is blocked").request().deadlineMillis();
  }
}
