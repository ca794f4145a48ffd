package io.haulm.server.redis;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.Words;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The commands that took long, the newest first. */
final class SlowLog {
  /** How many words of a command are kept. */
  static final int WORDS_MAX = 32;

  /** How many bytes of a word are kept. */
  static final int WORD_BYTES_MAX = 128;

  /** Most entries that may be kept. */
  static final int LENGTH_MAX = 1_000_000;

  private static final int LENGTH_USUAL = 128;
  private static final long SLOW_MICROS_USUAL = 10_000;
  private static final long MILLIS_PER_SECOND = 1000;

  /** One of them. */
  record Entry(
      long id, long atSeconds, long micros, List<byte[]> words, String address, String name) {}

  private final ArrayDeque<Entry> entries = new ArrayDeque<>();
  private long lastId;
  private long slowMicros = SLOW_MICROS_USUAL;
  private int lengthMax = LENGTH_USUAL;

  /** From how many microseconds on a command is kept; negative: none is. */
  long slowMicros() {
    return slowMicros;
  }

  void setSlowMicros(long micros) {
    slowMicros = micros;
  }

  int lengthMax() {
    return lengthMax;
  }

  void setLengthMax(int length) {
    lengthMax = length;
    trim();
  }

  /** Keeps a command if it was slow. */
  void note(Call call, long micros) {
    if (slowMicros < 0 || micros < slowMicros) {
      return;
    }
    Profile profile = RedisConnection.of(call).profile();
    entries.addFirst(
        new Entry(
            lastId++,
            call.nowMillis() / MILLIS_PER_SECOND,
            micros,
            shortened(call.argv()),
            profile.address(),
            profile.name));
    trim();
  }

  /** The newest ones. */
  List<Entry> newest(long count) {
    return entries.stream().limit(count).toList();
  }

  int length() {
    return entries.size();
  }

  void reset() {
    entries.clear();
  }

  private void trim() {
    while (entries.size() > lengthMax) {
      entries.removeLast();
    }
  }

  private static List<byte[]> shortened(byte[][] argv) {
    List<byte[]> words = new ArrayList<>();
    int count = argv.length > WORDS_MAX ? WORDS_MAX - 1 : argv.length;
    for (int i = 0; i < count; i++) {
      words.add(shortened(argv[i]));
    }
    if (count < argv.length) {
      words.add(Words.bytes("... (" + (argv.length - count) + " more arguments)"));
    }
    return words;
  }

  private static byte[] shortened(byte[] word) {
    if (word.length <= WORD_BYTES_MAX) {
      return word;
    }
    byte[] rest = Words.bytes("... (" + (word.length - WORD_BYTES_MAX) + " more bytes)");
    byte[] text = Arrays.copyOf(word, WORD_BYTES_MAX + rest.length);
    System.arraycopy(rest, 0, text, WORD_BYTES_MAX, rest.length);
    return text;
  }
}
