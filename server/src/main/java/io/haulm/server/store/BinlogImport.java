package io.haulm.server.store;

import io.haulm.engine.Engine;
import io.haulm.engine.EngineOptions;
import io.haulm.engine.Fact;
import io.haulm.engine.FactLog;
import io.haulm.engine.JobBody;
import io.haulm.engine.JobState;
import io.haulm.engine.body.BodyDraft;
import io.haulm.engine.body.BodyStore;
import io.haulm.journal.JournalOptions;
import io.haulm.server.binlog.Binlog;
import io.haulm.server.binlog.BinlogInUseException;
import io.haulm.server.binlog.BinlogJob;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Brings the jobs of beanstalkd's binlog into a data folder, which no server may be running on.
 *
 * <p>Safe to repeat: a note in the data folder says which binlog was imported, up to which id, and
 * by how much the ids were raised. So a second run takes only what is new, and a run that was
 * interrupted is done again from its beginning with the same ids, which changes nothing about the
 * jobs that were already there.
 */
public final class BinlogImport {
  private static final long IN_MEMORY_BYTES = 16L << 20;

  private final Path binlogFolder;
  private final Path dataFolder;

  /**
   * An import.
   *
   * @param binlogFolder the folder that beanstalkd was given with {@code -b}; never written to,
   *     unless it is the data folder as well
   * @param dataFolder made when missing
   */
  public BinlogImport(Path binlogFolder, Path dataFolder) {
    this.binlogFolder = binlogFolder;
    this.dataFolder = dataFolder;
  }

  /**
   * What was done.
   *
   * @param files files of the binlog
   * @param records records in them
   * @param found jobs that live in the binlog
   * @param imported jobs taken over by this run
   * @param idsRaisedBy by how much the ids of the imported jobs were raised; 0 when they kept
   *     theirs
   * @param problems what could not be read, a sentence each
   */
  public record Report(
      int files,
      long records,
      long found,
      long imported,
      long idsRaisedBy,
      List<String> problems) {}

  /** The binlog whose import into this folder was begun and not ended; empty without one. */
  public static Optional<String> unfinishedIn(Path dataFolder) throws IOException {
    return ImportNote.unfinishedIn(dataFolder);
  }

  /**
   * Runs the import.
   *
   * @param nowMillis the time, in milliseconds since 1970
   * @throws BinlogInUseException when a running beanstalkd owns the binlog
   * @throws io.haulm.journal.disk.FolderLockedException when a server runs on the data folder
   */
  public Report run(long nowMillis) throws IOException, BinlogInUseException {
    Binlog binlog = Binlog.read(binlogFolder);
    Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    FailureListener listener = new FailureListener();
    long imported;
    ImportNote note;
    try (JournalStore store = open(nowMillis, listener, tasks)) {
      note = ImportNote.of(binlogFolder, dataFolder, store.engine().lastJobId());
      note.begun().write(dataFolder);
      imported = adoptAll(store, binlog, note, nowMillis, listener, tasks);
    }
    // Closing the store has made everything durable, unless the journal has failed.
    listener.check();
    note.done(binlog.highestJobId()).write(dataFolder);
    return new Report(
        binlog.files(),
        binlog.records(),
        binlog.jobs().size(),
        imported,
        note.idsRaisedBy(),
        binlog.problems());
  }

  private JournalStore open(long nowMillis, JournalListener listener, Queue<Runnable> tasks)
      throws IOException {
    return JournalStore.open(
        dataFolder,
        JournalOptions.defaults(),
        new EngineOptions(IN_MEMORY_BYTES, true),
        _ -> {},
        () -> nowMillis,
        listener,
        tasks::add);
  }

  private static long adoptAll(
      JournalStore store,
      Binlog binlog,
      ImportNote note,
      long nowMillis,
      FailureListener listener,
      Queue<Runnable> tasks)
      throws IOException {
    long imported = 0;
    for (BinlogJob job : binlog.jobs()) {
      boolean isThere = store.engine().exists(job.jobId() + note.idsRaisedBy());
      if (!note.covers(job.jobId()) && !isThere) {
        adopt(store.engine(), nowMillis, job, note.idsRaisedBy());
        imported++;
        store.commit();
        listener.check();
        runAll(tasks);
      }
    }
    store.engine().takeIdsUpTo(binlog.highestJobId() + note.idsRaisedBy());
    store.commit();
    return imported;
  }

  private static void runAll(Queue<Runnable> tasks) {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  private static void adopt(Engine engine, long nowMillis, BinlogJob job, long idsRaisedBy)
      throws IOException {
    boolean isDelayed = job.state() == JobState.DELAYED;
    engine.adopt(
        nowMillis,
        new Fact.Job(
            job.jobId() + idsRaisedBy,
            job.tube(),
            job.state(),
            job.priority(),
            job.createdMillis(),
            job.delayMillis(),
            job.ttrMillis(),
            isDelayed ? job.deadlineMillis() : 0,
            job.buriedOrder(),
            job.counts(),
            new JobBody(readBody(engine.bodies(), job), FactLog.NOWHERE, job.bodyBytes())));
  }

  private static long readBody(BodyStore bodies, BinlogJob job) throws IOException {
    BodyDraft draft = bodies.draft(job.bodyBytes());
    ByteBuffer piece = ByteBuffer.allocate(BodyStore.PIECE_BYTES_MAX);
    try (FileChannel file = FileChannel.open(job.file())) {
      long offset = job.bodyOffset();
      while (draft.missingBytes() > 0) {
        piece.clear().limit(Math.min(piece.capacity(), draft.missingBytes()));
        int count = file.read(piece, offset);
        if (count < 0) {
          throw new IOException(job.file() + " became shorter while it was read");
        }
        draft.append(MemorySegment.ofArray(piece.array()), 0, count);
        offset += count;
      }
    }
    return draft.finish();
  }
}
