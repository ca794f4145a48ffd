package io.haulm.server.beanstalk;

import io.haulm.engine.Command;
import io.haulm.engine.CommandCounts;
import io.haulm.engine.Limits;
import io.haulm.engine.Session;
import io.haulm.server.config.BeanstalkdVersion;
import org.jspecify.annotations.Nullable;

/**
 * Turns a line, without its CRLF, into a command, by beanstalkd's rules. One for a whole face: it
 * keeps nothing between lines but what {@link #putBodyBytes} and {@link #refusedKind} tell of the
 * last one.
 */
final class CommandParser {
  private static final long FOREVER = -1;
  private static final long UINT32_MASK = 0xFFFF_FFFFL;
  private static final long INT32_MAX = Integer.MAX_VALUE;
  private static final long MILLIS_PER_SECOND = 1000;

  private final BeanstalkdVersion version;
  private final ArgumentReader arguments = new ArgumentReader();
  private long putBodyBytes;
  private boolean putHasMore;
  private CommandCounts.@Nullable Kind refusedKind;

  CommandParser(BeanstalkdVersion version) {
    this.version = version;
  }

  /** Length of the body that follows the put line parsed last: 0 to 2^32-1. */
  long putBodyBytes() {
    return putBodyBytes;
  }

  /** True when something stood behind the arguments of the put line parsed last. */
  boolean putHasMore() {
    return putHasMore;
  }

  /** The kind under which beanstalkd counts the line refused last, although it refuses it. */
  CommandCounts.@Nullable Kind refusedKind() {
    return refusedKind;
  }

  /**
   * Parses a line whose verb is known.
   *
   * @return null when the line is BAD_FORMAT
   */
  @Nullable Command parse(Session session, Verb verb, byte[] line, int start, int end) {
    refusedKind = null;
    arguments.begin(line, start + verb.length(), end);
    Command command =
        switch (verb) {
          case PUT -> put(session);
          case RESERVE -> new Command.Reserve(session);
          case RESERVE_WITH_TIMEOUT -> reserveWithTimeout(session);
          case DELETE -> new Command.Delete(session, readId());
          case RELEASE -> release(session);
          case BURY -> bury(session);
          case TOUCH -> new Command.Touch(session, readId());
          case RESERVE_JOB -> new Command.ReserveJob(session, readId());
          case PEEK -> new Command.Peek(session, readId());
          case PEEK_READY -> new Command.PeekReady(session);
          case PEEK_DELAYED -> new Command.PeekDelayed(session);
          case PEEK_BURIED -> new Command.PeekBuried(session);
          case KICK -> new Command.Kick(session, arguments.readLikeStrtoul() & UINT32_MASK);
          case KICK_JOB -> new Command.KickJob(session, readId());
          case STATS_JOB -> new Command.StatsJob(session, readId());
          case STATS_TUBE -> new Command.StatsTube(session, arguments.readTubeName());
          case STATS -> new Command.Stats(session);
          case USE -> new Command.Use(session, arguments.readTubeName());
          case WATCH -> new Command.Watch(session, arguments.readTubeName());
          case IGNORE -> new Command.Ignore(session, arguments.readTubeName());
          case LIST_TUBES -> new Command.ListTubes(session);
          case LIST_TUBE_USED -> new Command.ListTubeUsed(session);
          case LIST_TUBES_WATCHED -> new Command.ListTubesWatched(session);
          case PAUSE_TUBE -> pauseTube(session);
          case QUIT -> throw new IllegalArgumentException("quit is no command of the engine");
        };
    if (!ignoresWhatFollows(verb)) {
      arguments.expectEnd();
    }
    return arguments.isBad() ? null : command;
  }

  /** What stands behind a put's arguments is looked at after its size; these three never look. */
  private static boolean ignoresWhatFollows(Verb verb) {
    return verb == Verb.PUT || verb == Verb.KICK || verb == Verb.RESERVE_WITH_TIMEOUT;
  }

  private @Nullable Command put(Session session) {
    long priority = arguments.readUint32();
    long delayMillis = arguments.readSeconds();
    long ttrMillis = arguments.readSeconds();
    putBodyBytes = arguments.readUint32();
    putHasMore = !arguments.isAtEnd();
    return arguments.isBad()
        ? null
        : new Command.BeginPut(session, priority, delayMillis, ttrMillis);
  }

  private @Nullable Command reserveWithTimeout(Session session) {
    long seconds = version == BeanstalkdVersion.V1_12 ? readOldTimeout() : readTimeout();
    if (arguments.isBad()) {
      return null;
    }
    // So long a wait is for ever, and is still counted as a reserve with a timeout.
    long millis = seconds == FOREVER ? Limits.DURATION_MILLIS_MAX : seconds * MILLIS_PER_SECOND;
    return new Command.ReserveWithTimeout(session, millis);
  }

  private long readTimeout() {
    long seconds = arguments.readUint32();
    if (seconds > INT32_MAX) {
      arguments.refuse();
    }
    return seconds;
  }

  /** 1.12 takes the lower 32 bits of whatever strtol makes of it; negative is for ever. */
  private long readOldTimeout() {
    int seconds = (int) arguments.readLikeStrtol();
    return seconds < 0 ? FOREVER : seconds;
  }

  private @Nullable Command release(Session session) {
    long jobId = readId();
    long priority = arguments.readUint32();
    long delayMillis = arguments.readSeconds();
    return arguments.isBad() ? null : new Command.Release(session, jobId, priority, delayMillis);
  }

  private @Nullable Command bury(Session session) {
    long jobId = readId();
    long priority = arguments.readUint32();
    return arguments.isBad() ? null : new Command.Bury(session, jobId, priority);
  }

  private @Nullable Command pauseTube(Session session) {
    String tube = arguments.readTubeNameBeforeMore();
    long pauseMillis = arguments.readSeconds();
    arguments.expectEnd();
    if (arguments.isBad()) {
      return null;
    }
    if (tube.isEmpty()) {
      refusedKind = CommandCounts.Kind.PAUSE_TUBE;
      return null;
    }
    return new Command.PauseTube(session, tube, pauseMillis);
  }

  /** Ids of 64 bits are well-formed; those that were never given out are of no job. */
  private long readId() {
    return arguments.readUint64();
  }
}
