package io.haulm.server.beanstalk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.haulm.engine.Check;
import io.haulm.engine.Limits;
import io.haulm.server.config.BeanstalkdVersion;
import org.jspecify.annotations.Nullable;

/**
 * Understands one line of the protocol. One object is used again for each line, so that a command
 * leaves no garbage; what it says of a line is valid until the next.
 */
final class CommandLine {
  /** How a line was understood. */
  enum Outcome {
    /** It is a command with sound arguments. */
    UNDERSTOOD,
    /** It begins like a command, but its arguments are wrong. */
    BAD_FORMAT,
    /** The same; but beanstalkd counts it among the commands of its kind. */
    BAD_FORMAT_COUNTED,
    /** It does not begin like any command. */
    UNKNOWN
  }

  private static final long MILLIS = 1000;
  private static final long UINT32_MAX = 0xFFFF_FFFFL;
  private static final boolean[] NAME_BYTES = nameBytes();

  private final BeanstalkdVersion version;
  private final Numbers numbers = new Numbers();
  private byte[] line = {};
  private @Nullable Verb verb;
  private long jobId;
  private long priority;
  private long delayMillis;
  private long ttrMillis;
  private long bodyBytes;
  private long timeoutMillis;
  private long bound;
  private int nameStart;
  private int nameEnd;
  private boolean hasTrailingBytes;

  CommandLine(BeanstalkdVersion version) {
    this.version = version;
  }

  /**
   * Reads a line.
   *
   * @param line the line, which must not change while it is used
   * @param length of the line, without the CRLF at its end
   */
  Outcome parse(byte[] line, int length) {
    this.line = line;
    for (int i = 0; i < length; i++) {
      if (line[i] == 0) {
        return Outcome.BAD_FORMAT;
      }
    }
    Verb found = Verb.of(line, length);
    verb = found;
    if (found == null) {
      return Outcome.UNKNOWN;
    }
    numbers.begin(line, found.prefixBytes(), length);
    return arguments(found, length);
  }

  private Outcome arguments(Verb found, int length) {
    return switch (found) {
      case PUT -> put();
      case RELEASE -> check(readId() && readPriority() && readDelay() && numbers.atEnd());
      case BURY -> check(readId() && readPriority() && numbers.atEnd());
      case PEEK, RESERVE_JOB, DELETE, KICK_JOB, TOUCH, STATS_JOB ->
          check(readId() && numbers.atEnd());
      case KICK -> kick();
      case RESERVE_WITH_TIMEOUT -> check(readTimeout());
      case USE, WATCH, IGNORE, STATS_TUBE -> check(isName(found.prefixBytes(), length));
      case PAUSE_TUBE -> pauseTube();
      case QUIT -> Outcome.UNDERSTOOD;
      case PEEK_READY,
          PEEK_DELAYED,
          PEEK_BURIED,
          RESERVE,
          STATS,
          LIST_TUBES_WATCHED,
          LIST_TUBE_USED,
          LIST_TUBES ->
          check(numbers.atEnd());
    };
  }

  /** What is asked. */
  Verb verb() {
    return Check.present(verb, "a line that was understood has a verb");
  }

  /** The job meant. An id that is too large for any job is some id that no job has. */
  long jobId() {
    return jobId;
  }

  /** The priority of a put, release or bury. */
  long priority() {
    return priority;
  }

  /** The delay of a put or release, or the length of a pause. */
  long delayMillis() {
    return delayMillis;
  }

  /** The time to run of a put. */
  long ttrMillis() {
    return ttrMillis;
  }

  /** The length of the body of a put, up to 2^32-1. */
  long bodyBytes() {
    return bodyBytes;
  }

  /** True when something stands behind the arguments of a put. */
  boolean hasTrailingBytes() {
    return hasTrailingBytes;
  }

  /** How long a reserve waits. */
  long timeoutMillis() {
    return timeoutMillis;
  }

  /** How many jobs to kick. */
  long bound() {
    return bound;
  }

  /** The tube meant. */
  String tubeName() {
    return new String(line, nameStart, nameEnd - nameStart, ISO_8859_1);
  }

  private Outcome put() {
    if (!readPriority() || !readDelay() || !numbers.readUnsigned(UINT32_MAX)) {
      return Outcome.BAD_FORMAT;
    }
    ttrMillis = numbers.value() * MILLIS;
    if (!numbers.readUnsigned(UINT32_MAX)) {
      return Outcome.BAD_FORMAT;
    }
    bodyBytes = numbers.value();
    hasTrailingBytes = !numbers.atEnd();
    return Outcome.UNDERSTOOD;
  }

  // strtoul, cut off to 32 bits: -1 kicks all.
  private Outcome kick() {
    if (!numbers.readAsC() || numbers.isOverflown()) {
      return Outcome.BAD_FORMAT;
    }
    bound = (numbers.isNegative() ? -numbers.value() : numbers.value()) & UINT32_MAX;
    return Outcome.UNDERSTOOD;
  }

  // Whatever stands behind the number is ignored, in both releases.
  private boolean readTimeout() {
    return switch (version) {
      case V1_13 -> {
        boolean isSound = numbers.readUnsigned(Integer.MAX_VALUE);
        timeoutMillis = numbers.value() * MILLIS;
        yield isSound;
      }
      case V1_12 -> readTimeoutAsC();
    };
  }

  // strtol, cut off to 32 bits: no number is 0, and a negative one waits for ever.
  private boolean readTimeoutAsC() {
    if (!numbers.readAsC()) {
      timeoutMillis = 0;
      return true;
    }
    long magnitude = numbers.value();
    boolean isLowest = numbers.isNegative() && magnitude == Long.MIN_VALUE;
    if (numbers.isOverflown() || (magnitude < 0 && !isLowest)) {
      return false;
    }
    int seconds = (int) (numbers.isNegative() ? -magnitude : magnitude);
    timeoutMillis = seconds < 0 ? Limits.DURATION_MILLIS_MAX : seconds * MILLIS;
    return true;
  }

  // The one command that skips spaces before a name, and that is counted before the name is looked
  // at closely.
  private Outcome pauseTube() {
    numbers.skipSpaces();
    int start = numbers.position();
    int end = start;
    while (!numbers.atEnd() && isNameByte(line[end])) {
      end++;
      numbers.moveTo(end);
    }
    if (end == start || !readDelay() || !numbers.atEnd()) {
      return Outcome.BAD_FORMAT;
    }
    return isName(start, end) ? Outcome.UNDERSTOOD : Outcome.BAD_FORMAT_COUNTED;
  }

  private boolean readId() {
    boolean isSound = numbers.readUnsigned();
    jobId = numbers.value() < 0 ? Long.MAX_VALUE : numbers.value();
    return isSound;
  }

  private boolean readPriority() {
    boolean isSound = numbers.readUnsigned(Limits.PRIORITY_MAX);
    priority = numbers.value();
    return isSound;
  }

  private boolean readDelay() {
    boolean isSound = numbers.readUnsigned(UINT32_MAX);
    delayMillis = numbers.value() * MILLIS;
    return isSound;
  }

  private boolean isName(int start, int end) {
    nameStart = start;
    nameEnd = end;
    if (end == start || end - start > Limits.TUBE_NAME_BYTES_MAX || line[start] == '-') {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (!isNameByte(line[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNameByte(byte b) {
    return b >= 0 && NAME_BYTES[b];
  }

  private static boolean[] nameBytes() {
    boolean[] table = new boolean[Byte.MAX_VALUE + 1];
    String allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-+/;.$_()";
    allowed.chars().forEach(c -> table[c] = true);
    return table;
  }

  private static Outcome check(boolean isSound) {
    return isSound ? Outcome.UNDERSTOOD : Outcome.BAD_FORMAT;
  }
}
