package io.haulm.server.monitor;

import io.haulm.engine.Engine;
import io.haulm.engine.keyspace.KeyBrowser;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.Keyspace;
import io.haulm.engine.keyspace.stream.StreamFigures;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Knows which keys are streams. It goes through all keys a few at a time, over and over, so a new
 * stream is known after a while: at once among a few thousand keys, after a quarter of an hour
 * among a million. On the shard's thread.
 */
final class StreamFinder {
  /** How many streams are looked at; later ones have to wait until an earlier one has gone. */
  static final int STREAMS_MAX = 256;

  /** How many buckets of keys are walked over in one call. */
  private static final int STEPS = 1000;

  private final Map<String, Name> known = new LinkedHashMap<>();
  private int database;
  private long cursor = KeyBrowser.BEGIN;

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Name(int database, byte[] key) {}

  /** Walks on, and returns the figures of the streams that are known and still there. */
  List<StreamFigures> look(long nowMillis, Engine engine) {
    KeyBrowser keys = engine.keyspace().browser();
    walkOn(nowMillis, engine.keyspace());
    List<StreamFigures> figures = new ArrayList<>();
    for (Iterator<Name> names = known.values().iterator(); names.hasNext(); ) {
      Name name = names.next();
      KeyEntry entry = keys.find(nowMillis, name.database(), name.key());
      if (entry == null || !StreamFigures.isStream(entry)) {
        names.remove();
      } else {
        figures.add(StreamFigures.of(entry));
      }
    }
    return figures;
  }

  private void walkOn(long nowMillis, Keyspace keyspace) {
    cursor =
        keyspace
            .browser()
            .scan(
                nowMillis,
                database,
                cursor,
                STEPS,
                entry -> {
                  if (StreamFigures.isStream(entry) && known.size() < STREAMS_MAX) {
                    String name = entry.database() + ":" + StreamStatus.key64(entry.name());
                    known.putIfAbsent(name, new Name(entry.database(), entry.name()));
                  }
                });
    if (cursor == KeyBrowser.BEGIN) {
      // On to the next database that has keys; so that a walk over empty ones takes no time.
      for (int i = 0; i < Keyspace.DATABASES; i++) {
        database = (database + 1) % Keyspace.DATABASES;
        if (keyspace.size(database) > 0) {
          break;
        }
      }
    }
  }
}
