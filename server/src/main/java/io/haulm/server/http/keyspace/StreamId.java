package io.haulm.server.http.keyspace;

import io.haulm.server.http.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ids of a stream's entries, as texts. */
final class StreamId {
  private static final Pattern ID = Pattern.compile("[0-9]{1,20}(-[0-9]{1,20})?");

  private StreamId() {}

  /**
   * An id that was given.
   *
   * @throws Problem when it is none
   */
  static String checked(@Nullable String text) {
    if (text == null || !ID.matcher(text).matches()) {
      throw Problem.bad("bad-id", "An entry's id is like 1700000000000-0");
    }
    return text;
  }

  /**
   * One end of a range: an id, one with a bracket before it that leaves it out, or {@code -} or
   * {@code +}.
   */
  static String checkedEnd(String text) {
    if (text.equals("-") || text.equals("+")) {
      return text;
    }
    boolean isExclusive = text.startsWith("(");
    return (isExclusive ? "(" : "") + checked(isExclusive ? text.substring(1) : text);
  }

  /** The time in an id, milliseconds since 1970. */
  static long millis(String id) {
    int dash = id.indexOf('-');
    return Long.parseUnsignedLong(dash < 0 ? id : id.substring(0, dash));
  }
}
