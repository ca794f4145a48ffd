package io.haulm.journal;

import io.haulm.journal.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes and syncs committed batches, in order. All that was committed while one sync ran is the
 * next group: it is written with few calls and made safe by one sync.
 *
 * <p>After a failed write or sync nobody knows what is on the disk, and a repeated fsync would lie:
 * so the writer never touches a file again.
 */
final class Writer implements JournalThreads.Task {
  // Bounds how long those at the head of a group wait for its tail.
  private static final long GROUP_BYTES_MAX = 16L << 20;

  private final Queue<WriterJob> jobs;
  private final Progress progress;
  private final SyncPolicy policy;
  private final FolderId folder;
  private final JournalOwner owner;
  private final Consumer<Segment> onSealed;
  private final Runnable onSynced;
  private final LongSupplier nanoTime;
  private final Crc crc = new Crc();
  private final List<WriterJob.Batch> group = new ArrayList<>();

  // The segment that has batches which are written and not yet synced, if any.
  private @Nullable Segment unsynced;

  Writer(
      Queue<WriterJob> jobs,
      Progress progress,
      SyncPolicy policy,
      FolderId folder,
      JournalOwner owner,
      Consumer<Segment> onSealed,
      Runnable onSynced,
      LongSupplier nanoTime) {
    this.jobs = jobs;
    this.progress = progress;
    this.policy = policy;
    this.folder = folder;
    this.owner = owner;
    this.onSealed = onSealed;
    this.onSynced = onSynced;
    this.nanoTime = nanoTime;
  }

  @Override
  public void turn(boolean timeOver) {
    if (progress.failure != null) {
      return;
    }
    try {
      while (!jobs.isEmpty()) {
        step();
      }
      if (timeOver && policy instanceof SyncPolicy.Interval) {
        sync();
      }
    } catch (IOException | RuntimeException e) {
      fail(e);
    } catch (Error e) {
      fail(e);
      throw e;
    }
  }

  private void fail(Throwable cause) {
    progress.failure = cause;
    owner.failed(cause);
  }

  private void step() throws IOException {
    WriterJob job = jobs.peek();
    switch (job) {
      case WriterJob.Batch _ -> writeGroup();
      case WriterJob.SegmentEnd end -> {
        jobs.remove();
        seal(end);
      }
      case WriterJob.SyncNow _ -> {
        jobs.remove();
        sync();
      }
      case null -> throw new IllegalStateException("broken invariant: only the writer takes jobs");
    }
  }

  /** Writes all batches at the head of the queue; they lie one after the other in one segment. */
  private void writeGroup() throws IOException {
    group.clear();
    long bytes = 0;
    while (bytes < GROUP_BYTES_MAX && jobs.peek() instanceof WriterJob.Batch batch) {
      jobs.remove();
      complete(batch);
      group.add(batch);
      bytes += batch.bytes();
    }
    WriterJob.Batch first = group.getFirst();
    WriterJob.Batch last = group.getLast();
    write(first, last);
    unsynced = first.segment();
    progress.wrote(Position.of(last.segment().number, last.endOffset()), bytes);
    if (policy instanceof SyncPolicy.EachCommit) {
      sync();
    } else if (policy instanceof SyncPolicy.SystemDecides) {
      owner.durable(progress.writtenPosition);
    }
  }

  /** Says in the batch how far its segment is synced, which only the writer knows. */
  private void complete(WriterJob.Batch batch) {
    Segment segment = batch.segment();
    Chunk last = batch.last();
    Frame.putSynced(last.memory, batch.markAt(), segment.syncedOffset);
    int mask = folder.mask(segment.number, last.firstOffset + batch.markAt());
    Frame.putCrc(last.memory, batch.markAt(), crc, mask);
  }

  private static void write(WriterJob.Batch first, WriterJob.Batch last) throws IOException {
    DiskFile file = openFile(first.segment());
    int from = first.from();
    for (Chunk chunk = first.first(); chunk != null; chunk = chunk.next) {
      boolean isLast = chunk == last.last();
      ByteBuffer view = chunk.bytes;
      view.limit(isLast ? last.to() : chunk.filled).position(from);
      file.write(view, chunk.firstOffset + from);
      if (isLast) {
        return;
      }
      from = 0;
    }
    throw new IllegalStateException("broken invariant: the chunks of a group are linked");
  }

  private static DiskFile openFile(Segment segment) {
    DiskFile file = segment.file;
    if (file == null) {
      throw new IllegalStateException("broken invariant: only an open segment is written to");
    }
    return file;
  }

  private void sync() throws IOException {
    Segment segment = unsynced;
    if (segment == null) {
      return;
    }
    long begunNanos = nanoTime.getAsLong();
    openFile(segment).sync();
    unsynced = null;
    segment.syncedOffset = Position.offset(progress.writtenPosition);
    progress.synced(nanoTime.getAsLong() - begunNanos);
    if (policy instanceof SyncPolicy.EachCommit) {
      owner.durable(progress.syncedPosition);
    }
    onSynced.run();
  }

  /** The seal says that all before it is safe: so it is written after that has become true. */
  private void seal(WriterJob.SegmentEnd end) throws IOException {
    sync();
    Segment segment = end.segment();
    DiskFile file = openFile(segment);
    Seal.write(file, folder, segment.number, end.endOffset());
    file.close();
    segment.file = null;
    segment.sealed = true;
    onSealed.accept(segment);
  }
}
