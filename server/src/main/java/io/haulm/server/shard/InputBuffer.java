package io.haulm.server.shard;

import io.haulm.engine.Check;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;

/**
 * The memory into which all connections of a shard are read, one after the other. What a connection
 * cannot use yet it copies away before the next one is read. So a connection that is silent holds
 * no buffer, and the bytes of a job go from here straight to where the job is stored.
 *
 * <p>In front of the bytes read there is room for the head of a line that came with the read
 * before.
 */
public final class InputBuffer {
  /** How much is read from a connection at once. */
  public static final int READ_BYTES_MAX = 64 * 1024;

  /** How many kept bytes can be put in front of a read. */
  static final int HEADROOM_BYTES = 256;

  // How often a connection is read in one turn of the loop before the others have theirs.
  private static final int READS_PER_TURN_MAX = 4;

  private final ByteBuf buffer;
  private final MemorySegment memory;
  private int position;
  private int limit;

  InputBuffer() {
    ByteBuffer bytes = ByteBuffer.allocateDirect(HEADROOM_BYTES + READ_BYTES_MAX);
    this.memory = MemorySegment.ofBuffer(bytes);
    this.buffer = Unpooled.wrappedBuffer(bytes);
  }

  /** How many bytes can be taken. */
  public int available() {
    return limit - position;
  }

  /** The memory, in which the next byte to be taken lies at {@link #position}. */
  public MemorySegment memory() {
    return memory;
  }

  /** Where in {@link #memory} the next byte to be taken lies. */
  public int position() {
    return position;
  }

  /** The byte {@code offset} bytes behind the next one. */
  public byte peek(int offset) {
    Check.inRange("offset", offset, 0, available() - 1L);
    return memory.get(ValueLayout.JAVA_BYTE, position + (long) offset);
  }

  /** Takes {@code bytes} bytes. */
  public void skip(int bytes) {
    Check.inRange("bytes", bytes, 0, available());
    position += bytes;
  }

  /** Copies up to {@code bytes} of the next bytes without taking them; answers how many. */
  public int peek(byte[] target, int bytes) {
    int count = Math.min(bytes, available());
    MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, position, target, 0, count);
    return count;
  }

  /** Holds the bytes that were just read into the buffer which {@link #allocator} gave. */
  void take(ByteBuf read) {
    position = read.readerIndex();
    limit = read.writerIndex();
    read.release();
  }

  /** Holds a copy of these bytes. */
  void load(byte[] source, int offset, int bytes) {
    position = HEADROOM_BYTES;
    limit = position + bytes;
    MemorySegment.copy(source, offset, memory, ValueLayout.JAVA_BYTE, position, bytes);
  }

  /** Puts bytes that were kept in front of those that were read. */
  void prepend(byte[] head) {
    position -= head.length;
    Check.invariant(position >= 0, "what is kept of a line fits in front of a read");
    MemorySegment.copy(head, 0, memory, ValueLayout.JAVA_BYTE, position, head.length);
  }

  /** Takes all bytes, and answers them behind a copy of {@code head}. */
  byte[] takeRest(byte[] head) {
    int count = available();
    if (count == 0) {
      return head;
    }
    byte[] all = new byte[head.length + count];
    System.arraycopy(head, 0, all, 0, head.length);
    MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, position, all, head.length, count);
    position = limit;
    return all;
  }

  /** Makes Netty read every connection into this buffer. */
  RecvByteBufAllocator allocator() {
    return new DefaultMaxMessagesRecvByteBufAllocator(READS_PER_TURN_MAX) {
      @Override
      @SuppressWarnings("deprecation") // Netty has no other way yet to say where to read to.
      public Handle newHandle() {
        return new MaxMessageHandle() {
          @Override
          public ByteBuf allocate(ByteBufAllocator alloc) {
            return lend();
          }

          @Override
          public int guess() {
            return READ_BYTES_MAX;
          }
        };
      }
    };
  }

  private ByteBuf lend() {
    Check.invariant(buffer.refCnt() == 1, "a connection is done with its read before the next one");
    return buffer.retain().setIndex(HEADROOM_BYTES, HEADROOM_BYTES);
  }
}
