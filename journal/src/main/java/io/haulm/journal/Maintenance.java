package io.haulm.journal;

import io.haulm.journal.disk.Disk;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The work behind the scenes, in turns: the next segment, hints, cleaning, a look at the room left.
 * Nothing here is needed for a commit to become durable.
 */
final class Maintenance implements JournalThreads.Task {
  // A spare takes at most this part of the room left, so that allocation does not fill the disk.
  private static final int SPARE_SHARE = 4;
  // And is at least this part of a usual segment, or not made.
  private static final int SPARE_PARTS = 16;

  private final Disk disk;
  private final SegmentFiles files;
  private final HintFile hints;
  private final Room room;
  private final Progress progress;
  private final JournalOwner owner;
  private final Cleaner cleaner;
  private final int segmentBytes;
  private final Queue<Segment> withoutHint = new ConcurrentLinkedQueue<>();
  private final AtomicReference<@Nullable Segment> spare = new AtomicReference<>();

  // The segment that is being filled. The owner sets it, then wakes this task.
  private volatile Segment active;
  private int lastMade;
  private volatile boolean closing;

  Maintenance(
      Disk disk,
      SegmentFiles files,
      Room room,
      Progress progress,
      JournalOwner owner,
      Cleaner cleaner,
      int segmentBytes,
      Segment active) {
    this.disk = disk;
    this.files = files;
    this.hints = new HintFile(disk, files);
    this.room = room;
    this.progress = progress;
    this.owner = owner;
    this.cleaner = cleaner;
    this.segmentBytes = segmentBytes;
    this.active = active;
    this.lastMade = active.number;
  }

  /** The next segment, if it is ready; the caller fills it from now on. Owner's thread. */
  @Nullable Segment takeSpare() {
    Segment ready = spare.getAndSet(null);
    if (ready != null) {
      active = ready;
    }
    return ready;
  }

  /** Any thread. */
  void addWithoutHint(Segment segment) {
    withoutHint.add(segment);
  }

  /** No more segments are made; the turn that follows is the last. */
  void beginClose() {
    closing = true;
  }

  @Override
  public void turn(boolean timeOver) {
    if (progress.failure != null) {
      return;
    }
    if (lastMade == active.number && !closing) {
      attempt("make a segment", this::makeSpare);
    }
    while (!withoutHint.isEmpty()) {
      attempt("write a hint", () -> hints.write(withoutHint.remove().number));
    }
    attempt("clean", () -> cleaner.turn(timeOver));
    attempt("ask for the room left", this::measure);
  }

  private interface Work {
    void run() throws IOException;
  }

  private void attempt(String name, Work work) {
    try {
      work.run();
    } catch (IOException e) {
      owner.troubled(name, e);
    }
  }

  private void makeSpare() throws IOException {
    long bytes = segmentBytes;
    long bytesMax = disk.usableBytes() / SPARE_SHARE;
    while (bytes > bytesMax && bytes > segmentBytes / SPARE_PARTS) {
      bytes /= 2;
    }
    // On a disk too full for that there is no spare: the active segment grows on.
    if (bytes <= bytesMax) {
      int number = active.number + 1;
      spare.set(files.create(number, bytes));
      lastMade = number;
    }
  }

  private void measure() throws IOException {
    Segment waiting = spare.get();
    long written = progress.writtenPosition;
    Segment now = active;
    long writtenInActive = Position.segment(written) == now.number ? Position.offset(written) : 0;
    long allocated =
        Math.max(0, now.allocatedBytes - writtenInActive)
            + (waiting == null ? 0 : waiting.allocatedBytes);
    room.measure(allocated, room.appendedBytes() - progress.writtenBytes);
  }

  /** Deletes the spare, which nothing is in. After the last turn. */
  void deleteSpare() throws IOException {
    Segment unused = spare.getAndSet(null);
    if (unused != null && unused.file != null) {
      unused.file.close();
      files.delete(unused.number);
    }
  }
}
