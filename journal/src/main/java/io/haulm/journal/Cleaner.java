package io.haulm.journal;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the disk at about twice what lives: hands the records of the oldest segment to the owner,
 * who appends what lives again, and drops the segment once that is on the disk.
 *
 * <p>Always the oldest, and never two: so a note is never dropped before the records it speaks of,
 * and what was deleted cannot come back. One slice is at the owner at a time, and the next follows
 * when the first one is on the disk: cleaning never has more than its share of a busy disk.
 */
final class Cleaner {
  private static final int SLICE_BYTES = 128 * 1024;
  private static final int SLICE_RECORDS_MAX = 512;

  /**
   * Where the work stands. Passed back and forth between the owner's and the maintenance thread.
   */
  private enum State {
    IDLE,
    DECIDING,
    READING,
    AT_OWNER,
    SYNCING,
    LEAVING,
    DROPPING
  }

  private final SegmentFiles files;
  private final ReadFiles readFiles;
  private final Progress progress;
  private final JournalOwner owner;
  private final Face journal;

  // Everything else here belongs to the thread which the state names, and is handed over with it.
  private volatile State state = State.IDLE;
  private @Nullable Segment segment;
  private @Nullable FrameReader reader;
  private long offset;
  private long waitFor;
  private boolean nothingLives;
  // What the owner has not finished with, and the item to go on with.
  private @Nullable Slice unfinished;
  private int nextItem;
  // Cleaning met damage in it. It stays, and so do all younger ones, until it is repaired.
  private @Nullable Segment unreadable;

  /** What the cleaner needs of the journal, on the owner's thread. */
  interface Face {
    /** The segment to clean next, or null when there is not enough to gain. */
    @Nullable Segment worthCleaning();

    /** Commits what was relocated. */
    long commit();

    /** Counts what was handed to the owner. */
    void relocated(int records);

    /** True when the disk does not keep up. Any thread. */
    boolean isCongested();

    /** Has everything that is written synced, whatever the policy. */
    void syncNow();

    /** The segment is the oldest and goes; nobody finds it any more. */
    void drop(Segment segment);

    /** Has a turn of {@link Cleaner#turn} follow. */
    void wake();
  }

  Cleaner(
      SegmentFiles files,
      ReadFiles readFiles,
      Progress progress,
      JournalOwner owner,
      Face journal) {
    this.files = files;
    this.readFiles = readFiles;
    this.progress = progress;
    this.owner = owner;
    this.journal = journal;
  }

  /** True when a sync would let the work go on. Any thread. */
  boolean isWaitingForSync() {
    return state == State.SYNCING;
  }

  /** Goes on as far as it can. Maintenance thread. */
  void turn(boolean timeOver) throws IOException {
    try {
      if (timeOver && state == State.IDLE) {
        pass(State.DECIDING, this::decide);
      }
      if (state == State.SYNCING && progress.syncedPosition >= waitFor) {
        state = State.READING;
      }
      if (state == State.READING && !journal.isCongested()) {
        handOver();
      }
      if (state == State.DROPPING) {
        delete();
      }
    } catch (IOException e) {
      // A segment that cannot be deleted is tried again: no younger one may go before it.
      if (state == State.READING) {
        stopReading();
        unreadable = segment;
        state = State.IDLE;
      }
      throw e;
    }
  }

  /** Lets go of the file, at the end of the journal. Maintenance thread, or after it. */
  void stopReading() throws IOException {
    Slice begun = unfinished;
    unfinished = null;
    nextItem = 0;
    if (begun != null) {
      begun.close();
    }
    FrameReader frames = reader;
    reader = null;
    if (frames != null) {
      frames.close();
    }
  }

  private boolean pass(State next, Runnable task) {
    state = next;
    try {
      owner.executor().execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      // The owner is going away, and so is the journal.
      state = State.IDLE;
      return false;
    }
  }

  private void decide() {
    if (progress.failure != null) {
      return;
    }
    Segment worth = journal.worthCleaning();
    segment = worth;
    offset = SegmentHeader.BYTES;
    if (worth == null || worth == unreadable) {
      state = State.IDLE;
      return;
    }
    // What was deleted must be on the disk as deleted before it goes. So this waits for a sync even
    // when nothing is to be relocated.
    nothingLives = worth.liveRecords() == 0;
    waitForSync();
  }

  private void waitForSync() {
    waitFor = journal.commit();
    state = State.SYNCING;
    if (progress.syncedPosition < waitFor) {
      journal.syncNow();
    }
    journal.wake();
  }

  private Segment segment() {
    Segment now = segment;
    if (now == null) {
      throw new IllegalStateException("broken invariant: a segment is being cleaned");
    }
    return now;
  }

  /** Reads a slice and passes it to the owner; after the last one, asks for the end. */
  private void handOver() throws IOException {
    if (nothingLives) {
      pass(State.LEAVING, this::leave);
      return;
    }
    Slice begun = unfinished;
    if (begun != null) {
      pass(State.AT_OWNER, () -> relocate(begun));
      return;
    }
    FrameReader frames = reader == null ? openReader() : reader;
    Slice slice = Slice.read(frames, segment().number, offset);
    offset = slice.endOffset;
    if (slice.records.isEmpty()) {
      slice.close();
      stopReading();
      pass(State.LEAVING, this::leave);
    } else if (!pass(State.AT_OWNER, () -> relocate(slice))) {
      slice.close();
    }
  }

  private FrameReader openReader() throws IOException {
    FrameReader frames = files.readerOf(segment().number);
    reader = frames;
    return frames;
  }

  private void relocate(Slice slice) {
    unfinished = slice;
    try {
      while (nextItem < slice.records.size() && relocate(slice.records.get(nextItem))) {
        nextItem++;
      }
      if (nextItem == slice.records.size()) {
        unfinished = null;
        nextItem = 0;
        journal.relocated(slice.records.size());
        slice.close();
      }
      waitForSync();
    } catch (JournalFailedException e) {
      // It died on the way. Nothing is dropped any more.
      state = State.AT_OWNER;
    }
  }

  private boolean relocate(Slice.Item item) {
    return owner.relocate(item.position, item.head, RecordBody.of(item.body));
  }

  /** Owner's thread: every record was handed over, and what lived is on the disk elsewhere. */
  private void leave() {
    if (progress.failure != null) {
      return;
    }
    Segment leaving = segment();
    Claim.holds(leaving.liveRecords() == 0, "the owner has relocated all that lives");
    journal.drop(leaving);
    state = State.DROPPING;
    journal.wake();
  }

  private void delete() throws IOException {
    Segment leaving = segment();
    if (leaving.pins.get() > 0) {
      return;
    }
    readFiles.forget(leaving.number);
    files.delete(leaving.number);
    segment = null;
    pass(State.DECIDING, this::decide);
  }

  /** A few records, copied out of the segment. */
  private static final class Slice implements AutoCloseable {
    private record Item(long position, MemorySegment head, MemorySegment body) {}

    private final Arena arena = Arena.ofShared();
    private final List<Item> records = new ArrayList<>();
    private long endOffset;

    static Slice read(FrameReader frames, int number, long from) throws IOException {
      Slice slice = new Slice();
      try {
        slice.fill(frames, number, from);
        return slice;
      } catch (IOException e) {
        slice.close();
        throw e;
      }
    }

    private void fill(FrameReader frames, int number, long from) throws IOException {
      long bytes = 0;
      endOffset = from;
      while (bytes < SLICE_BYTES && records.size() < SLICE_RECORDS_MAX) {
        if (frames.at(endOffset, true) != FrameReader.Found.FRAME) {
          throw new JournalDamagedException(
              FileNames.segment(number), endOffset, "no valid record; the segment stays");
        }
        if (frames.type() == Frame.SEAL) {
          return;
        }
        if (frames.type() == Frame.RECORD) {
          records.add(copy(frames, Position.of(number, endOffset)));
          bytes += frames.frameBytes();
        }
        endOffset += frames.frameBytes();
      }
    }

    private Item copy(FrameReader frames, long position) throws IOException {
      MemorySegment head = arena.allocate(frames.headBytes());
      frames.copyHead(head, 0);
      MemorySegment body = arena.allocate(frames.bodyBytes());
      frames.readBody(body);
      return new Item(position, head, body);
    }

    @Override
    public void close() {
      arena.close();
    }
  }
}
