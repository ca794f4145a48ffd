package io.haulm.engine.keyspace.stream;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The ids that producers gave to what they added, so that adding the same twice adds it once. Ids
 * are forgotten after a time, and when a producer has given too many others since.
 */
final class Producers {
  private static final int PRODUCER_BYTES = 160;
  private static final int KEY_BYTES = 120;
  private static final long MILLIS_PER_SECOND = 1000;

  /** Bytes that are equal when they have the same content. */
  private record Word(byte[] bytes) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Word word && Arrays.equals(bytes, word.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  private record Known(StreamId id, long timeMillis) {}

  // Both in the order of the last use: whatever is too old is at the front.
  private final SequencedMap<Word, SequencedMap<Word, Known>> byProducer = new LinkedHashMap<>();
  private long memory;
  private long keys;
  private long added;
  private long duplicates;

  long memory() {
    return memory;
  }

  int producers() {
    return byProducer.size();
  }

  /** How many ids are remembered, of all producers. */
  long keys() {
    return keys;
  }

  /** How many ids were remembered since the start. */
  long added() {
    return added;
  }

  /** How many duplicates were met since the start. */
  long duplicates() {
    return duplicates;
  }

  /** The entry that a producer's id stands for; null when it is not known (any more). */
  @Nullable StreamId find(byte[] producer, byte[] key, long nowMillis, StreamOptions options) {
    SequencedMap<Word, Known> known = byProducer.get(new Word(producer));
    Known found = known == null ? null : known.get(new Word(key));
    if (found == null || isOver(found, nowMillis, options)) {
      return null;
    }
    duplicates++;
    return found.id;
  }

  void put(StreamChange.Produced produced, StreamOptions options) {
    Word producer = new Word(produced.producer());
    SequencedMap<Word, Known> known = byProducer.remove(producer);
    if (known == null) {
      known = new LinkedHashMap<>();
      memory += PRODUCER_BYTES + producer.bytes.length;
    }
    byProducer.put(producer, known);
    Word key = new Word(produced.key());
    forget(known, key);
    known.put(key, new Known(produced.id(), produced.timeMillis()));
    memory += KEY_BYTES + key.bytes.length;
    keys++;
    added++;
    dropOld(known, produced.timeMillis(), options);
    dropOldProducers(produced.timeMillis(), options);
  }

  private void dropOld(SequencedMap<Word, Known> known, long nowMillis, StreamOptions options) {
    while (!known.isEmpty()) {
      var oldest = known.firstEntry();
      boolean isTooMuch = known.size() > options.idempotenceIds();
      if (!isTooMuch && !isOver(oldest.getValue(), nowMillis, options)) {
        return;
      }
      forget(known, oldest.getKey());
    }
  }

  private void dropOldProducers(long nowMillis, StreamOptions options) {
    while (!byProducer.isEmpty()) {
      var oldest = byProducer.firstEntry();
      dropOld(oldest.getValue(), nowMillis, options);
      if (!oldest.getValue().isEmpty()) {
        return;
      }
      byProducer.remove(oldest.getKey());
      memory -= PRODUCER_BYTES + oldest.getKey().bytes.length;
    }
  }

  private void forget(SequencedMap<Word, Known> known, Word key) {
    if (known.remove(key) != null) {
      memory -= KEY_BYTES + key.bytes.length;
      keys--;
    }
  }

  private static boolean isOver(Known known, long nowMillis, StreamOptions options) {
    return known.timeMillis + options.idempotenceSeconds() * MILLIS_PER_SECOND <= nowMillis;
  }

  void clear() {
    byProducer.clear();
    memory = 0;
    keys = 0;
  }

  void forEach(Consumer<StreamChange.Produced> consumer) {
    byProducer.forEach((producer, known) ->
        known.forEach((key, value) ->
            consumer.accept(
                new StreamChange.Produced(producer.bytes, key.bytes, value.id, value.timeMillis))));
  }
}
