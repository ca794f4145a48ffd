package io.haulm.engine.keyspace.stream;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.RefusedException;
import org.jspecify.annotations.Nullable;

/** How a stream is to be trimmed, as the words of XADD and XTRIM say it. */
final class TrimOptions {
  private static final long LIMIT_DEFAULT = 100L * EntryBlock.ENTRIES_MAX;
  private static final String NEGATIVE_LIMIT = "ERR The LIMIT argument must be >= 0.";

  /** At most so many entries are to stay; -1 when the length does not matter. */
  long lengthMax = -1;

  /** Entries below this id are to go; null when ids do not matter. */
  @Nullable StreamId idMin;

  /** True: whole blocks only, and some that ought to go may stay. */
  boolean isApproximate;

  /** Not more than so many entries go at once; 0 for no limit. */
  long limit;

  /** What happens to references; null when the command does not say. */
  @Nullable References references;

  private boolean hasLimit;

  boolean isGiven() {
    return lengthMax >= 0 || idMin != null;
  }

  /**
   * Reads one option if there is one at this place.
   *
   * @return the place behind it; the same place when it is none of these options
   */
  int read(Call call, int place) {
    boolean hasValue = place + 1 < call.count();
    if (hasValue && call.is(place, "MAXLEN")) {
      int value = beginThreshold(call, place);
      lengthMax = call.integer(value, 0, Long.MAX_VALUE, "ERR The MAXLEN argument must be >= 0.");
      return value + 1;
    }
    if (hasValue && call.is(place, "MINID")) {
      int value = beginThreshold(call, place);
      idMin = StreamId.parse(call.arg(value), 0);
      return value + 1;
    }
    if (hasValue && call.is(place, "LIMIT")) {
      limit = call.integer(place + 1, 0, Long.MAX_VALUE, NEGATIVE_LIMIT);
      hasLimit = true;
      return place + 2;
    }
    References found = readReferences(call, place);
    if (found != null) {
      references = found;
      return place + 1;
    }
    return place;
  }

  /** What this word says about references; null when it says nothing. */
  static @Nullable References readReferences(Call call, int place) {
    for (References candidate : References.values()) {
      if (call.is(place, candidate.word())) {
        return candidate;
      }
    }
    return null;
  }

  private int beginThreshold(Call call, int place) {
    if (isGiven()) {
      throw new RefusedException(
          "ERR syntax error, MAXLEN and MINID options at the same time are not compatible");
    }
    boolean hasSign = place + 2 < call.count();
    isApproximate = hasSign && call.is(place + 1, "~");
    return place + (isApproximate || (hasSign && call.is(place + 1, "=")) ? 2 : 1);
  }

  /** Checks what can only be seen when all options are known. */
  void finish() {
    if (hasLimit && !isGiven()) {
      throw new RefusedException(
          "ERR syntax error, LIMIT cannot be used without specifying a trimming strategy");
    }
    if (hasLimit && !isApproximate) {
      throw new RefusedException(
          "ERR syntax error, LIMIT cannot be used without the special ~ option");
    }
    if (!hasLimit && isApproximate) {
      limit = LIMIT_DEFAULT;
    }
  }
}
