package io.haulm.journal;

import io.haulm.journal.disk.DiskFile;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Starts reads of bodies, and keeps what they need in place until they end. */
final class BodyReads {
  private final FolderId folder;
  private final ReadFiles files;
  private final ChunkPool chunks;
  private final Executor readers;

  BodyReads(FolderId folder, ReadFiles files, ChunkPool chunks, Executor readers) {
    this.folder = folder;
    this.files = files;
    this.chunks = chunks;
    this.readers = readers;
  }

  /**
   * Reads a body on a reader thread. Owner's thread.
   *
   * @param segment where it lies; null when it has been dropped
   * @param held the chunks that hold it, to be released afterwards; empty when it is in the file
   */
  void start(long position, @Nullable Segment segment, List<Chunk> held, BodyReceiver receiver) {
    if (segment == null) {
      execute(() -> receiver.failed(new IOException("no segment holds this position")), receiver);
      return;
    }
    segment.pins.incrementAndGet();
    boolean started =
        execute(
            () -> {
              try {
                read(position, held, receiver);
              } finally {
                end(segment, held);
              }
            },
            receiver);
    if (!started) {
      end(segment, held);
    }
  }

  private boolean execute(Runnable task, BodyReceiver receiver) {
    try {
      readers.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      receiver.failed(e);
      return false;
    }
  }

  private void read(long position, List<Chunk> held, BodyReceiver receiver) {
    BodyReader reader = new BodyReader(folder, position, receiver);
    try {
      if (held.isEmpty()) {
        readFile(Position.segment(position), reader);
      } else {
        reader.fromMemory(held);
      }
    } catch (IOException | RuntimeException e) {
      receiver.failed(e);
      return;
    }
    receiver.end();
  }

  private void readFile(int number, BodyReader reader) throws IOException {
    DiskFile file = files.acquire(number);
    try {
      reader.fromFile(file);
    } finally {
      files.release(number);
    }
  }

  private void end(Segment segment, List<Chunk> held) {
    held.forEach(chunks::release);
    segment.pins.decrementAndGet();
  }
}
