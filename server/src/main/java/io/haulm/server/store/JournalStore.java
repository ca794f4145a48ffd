package io.haulm.server.store;

import io.haulm.engine.Effect;
import io.haulm.engine.Engine;
import io.haulm.engine.EngineOptions;
import io.haulm.journal.BodyReceiver;
import io.haulm.journal.Journal;
import io.haulm.journal.JournalOptions;
import io.haulm.journal.JournalStats;
import io.haulm.journal.PlatformThreads;
import io.haulm.journal.RecoveryReport;
import io.haulm.journal.disk.FolderDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * An engine whose facts are kept in a journal: recovered when it is opened, appended to from then
 * on.
 */
public final class JournalStore implements Store {
  private final Engine engine;
  private final Journal journal;
  private final RecoveryReport report;
  private final int segmentBytes;

  private JournalStore(Engine engine, Journal journal, RecoveryReport report, int segmentBytes) {
    this.engine = engine;
    this.journal = journal;
    this.report = report;
    this.segmentBytes = segmentBytes;
  }

  /**
   * Takes a data folder into possession and recovers what is in it.
   *
   * @param clock the time in milliseconds since 1970, as given to the engine
   * @param listener told what becomes durable, and of failures, on threads of the journal's own
   * @param thread runs work on the thread that owns the engine
   * @throws io.haulm.journal.disk.FolderLockedException when another process has the folder
   * @throws io.haulm.journal.JournalDamagedException when the journal is damaged
   */
  public static JournalStore open(
      Path folder,
      JournalOptions options,
      EngineOptions engineOptions,
      Consumer<Effect> effects,
      LongSupplier clock,
      JournalListener listener,
      Executor thread)
      throws IOException {
    EngineJournal facts = new EngineJournal(clock, listener, thread);
    Engine engine = new Engine(engineOptions, facts, effects);
    Journal journal = Journal.open(new FolderDisk(folder), options, facts, new PlatformThreads());
    try {
      facts.connect(engine, journal);
      RecoveryReport report = journal.recover();
      engine.recovered();
      return new JournalStore(engine, journal, report, options.segmentBytes());
    } catch (UncheckedIOException e) {
      journal.close();
      throw e.getCause();
    } catch (IOException | RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  @Override
  public Engine engine() {
    return engine;
  }

  /** What was found when the store was opened. */
  public RecoveryReport report() {
    return report;
  }

  @Override
  public long commit() {
    return journal.commit();
  }

  @Override
  public long durablePosition() {
    return journal.durablePosition();
  }

  @Override
  public boolean isCongested() {
    return journal.isCongested();
  }

  @Override
  public void readBody(long position, BodyReceiver receiver) {
    journal.readBody(position, receiver);
  }

  @Override
  public StoreStats stats() {
    JournalStats stats = journal.stats();
    return new StoreStats(
        stats.oldestSegment(),
        stats.activeSegment(),
        stats.relocatedRecords(),
        stats.appendedRecords(),
        segmentBytes,
        stats.totalBytes(),
        stats.syncs(),
        stats.syncCounts());
  }

  /** Figures of the journal. */
  public JournalStats journalStats() {
    return journal.stats();
  }

  /** Makes everything durable that was committed, and gives the folder up. */
  @Override
  public void close() throws IOException {
    journal.close();
  }
}
