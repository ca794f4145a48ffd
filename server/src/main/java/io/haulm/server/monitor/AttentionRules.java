package io.haulm.server.monitor;

import io.haulm.engine.TubeFigures;
import io.haulm.server.monitor.Attention.Kind;
import io.haulm.server.monitor.Attention.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Finds what needs attention. */
final class AttentionRules {
  /** Beyond its limit by this factor, a thing is bad. */
  private static final int BAD_FACTOR = 3;

  /** So much more has to come in than goes out. */
  private static final double CLEARLY_MORE = 1.1;

  /** So few ready jobs are no backlog. */
  private static final long BACKLOG_JOBS_MIN = 60;

  private static final long SECONDS_PER_MINUTE = 60;
  private static final long MILLIS_PER_SECOND = 1000;

  private final Function<String, AlertLimits> limitsOfTube;
  private final List<Attention> found = new ArrayList<>();

  private AttentionRules(Function<String, AlertLimits> limitsOfTube) {
    this.limitsOfTube = limitsOfTube;
  }

  /**
   * All that needs attention, the worst first. Who shows it picks what may be seen, and only then
   * how much.
   *
   * @param limitsOfTube the limits of a tube; of the empty name: what holds for the server
   */
  static List<Attention> find(
      Collection<TubeStatus> tubes,
      List<StreamStatus> streams,
      ProcessFigures process,
      Function<String, AlertLimits> limitsOfTube) {
    AttentionRules rules = new AttentionRules(limitsOfTube);
    tubes.forEach(rules::lookAt);
    streams.forEach(rules::lookAt);
    rules.lookAtDisk(process);
    rules.found.sort(
        Comparator.comparing(Attention::severity)
            .thenComparing(Attention::kind)
            .thenComparing(rules::weight, Comparator.reverseOrder())
            .thenComparing(Attention::subject));
    return List.copyOf(rules.found);
  }

  private double weight(Attention attention) {
    return attention.numbers().values().iterator().next().doubleValue();
  }

  private void lookAt(TubeStatus tube) {
    AlertLimits limits = limitsOfTube.apply(tube.name());
    TubeFigures figures = tube.figures();
    boolean isPaused = figures.pausedUntilMillis() != 0;
    if (isPaused) {
      lookAtPause(tube, limits);
    } else if (figures.ready() > 0) {
      boolean isUnattended =
          figures.workers() == 0
              && limits.isAbove(AlertLimit.UNATTENDED_MILLIS, tube.oldestReadyMillis());
      if (isUnattended) {
        add(Kind.NO_WORKERS, Severity.BAD, tube.name(), waiting(tube));
      } else {
        lookAtBacklog(tube, limits);
      }
    }
    lookAtFailures(tube, limits);
  }

  private void lookAtBacklog(TubeStatus tube, AlertLimits limits) {
    long age = tube.oldestReadyMillis();
    long limit = limits.get(AlertLimit.OLDEST_READY_MILLIS);
    if (limits.isAbove(AlertLimit.OLDEST_READY_MILLIS, age)) {
      Map<String, Number> numbers = waiting(tube);
      numbers.put("limitMillis", limit);
      add(
          Kind.OLDEST,
          age / BAD_FACTOR > limit ? Severity.BAD : Severity.WARN,
          tube.name(),
          numbers);
      return;
    }
    TubeStatus.Trend trend = tube.trend();
    boolean grows = trend.inPerSecond() > trend.outPerSecond() * CLEARLY_MORE;
    double beyondFew = tube.figures().ready() - BACKLOG_JOBS_MIN;
    // Multiplied out, because nothing may go out at all.
    boolean isLong =
        limits.get(AlertLimit.BACKLOG_MILLIS) != 0
            && beyondFew * MILLIS_PER_SECOND
                > trend.outPerSecond() * limits.get(AlertLimit.BACKLOG_MILLIS);
    if (grows && isLong) {
      add(Kind.FALLING_BEHIND, Severity.WARN, tube.name(), waiting(tube));
    }
  }

  /** How it stands, and when all ready jobs will be gone, if that can be foreseen. */
  private static Map<String, Number> waiting(TubeStatus tube) {
    TubeStatus.Trend trend = tube.trend();
    Map<String, Number> numbers = new LinkedHashMap<>();
    numbers.put("ageMillis", tube.oldestReadyMillis());
    numbers.put("ready", tube.figures().ready());
    numbers.put("inPerSecond", trend.inPerSecond());
    numbers.put("outPerSecond", trend.outPerSecond());
    double fewerPerSecond = trend.outPerSecond() - trend.inPerSecond();
    if (fewerPerSecond > 0) {
      numbers.put(
          "drainMillis", (long) (tube.figures().ready() / fewerPerSecond * MILLIS_PER_SECOND));
    }
    return numbers;
  }

  private void lookAtPause(TubeStatus tube, AlertLimits limits) {
    long pausedMillis = tube.figures().pauseMillis() - tube.pauseLeftMillis();
    if (limits.isAbove(AlertLimit.PAUSED_MILLIS, pausedMillis)) {
      Map<String, Number> numbers = new LinkedHashMap<>();
      numbers.put("pausedMillis", pausedMillis);
      numbers.put("limitMillis", limits.get(AlertLimit.PAUSED_MILLIS));
      numbers.put("leftMillis", tube.pauseLeftMillis());
      numbers.put("ready", tube.figures().ready());
      add(Kind.PAUSED, Severity.WARN, tube.name(), numbers);
    }
  }

  private void lookAtFailures(TubeStatus tube, AlertLimits limits) {
    double perMinute = tube.trend().buriedPerSecond() * SECONDS_PER_MINUTE;
    if (limits.isAbove(AlertLimit.BURIED_PER_MINUTE, perMinute)) {
      Map<String, Number> numbers = new LinkedHashMap<>();
      numbers.put("buriedPerMinute", perMinute);
      numbers.put("limitPerMinute", limits.get(AlertLimit.BURIED_PER_MINUTE));
      numbers.put("buried", tube.figures().buried());
      numbers.put("outPerSecond", tube.trend().outPerSecond());
      boolean isMost = tube.trend().buriedPerSecond() > tube.trend().outPerSecond();
      add(Kind.FAILURES, isMost ? Severity.BAD : Severity.WARN, tube.name(), numbers);
    }
  }

  private void lookAt(StreamStatus stream) {
    AlertLimits limits = limitsOfTube.apply("");
    long limit = limits.get(AlertLimit.LAG_ENTRIES);
    long lag = stream.lagMax();
    if (limits.isAbove(AlertLimit.LAG_ENTRIES, lag)) {
      Map<String, Number> numbers = new LinkedHashMap<>();
      numbers.put("lag", lag);
      numbers.put("limit", limit);
      numbers.put("length", stream.figures().length());
      numbers.put("pending", stream.pending());
      String name = stream.figures().database() + ":" + stream.key64();
      add(Kind.STREAM_LAG, lag / BAD_FACTOR > limit ? Severity.BAD : Severity.WARN, name, numbers);
    }
  }

  private void lookAtDisk(ProcessFigures process) {
    long limit = limitsOfTube.apply("").get(AlertLimit.DISK_USABLE_BYTES);
    long usable = process.diskUsableBytes();
    if (0 <= usable && usable < limit) {
      Map<String, Number> numbers = new LinkedHashMap<>();
      numbers.put("usableBytes", usable);
      numbers.put("limitBytes", limit);
      numbers.put("journalBytes", process.journalBytes());
      add(Kind.DISK, usable < limit / BAD_FACTOR ? Severity.BAD : Severity.WARN, "", numbers);
    }
  }

  private void add(Kind kind, Severity severity, String subject, Map<String, Number> numbers) {
    found.add(new Attention(kind, severity, subject, numbers));
  }
}
