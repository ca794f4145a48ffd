package io.haulm.server.beanstalk;

import io.netty.buffer.ByteBuf;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The input of one connection that was not used up yet. While it is worked on, it lies in a scratch
 * array that all connections of a shard share; only what is left afterwards, half a line most
 * often, is kept in an array of its own. So an idle connection keeps nothing.
 */
final class InputBuffer {
  private static final byte[] NOTHING = {};

  /** An array that is used over and over, by one connection at a time. */
  static final class Scratch {
    private static final int SCRATCH_BYTES = 64 * 1024 + BeanstalkConnection.LINE_BYTES_MAX;

    private final byte[] bytes = new byte[SCRATCH_BYTES];
    private final MemorySegment segment = MemorySegment.ofArray(bytes);
  }

  private final Scratch scratch;
  private byte[] bytes = NOTHING;
  private boolean isInScratch;
  private int start;
  private int end;

  InputBuffer(Scratch scratch) {
    this.scratch = scratch;
  }

  boolean isEmpty() {
    return start == end;
  }

  int length() {
    return end - start;
  }

  /** The array in which the input lies at present. */
  byte[] bytes() {
    return bytes;
  }

  /** Where in the array the input begins. */
  int start() {
    return start;
  }

  /** The array, as native code sees it. */
  MemorySegment segment() {
    return isInScratch ? scratch.segment : MemorySegment.ofArray(bytes);
  }

  /** The input, as native code sees it. */
  MemorySegment readable() {
    return segment().asSlice(start, length());
  }

  /** Adds what came from the socket. */
  void add(ByteBuf in) {
    int kept = length();
    int added = in.readableBytes();
    isInScratch = kept + added <= scratch.bytes.length;
    byte[] target = isInScratch ? scratch.bytes : new byte[kept + added];
    System.arraycopy(bytes, start, target, 0, kept);
    in.readBytes(target, kept, added);
    bytes = target;
    start = 0;
    end = kept + added;
  }

  /** The first {@code count} bytes are used up. */
  void skip(int count) {
    start += count;
  }

  /** The scratch array is needed by others now: keeps what is left elsewhere. */
  void keepRest() {
    if (isEmpty()) {
      clear();
    } else if (isInScratch) {
      isInScratch = false;
      bytes = Arrays.copyOfRange(bytes, start, end);
      end -= start;
      start = 0;
    }
  }

  void clear() {
    bytes = NOTHING;
    isInScratch = false;
    start = 0;
    end = 0;
  }

  /**
   * Where the CRLF of the first line begins.
   *
   * @param bytesMax how many bytes the line may have with its CRLF
   * @return -1 when there is none
   */
  int findLineEnd(int bytesMax) {
    int last = (int) Math.min(end, (long) start + bytesMax);
    for (int i = start + 1; i < last; i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r') {
        return i - 1;
      }
    }
    return -1;
  }

  /** Drops everything but a CR at the end, whose LF may be the next byte to come. */
  void dropButLastCr() {
    boolean endsInCr = end > start && bytes[end - 1] == '\r';
    start = endsInCr ? end - 1 : end;
  }

  static boolean hasNul(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }
}
