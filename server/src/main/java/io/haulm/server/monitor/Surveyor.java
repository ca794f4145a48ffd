package io.haulm.server.monitor;

import io.haulm.engine.Reply;
import io.haulm.engine.TubeFigures;
import io.haulm.engine.keyspace.stream.StreamFigures;
import io.haulm.server.history.Figures;
import io.haulm.server.history.Metric;
import io.haulm.server.history.SeriesName;
import io.haulm.server.history.SeriesSample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes snapshots of raw figures, and remembers what the next one needs. Not thread-safe. */
final class Surveyor {

  private final Function<String, AlertLimits> limits;
  private Map<String, TubeTrack> tracks = new HashMap<>();
  private Map<String, StreamTrack> streamTracks = new HashMap<>();
  private final Rate in = new Rate();
  private final Rate out = new Rate();
  private Figures done = new Figures();
  private Map<String, TubeStatus> tubes = Map.of();
  private List<Attention> attention = List.of();
  private long oldestReadyMillis;
  private boolean hasLookedAtTubes;
  private long lastTubesMillis;
  private long tubesCoveredMillis;
  private Reply.@Nullable EngineStats last;
  private long lastMillis;
  private long sequence;

  /**
   * What was read of the engine and the process.
   *
   * @param tubes may name a tube twice; the later one counts. Empty when they were not read, and
   *     are as they were
   */
  record Raw(
      Optional<List<TubeFigures>> tubes,
      List<StreamFigures> streams,
      Reply.EngineStats engine,
      ProcessFigures process) {}

  /** What is remembered of a stream. */
  private static final class StreamTrack {
    private final Rate in = new Rate();
    private long added;
    private Figures done = new Figures();
  }

  /**
   * The first snapshot has no rates.
   *
   * @param limits the limits of a tube; of the empty name: what holds for the server
   */
  Surveyor(Function<String, AlertLimits> limits) {
    this.limits = limits;
  }

  Snapshot survey(long nowMillis, Raw raw) {
    long elapsedMillis = last == null ? 1000 : Math.max(1, nowMillis - lastMillis);
    raw.tubes().ifPresent(tubes -> surveyTubes(nowMillis, tubes));
    hasLookedAtTubes = raw.tubes().isPresent();
    List<StreamStatus> streams = surveyStreams(raw.streams(), elapsedMillis);
    Totals totals = totals(raw.engine(), elapsedMillis);
    if (hasLookedAtTubes) {
      attention = AttentionRules.find(tubes.values(), streams, raw.process(), limits);
    }
    lastMillis = nowMillis;
    return new Snapshot(++sequence, nowMillis, totals, tubes, streams, raw.process(), attention);
  }

  private void surveyTubes(long nowMillis, List<TubeFigures> raw) {
    boolean isFirst = last == null;
    long elapsedMillis = isFirst ? 1000 : Math.max(1, nowMillis - lastTubesMillis);
    SortedMap<String, TubeStatus> looked = new TreeMap<>();
    Map<String, TubeTrack> seen = new HashMap<>();
    for (TubeFigures figures : raw) {
      TubeTrack track = tracks.get(figures.name());
      if (track == null) {
        track = isFirst ? TubeTrack.known(figures) : TubeTrack.fresh(figures);
      }
      if (seen.put(figures.name(), track) == null) {
        looked.put(figures.name(), track.look(nowMillis, elapsedMillis, figures));
      }
    }
    tracks = seen;
    tubes = Collections.unmodifiableMap(looked);
    oldestReadyMillis =
        looked.values().stream().mapToLong(TubeStatus::oldestReadyMillis).max().orElse(0);
    tubesCoveredMillis = elapsedMillis;
    lastTubesMillis = nowMillis;
  }

  private List<StreamStatus> surveyStreams(List<StreamFigures> raw, long elapsedMillis) {
    Map<String, StreamTrack> seen = new HashMap<>();
    List<StreamStatus> streams = new ArrayList<>();
    for (StreamFigures figures : raw) {
      String name = figures.database() + ":" + StreamStatus.key64(figures.key());
      StreamTrack track = streamTracks.get(name);
      if (track == null) {
        track = new StreamTrack();
        track.added = figures.added();
      }
      long added = Math.max(0, figures.added() - track.added);
      track.added = figures.added();
      track.in.add(added, elapsedMillis);
      StreamStatus status = new StreamStatus(figures, track.in.perSecond());
      track.done =
          new Figures()
              .set(Metric.IN, added)
              .set(Metric.LENGTH, figures.length())
              .set(Metric.PENDING, status.pending())
              .set(Metric.LAG, status.lagMax());
      seen.put(name, track);
      streams.add(status);
    }
    streamTracks = seen;
    return streams;
  }

  private Totals totals(Reply.EngineStats now, long elapsedMillis) {
    Reply.EngineStats before = last == null ? now : last;
    last = now;
    // What came in and is not there has gone out; tubes that have vanished count like this, too.
    long puts = now.totalJobs() - before.totalJobs();
    long gone = Math.max(0, puts - (jobs(now) - jobs(before)));
    in.add(puts, elapsedMillis);
    out.add(gone, elapsedMillis);
    done = new Figures();
    if (hasLookedAtTubes) {
      tracks.values().forEach(track -> done.addBeside(track.done()));
    }
    done.set(Metric.IN, puts)
        .set(Metric.OUT, gone)
        .set(Metric.READY, now.ready())
        .set(Metric.RESERVED, now.reserved())
        .set(Metric.DELAYED, now.delayed())
        .set(Metric.BURIED, now.buried())
        .set(Metric.OLDEST, oldestReadyMillis);
    return new Totals(
        tubes.size(),
        now.ready(),
        now.reserved(),
        now.delayed(),
        now.buried(),
        in.perSecond(),
        out.perSecond(),
        oldestReadyMillis);
  }

  private static long jobs(Reply.EngineStats stats) {
    return stats.ready() + stats.reserved() + stats.delayed() + stats.buried();
  }

  /** What all tubes together and each stream did between the last two snapshots. */
  List<SeriesSample> samples() {
    List<SeriesSample> samples = new ArrayList<>();
    samples.add(new SeriesSample(SeriesName.TOTAL, done));
    streamTracks.forEach((name, track) -> {
      if (name.length() <= SeriesName.NAME_BYTES_MAX) {
        samples.add(new SeriesSample(new SeriesName(SeriesName.Kind.STREAM, name), track.done));
      }
    });
    return samples;
  }

  /** What each tube did between the last two looks at tubes. */
  List<SeriesSample> tubeSamples() {
    List<SeriesSample> samples = new ArrayList<>();
    tracks.forEach(
        (name, track) -> samples.add(new SeriesSample(SeriesName.tube(name), track.done())));
    return samples;
  }

  /** The time between these two looks. */
  long tubesCoveredMillis() {
    return tubesCoveredMillis;
  }
}
