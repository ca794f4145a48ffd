package io.haulm.journal;

import io.haulm.journal.disk.Disk;
import io.haulm.journal.disk.DiskFullException;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Records in order, on disk. {@link #open} it, {@link #recover} what is there, then append.
 *
 * <p>One thread, the owner's, calls all methods where nothing else is said. None but {@link #open},
 * {@link #recover} and {@link #close} waits for the disk.
 */
public final class Journal implements Closeable {
  /** Longest head of a record. */
  public static final int HEAD_BYTES_MAX = 8 * 1024;

  // Offsets have 32 bits, and a batch is not split: so it ends before this, wherever it began.
  private static final long SEGMENT_END_MAX = (1L << Position.OFFSET_BITS) - 1024;
  // The first segment after a start is short, so that a start need not wait for a long one.
  private static final int FIRST_SEGMENT_BYTES = 4 << 20;
  // A batch begins in the active segment if this part of it is likely to be left afterwards.
  private static final int MARGIN_PARTS = 32;
  private static final int SLACK_SEGMENTS = 2;
  private static final int GARBAGE_RATIO = 2;

  private final Disk disk;
  private final Closeable lock;
  private final JournalOptions options;
  private final JournalOwner owner;
  private final JournalThreads threads;
  private final SegmentFiles files;
  private final SegmentTable table = new SegmentTable();
  private final ReadFiles readFiles;
  private final BodyReads reads;
  private final Gatherer gatherer;
  private final Queue<WriterJob> jobs = new ConcurrentLinkedQueue<>();
  private final Room room;
  private final Progress progress = new Progress();

  private @Nullable Backstage running;
  private boolean segmentIsBeginning;
  private boolean closed;
  private long committed;
  private long appendedRecords;
  private long relocatedRecords;

  private Journal(
      Disk disk,
      Closeable lock,
      FolderId folder,
      JournalOptions options,
      JournalOwner owner,
      JournalThreads threads) {
    this.disk = disk;
    this.lock = lock;
    this.options = options;
    this.owner = owner;
    this.threads = threads;
    this.files = new SegmentFiles(disk, folder);
    this.readFiles = new ReadFiles(files, options.openFilesMax());
    int keepChunks = (int) Math.ceilDiv(options.congestedBytes(), options.chunkBytes());
    ChunkPool pool = new ChunkPool(options.chunkBytes(), keepChunks);
    this.reads = new BodyReads(folder, readFiles, pool, threads.readers());
    this.gatherer = new Gatherer(pool, folder);
    this.room = new Room(disk, options.reserveBytes());
  }

  /**
   * Takes a data folder into possession. {@link #recover} must follow.
   *
   * @throws io.haulm.journal.disk.FolderLockedException when somebody else has it
   * @throws JournalDamagedException when a segment is missing, or its header is damaged or unknown
   */
  public static Journal open(
      Disk disk, JournalOptions options, JournalOwner owner, JournalThreads threads)
      throws IOException {
    Closeable lock = disk.lock(FileNames.LOCK);
    try {
      FolderId folder = SegmentFiles.folderOf(disk, options.random());
      return new Journal(disk, lock, folder, options, owner, threads);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Hands all records to the owner, in order, and makes the journal ready to append to. To be
   * called once.
   *
   * @throws JournalDamagedException when a segment is damaged elsewhere than in a torn tail;
   *     nothing has been changed then
   */
  public RecoveryReport recover() throws IOException {
    Claim.holds(running == null, "a journal is recovered once");
    Queue<Segment> withoutHint = new ConcurrentLinkedQueue<>();
    Recovery recovery = new Recovery(disk, files, table, owner, withoutHint::add);
    RecoveryReport report = recovery.run();
    Segment active = createFirst(recovery.nextNumber());
    table.add(active);
    gatherer.moveTo(active);
    committed = Position.of(active.number, active.endOffset);
    progress.start(committed);
    room.measure(active.allocatedBytes, 0);
    Backstage backstage =
        new Backstage(
            disk,
            files,
            readFiles,
            options,
            owner,
            threads,
            room,
            progress,
            jobs,
            new CleanerFace(),
            active);
    withoutHint.forEach(backstage.maintenance::addWithoutHint);
    running = backstage;
    return report;
  }

  private Segment createFirst(int number) throws IOException {
    try {
      return files.create(number, Math.min(options.segmentBytes(), FIRST_SEGMENT_BYTES));
    } catch (DiskFullException e) {
      // A full disk must not keep a server down: what it deletes makes room.
      return files.create(number, SegmentHeader.BYTES);
    }
  }

  private Backstage alive() {
    Throwable failure = progress.failure;
    if (failure != null) {
      throw new JournalFailedException(failure);
    }
    Backstage backstage = running;
    if (backstage == null) {
      throw new IllegalStateException("broken invariant: a journal is recovered before it is used");
    }
    return backstage;
  }

  /**
   * Appends a record without a body. It is dead from the start: it lasts until its segment goes,
   * which is after all older segments have gone.
   *
   * @param head at most {@link #HEAD_BYTES_MAX} bytes; copied
   * @param mayUseReserve true for what makes the data shrink, or must not fail
   * @return position of the record
   * @throws JournalFullException when there is no room
   * @throws JournalFailedException when the journal has failed
   */
  public long append(MemorySegment head, boolean mayUseReserve) {
    long bytes = Frame.HEADER_BYTES + head.byteSize();
    prepare(head, bytes, mayUseReserve);
    return appended(gatherer.addNote(head), bytes);
  }

  /**
   * Appends a record with a body. It lives until it is {@linkplain #forget forgotten}.
   *
   * @param head at most {@link #HEAD_BYTES_MAX} bytes; copied
   * @param body at most {@link RecordBody#BYTES_MAX} bytes; copied
   * @param mayUseReserve true for what must not fail
   * @return position of the record
   * @throws JournalFullException when there is no room
   * @throws JournalFailedException when the journal has failed
   */
  public long append(MemorySegment head, RecordBody body, boolean mayUseReserve) {
    long bodyBytes = body.bytes();
    if (bodyBytes < 0 || bodyBytes > RecordBody.BYTES_MAX) {
      throw new IllegalArgumentException("a body of " + bodyBytes + " bytes");
    }
    long bytes = Frame.HEADER_BYTES + head.byteSize() + bodyBytes;
    prepare(head, bytes, mayUseReserve);
    return appended(gatherer.addRecord(head, body), bytes);
  }

  private void prepare(MemorySegment head, long bytes, boolean mayUseReserve) {
    Backstage backstage = alive();
    if (head.byteSize() > HEAD_BYTES_MAX) {
      throw new IllegalArgumentException("a head of " + head.byteSize() + " bytes");
    }
    if (!mayUseReserve && !room.admits(bytes + Frame.MARK_FRAME_BYTES)) {
      throw new JournalFullException();
    }
    if (gatherer.isBetweenBatches() && !segmentIsBeginning) {
      chooseSegment(backstage, bytes);
      beginSegment();
    }
    if (table.last().endOffset + bytes > SEGMENT_END_MAX) {
      throw new JournalFullException();
    }
  }

  /**
   * A batch lies in one segment: so here, before it begins, is the only place to go to the next.
   */
  private void chooseSegment(Backstage backstage, long bytes) {
    Segment active = table.last();
    long usable = active.allocatedBytes - active.allocatedBytes / MARGIN_PARTS;
    if (active.isEmpty() || active.endOffset + bytes <= usable) {
      return;
    }
    Segment next = backstage.maintenance.takeSpare();
    // If the next segment is not ready, this one grows: the owner's thread never waits for it.
    if (next != null) {
      jobs.add(new WriterJob.SegmentEnd(active, active.endOffset));
      active.endOffset += Frame.MARK_FRAME_BYTES;
      table.add(next);
      gatherer.moveTo(next);
      backstage.maintainer.wake();
    }
  }

  private void beginSegment() {
    if (table.last().isEmpty()) {
      segmentIsBeginning = true;
      try {
        owner.segmentBegun();
      } finally {
        segmentIsBeginning = false;
      }
    }
  }

  private long appended(long position, long bytes) {
    room.appended(bytes);
    appendedRecords++;
    return position;
  }

  /**
   * Ends the batch: after a crash all of its records are there or none. Does nothing when nothing
   * was appended.
   *
   * @return the position to wait for: all that was appended so far is durable when {@link
   *     #durablePosition} gets there
   * @throws JournalFailedException when the journal has failed
   */
  public long commit() {
    Backstage backstage = alive();
    WriterJob.Batch batch = gatherer.seal();
    if (batch != null) {
      room.appended(Frame.MARK_FRAME_BYTES);
      committed = Position.of(batch.segment().number, batch.endOffset());
      jobs.add(batch);
      backstage.writer.wake();
      gatherer.releaseWritten(progress.writtenPosition);
    }
    return committed;
  }

  /**
   * Everything before it may be confirmed, by the policy chosen. Only grows, and stays where it is
   * after a failure. {@link JournalOwner#durable} tells when it has grown, except under {@link
   * SyncPolicy.Interval}, where it grows with each commit.
   */
  public long durablePosition() {
    return switch (options.syncPolicy()) {
      case SyncPolicy.EachCommit _ -> progress.syncedPosition;
      case SyncPolicy.Interval _ -> committed;
      case SyncPolicy.SystemDecides _ -> progress.writtenPosition;
    };
  }

  /** True when the disk does not keep up: whoever can should wait before appending more. */
  public boolean isCongested() {
    return room.appendedBytes() - progress.writtenBytes > options.congestedBytes();
  }

  /** True when there is no room for records that make the data grow. */
  public boolean isFull() {
    return room.isFull();
  }

  /**
   * The record is dead: it need not be kept. To be called once for each record with a body, also
   * for the old position of one that was relocated.
   *
   * @param bodyBytes length of its body
   */
  public void forget(long position, long bodyBytes) {
    table.get(Position.segment(position)).forget(bodyBytes);
  }

  /** Reads the body of a record, on a thread of the journal's own. */
  public void readBody(long position, BodyReceiver receiver) {
    List<Chunk> held = position < progress.writtenPosition ? List.of() : gatherer.hold(position);
    reads.start(position, table.find(Position.segment(position)), held, receiver);
  }

  /** Reads the body of a record; for bodies that fit into an array. */
  public CompletableFuture<byte[]> readBody(long position) {
    ArrayReceiver receiver = new ArrayReceiver();
    readBody(position, receiver);
    return receiver.result();
  }

  /**
   * Reads the body of a record that {@link JournalOwner#recovered} is being given, and waits for
   * the disk meanwhile. Only to be called from there.
   *
   * @throws JournalDamagedException when the body is not what was written
   */
  public byte[] readRecovered(long position) throws IOException {
    int number = Position.segment(position);
    ArrayReceiver receiver = new ArrayReceiver();
    try {
      new BodyReader(files.folder(), position, receiver).fromFile(readFiles.acquire(number));
    } finally {
      readFiles.release(number);
    }
    return receiver.bytes();
  }

  /** Figures, as of now. */
  public JournalStats stats() {
    return new JournalStats(
        table.first().number,
        table.last().number,
        table.sum(segment -> segment.endOffset),
        table.sum(Segment::liveBytes),
        appendedRecords,
        relocatedRecords,
        progress.syncs,
        progress.syncCounts());
  }

  /**
   * Commits, makes everything safe whatever the policy, and lets go of the folder. After a failure
   * only the latter.
   */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    Backstage backstage = running;
    try (lock) {
      if (backstage != null) {
        stop(backstage);
      }
    } finally {
      threads.close();
      gatherer.close();
      readFiles.closeAll();
    }
  }

  private void stop(Backstage backstage) throws IOException {
    Segment active = table.last();
    if (progress.failure == null) {
      handOverLast(backstage, active);
    }
    Throwable failure;
    try {
      backstage.stop(files, active);
    } finally {
      failure = progress.failure;
      progress.failure = new IOException("it is closed");
    }
    if (failure != null) {
      throw new IOException("the journal failed before it was closed", failure);
    }
  }

  private void handOverLast(Backstage backstage, Segment active) {
    WriterJob.Batch batch = gatherer.seal();
    if (batch != null) {
      committed = Position.of(batch.segment().number, batch.endOffset());
      jobs.add(batch);
    }
    if (!active.isEmpty()) {
      jobs.add(new WriterJob.SegmentEnd(active, active.endOffset));
    }
    backstage.writer.wake();
  }

  /** The cleaner's view of the journal. */
  private final class CleanerFace implements Cleaner.Face {
    @Override
    public @Nullable Segment worthCleaning() {
      Segment oldest = table.first();
      // The next segment holds what must outlive this one, once its first batch is on the disk.
      boolean nextHasBegun =
          progress.syncedPosition > Position.of(oldest.number + 1, SegmentHeader.BYTES);
      if (!oldest.sealed || !nextHasBegun) {
        return null;
      }
      long live = table.sum(Segment::liveBytes) + owner.noteBytes();
      long total = table.sum(segment -> segment.endOffset);
      boolean pays =
          isFull()
              ? total > live + live / 4
              : total > GARBAGE_RATIO * live + (long) SLACK_SEGMENTS * options.segmentBytes();
      return pays || oldest.liveRecords() == 0 ? oldest : null;
    }

    @Override
    public long commit() {
      return Journal.this.commit();
    }

    @Override
    public void relocated(int records) {
      relocatedRecords += records;
    }

    @Override
    public boolean isCongested() {
      return Journal.this.isCongested();
    }

    @Override
    public void syncNow() {
      jobs.add(new WriterJob.SyncNow());
      alive().writer.wake();
    }

    @Override
    public void drop(Segment segment) {
      Claim.holds(segment == table.first(), "the oldest segment goes first");
      table.removeFirst();
    }

    @Override
    public void wake() {
      alive().maintainer.wake();
    }
  }
}
