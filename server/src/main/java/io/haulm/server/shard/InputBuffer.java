package io.haulm.server.shard;

import io.netty.buffer.ByteBuf;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The input of one connection that was not used up yet. While it is worked on, it lies in a scratch
 * array that all connections of a shard share; only what is left afterwards, half a line most
 * often, is kept in an array of its own. So an idle connection keeps nothing.
 */
public final class InputBuffer {
  private static final byte[] NOTHING = {};

  /** An array that is used over and over, by one connection at a time. */
  public static final class Scratch {
    // One read of a socket, and what a connection may have kept before it.
    private static final int SCRATCH_BYTES = 65 * 1024;

    private final byte[] bytes = new byte[SCRATCH_BYTES];
    private final MemorySegment segment = MemorySegment.ofArray(bytes);
  }

  private final Scratch scratch;
  private byte[] bytes = NOTHING;
  private boolean isInScratch;
  private int start;
  private int end;

  /** An empty input. */
  public InputBuffer(Scratch scratch) {
    this.scratch = scratch;
  }

  /** True when everything has been used up. */
  public boolean isEmpty() {
    return start == end;
  }

  /** How many bytes there are. */
  public int length() {
    return end - start;
  }

  /** The array in which the input lies at present. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where in the array the input begins. */
  public int start() {
    return start;
  }

  /** The array, as native code sees it. */
  public MemorySegment segment() {
    return isInScratch ? scratch.segment : MemorySegment.ofArray(bytes);
  }

  /** The input, as native code sees it. */
  public MemorySegment readable() {
    return segment().asSlice(start, length());
  }

  /** Adds what came from the socket. */
  public void add(ByteBuf in) {
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
  public void skip(int count) {
    start += count;
  }

  /** The scratch array is needed by others now: keeps what is left elsewhere. */
  public void keepRest() {
    if (isEmpty()) {
      clear();
    } else if (isInScratch) {
      isInScratch = false;
      bytes = Arrays.copyOfRange(bytes, start, end);
      end -= start;
      start = 0;
    }
  }

  /** Forgets everything. */
  public void clear() {
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
  public int findLineEnd(int bytesMax) {
    int last = (int) Math.min(end, (long) start + bytesMax);
    for (int i = start + 1; i < last; i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r') {
        return i - 1;
      }
    }
    return -1;
  }

  /** Drops everything but a CR at the end, whose LF may be the next byte to come. */
  public void dropButLastCr() {
    boolean endsInCr = end > start && bytes[end - 1] == '\r';
    start = endsInCr ? end - 1 : end;
  }
}
