package io.haulm.engine.keyspace;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Shows keys without changing anything: no look counts as an access, and none expires a key. Keys
 * that have expired but are not yet gone are not shown.
 */
public final class KeyBrowser {
  /** The cursor with which a walk begins, and which ends it. */
  public static final long BEGIN = 0;

  private final Keyspace keyspace;

  KeyBrowser(Keyspace keyspace) {
    this.keyspace = keyspace;
  }

  /**
   * Shows some keys of a database; whoever goes on until the end sees each key that exists all the
   * while at least once.
   *
   * @param database 0 to {@link Keyspace#DATABASES} exclusive
   * @param cursor {@link #BEGIN}, or what the last call returned
   * @param steps how many buckets are looked at, most of them with one key or none
   * @return where to go on; {@link #BEGIN} at the end
   */
  public long scan(
      long nowMillis, int database, long cursor, int steps, Consumer<KeyEntry> consumer) {
    long next = cursor;
    for (int step = 0; step < steps; step++) {
      next =
          keyspace
              .database(database)
              .keys
              .scan(
                  next,
                  entry -> {
                    if (!entry.isExpired(nowMillis)) {
                      consumer.accept(entry);
                    }
                  });
      if (next == BEGIN) {
        break;
      }
    }
    return next;
  }

  /** The key of this name; null when there is none. */
  public @Nullable KeyEntry find(long nowMillis, int database, byte[] name) {
    KeyEntry entry = keyspace.database(database).keys.find(name);
    return entry == null || entry.isExpired(nowMillis) ? null : entry;
  }
}
