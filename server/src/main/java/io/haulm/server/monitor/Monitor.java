package io.haulm.server.monitor;

import io.haulm.server.history.History;
import io.haulm.server.shard.Shard;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a snapshot of the server once a second, keeps the newest, and gives it to the history and
 * to whoever listens. Thread-safe.
 */
public final class Monitor implements AutoCloseable {
  /** Time from one snapshot to the next. */
  public static final long PERIOD_MILLIS = 1000;

  /**
   * So many tubes are looked at in each snapshot. With more, there are snapshots in between in
   * which tubes are as they were: to look at 50,000 each second is more garbage than the queue
   * itself makes.
   */
  static final int TUBES_PER_TURN = 4000;

  /** However many tubes there are, each is looked at once in so many snapshots, and one. */
  static final int TURNS_BETWEEN_MAX = 14;

  private static final long END_MILLIS = 5000;
  private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);

  private final Shard shard;
  private final Sampler sampler;
  private final Surveyor surveyor;
  private final History history;
  private final List<Consumer<Snapshot>> listeners = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("haulm-monitor").factory());
  private volatile @Nullable Snapshot latest;
  private long lastMillis;
  private int turnsUntilTubes;

  /**
   * A monitor that does nothing until {@link #start}.
   *
   * @param dataFolder whose disk is looked at; empty for a server that keeps nothing
   * @param history given what happened; closed with the monitor
   * @param limits the alert limits of a tube; of the empty name: what holds for the server. Asked
   *     once a second for each tube, on the monitor's thread
   */
  public Monitor(
      Shard shard,
      Optional<Path> dataFolder,
      History history,
      Function<String, AlertLimits> limits) {
    this.shard = shard;
    this.sampler = new Sampler(shard, new ProcessReader(dataFolder));
    this.surveyor = new Surveyor(limits);
    this.history = history;
  }

  /** Takes the first snapshot and then one every second. */
  public void start() {
    var _ = executor.scheduleAtFixedRate(this::lookSafely, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** The newest snapshot; empty before the first one, which is taken right after the start. */
  public Optional<Snapshot> latest() {
    return Optional.ofNullable(latest);
  }

  /** What happened before. */
  public History history() {
    return history;
  }

  /** From now on tells each snapshot, on the monitor's thread. */
  public void listen(Consumer<Snapshot> listener) {
    listeners.add(listener);
  }

  /** No longer tells this listener. */
  public void forget(Consumer<Snapshot> listener) {
    listeners.remove(listener);
  }

  private void lookSafely() {
    try {
      look();
    } catch (CompletionException e) {
      // The server stops.
      executor.shutdown();
    } catch (RuntimeException e) {
      LOG.error("the monitor failed; the queue goes on without figures", e);
      executor.shutdown();
    }
  }

  private void look() {
    boolean isTurnOfTubes = turnsUntilTubes == 0;
    Surveyor.Raw raw = sampler.read(isTurnOfTubes);
    long nowMillis = shard.clock().nowMillis();
    long coveredMillis = lastMillis == 0 ? PERIOD_MILLIS : nowMillis - lastMillis;
    lastMillis = nowMillis;
    Snapshot snapshot = surveyor.survey(nowMillis, raw);
    latest = snapshot;
    history.sampleBeside(nowMillis, coveredMillis, surveyor.samples());
    if (isTurnOfTubes) {
      history.sample(nowMillis, surveyor.tubesCoveredMillis(), surveyor.tubeSamples());
      turnsUntilTubes = turnsBetween(snapshot.tubes().size());
    } else {
      turnsUntilTubes--;
    }
    listeners.forEach(listener -> listener.accept(snapshot));
  }

  /** How many snapshots are taken between two looks at so many tubes. */
  static int turnsBetween(int tubes) {
    return Math.min(TURNS_BETWEEN_MAX, tubes / TUBES_PER_TURN);
  }

  /** Takes no more snapshots, and closes the history. */
  @Override
  public void close() {
    executor.shutdownNow();
    try {
      if (!executor.awaitTermination(END_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.warn("the monitor did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    history.close();
  }
}
