package io.haulm.journal;

import io.haulm.journal.disk.DiskFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;

/**
 * Reads frames of one segment through a window of memory. What it says about a frame holds until
 * the next {@link #at}. Closing it closes the file.
 */
final class FrameReader implements AutoCloseable {
  /** What is found at an offset. */
  enum Found {
    /** A whole and valid frame. */
    FRAME,
    /** Zeros, at least as many as a header has, or the end of the file. */
    BLANK,
    /** No frame, or one whose head is damaged or cut off. */
    BROKEN_HEAD,
    /** A valid head with a damaged body; where the next frame begins is known. */
    BROKEN_BODY,
    /** A valid head in a version of the format that this release does not know. */
    UNKNOWN_VERSION
  }

  private static final int WINDOW_BYTES = 1 << 20;
  private static final MemorySegment ZEROS = Arena.global().allocate(WINDOW_BYTES);

  private final DiskFile file;
  private final int segment;
  private final FolderId folder;
  private final long fileBytes;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment window = arena.allocate(WINDOW_BYTES);
  private final ByteBuffer windowView = window.asByteBuffer();
  private final Crc crc = new Crc();
  private long windowStart;
  private int windowBytes;
  private long frameOffset;
  private int frameAt;

  FrameReader(DiskFile file, int segment, FolderId folder) throws IOException {
    this.file = file;
    this.segment = segment;
    this.folder = folder;
    this.fileBytes = file.sizeBytes();
  }

  long fileBytes() {
    return fileBytes;
  }

  /**
   * Looks at {@code offset}.
   *
   * @param checkBody false to trust the body, which then need not be read
   */
  Found at(long offset, boolean checkBody) throws IOException {
    frameOffset = offset;
    long left = fileBytes - offset;
    if (left < Frame.HEADER_BYTES) {
      return isZero(offset) ? Found.BLANK : Found.BROKEN_HEAD;
    }
    load(offset, Frame.HEADER_BYTES);
    if (Frame.isBlank(window, frameAt)) {
      return Found.BLANK;
    }
    int headFrameBytes = Frame.HEADER_BYTES + Frame.headBytes(window, frameAt);
    if (left < headFrameBytes) {
      return Found.BROKEN_HEAD;
    }
    load(offset, headFrameBytes);
    if (!Frame.hasValidCrc(window, frameAt, crc, folder.mask(segment, offset))) {
      return Found.BROKEN_HEAD;
    }
    if (Frame.version(window, frameAt) != Frame.VERSION) {
      return Found.UNKNOWN_VERSION;
    }
    boolean bodyIsFine =
        left >= frameBytes() && (!checkBody || type() != Frame.RECORD || bodyIsValid());
    return bodyIsFine ? Found.FRAME : Found.BROKEN_BODY;
  }

  private boolean isZero(long from) throws IOException {
    return lastNonZero(from) < 0;
  }

  private boolean bodyIsValid() throws IOException {
    long from = bodyOffset();
    long left = bodyBytes();
    int expected = Frame.bodyCrc(window, frameAt);
    int headFrameBytes = Frame.HEADER_BYTES + headBytes();
    if (frameAt + headFrameBytes + left <= windowBytes) {
      return crc.of(window, frameAt + headFrameBytes, left) == expected;
    }
    if (frameBytes() <= WINDOW_BYTES) {
      load(frameOffset, (int) frameBytes());
      return crc.of(window, frameAt + headFrameBytes, left) == expected;
    }
    return longBodyCrc(from, left) == expected;
  }

  private int longBodyCrc(long from, long bytes) throws IOException {
    try (Arena own = Arena.ofConfined()) {
      MemorySegment piece = own.allocate(WINDOW_BYTES);
      ByteBuffer view = piece.asByteBuffer();
      crc.reset();
      long done = 0;
      while (done < bytes) {
        view.clear().limit((int) Math.min(WINDOW_BYTES, bytes - done));
        int read = file.read(view, from + done);
        if (read == 0) {
          throw new IOException("a segment became shorter while it was read");
        }
        crc.add(piece, 0, read);
        done += read;
      }
      return crc.value();
    }
  }

  byte type() {
    return Frame.type(window, frameAt);
  }

  int headBytes() {
    return Frame.headBytes(window, frameAt);
  }

  long bodyBytes() {
    return Frame.bodyBytes(window, frameAt);
  }

  long bodyOffset() {
    return frameOffset + Frame.HEADER_BYTES + headBytes();
  }

  long frameBytes() {
    return Frame.HEADER_BYTES + headBytes() + bodyBytes();
  }

  /** Copies the head. */
  void copyHead(MemorySegment target, long at) {
    MemorySegment.copy(window, frameAt + Frame.HEADER_BYTES, target, at, headBytes());
  }

  /** Reads the body, which must have been checked before. */
  void readBody(MemorySegment target) throws IOException {
    long done = 0;
    while (done < bodyBytes()) {
      long step = Math.min(bodyBytes() - done, 1 << 30);
      file.read(target.asSlice(done, step).asByteBuffer(), bodyOffset() + done);
      done += step;
    }
  }

  long markBatchStart() {
    return Frame.markBatchStart(window, frameAt);
  }

  int markRecords() {
    return Frame.markRecords(window, frameAt);
  }

  /**
   * Searches everything from {@code from} on, at every offset, for a mark which proves that the
   * bytes up to beyond {@code from} had been synced.
   *
   * @return offset of the mark, or -1
   */
  long findProofOfSync(long from) throws IOException {
    int batchEnd = Frame.kind(Frame.BATCH_END, Frame.MARK_BYTES);
    int seal = Frame.kind(Frame.SEAL, Frame.MARK_BYTES);
    for (long offset = from; offset + Frame.MARK_FRAME_BYTES <= fileBytes; offset++) {
      load(offset, Frame.MARK_FRAME_BYTES);
      int kind = Frame.kind(window, frameAt);
      if ((kind == batchEnd || kind == seal)
          && Frame.hasValidCrc(window, frameAt, crc, folder.mask(segment, offset))
          && Frame.markSynced(window, frameAt) > from) {
        return offset;
      }
    }
    return -1;
  }

  /** The first offset after {@code after} at which a whole and valid frame lies, or -1. */
  long findFrame(long after) throws IOException {
    for (long offset = after + 1; offset + Frame.HEADER_BYTES <= fileBytes; offset++) {
      load(offset, Frame.HEADER_BYTES);
      if (Frame.version(window, frameAt) == Frame.VERSION && at(offset, true) == Found.FRAME) {
        return offset;
      }
    }
    return -1;
  }

  /** Offset of the last byte that is not zero, from {@code from} on; -1 if all are. */
  long lastNonZero(long from) throws IOException {
    long last = -1;
    for (long offset = from; offset < fileBytes; offset += windowBytes) {
      fill(offset);
      if (MemorySegment.mismatch(window, 0, windowBytes, ZEROS, 0, windowBytes) >= 0) {
        int i = windowBytes - 1;
        while (window.get(ValueLayout.JAVA_BYTE, i) == 0) {
          i--;
        }
        last = offset + i;
      }
    }
    return last;
  }

  /** Makes {@code bytes} bytes from {@code offset} on lie in the window, at {@code frameAt}. */
  private void load(long offset, int bytes) throws IOException {
    if (offset < windowStart || offset + bytes > windowStart + windowBytes) {
      fill(offset);
      if (windowBytes < bytes) {
        throw new IOException("a segment became shorter while it was read");
      }
    }
    frameAt = (int) (offset - windowStart);
  }

  private void fill(long offset) throws IOException {
    windowView.clear();
    windowBytes = 0;
    windowBytes = file.read(windowView, offset);
    windowStart = offset;
    if (windowBytes == 0) {
      throw new IOException("a segment became shorter while it was read");
    }
  }

  @Override
  public void close() throws IOException {
    arena.close();
    file.close();
  }
}
