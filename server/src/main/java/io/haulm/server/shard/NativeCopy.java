package io.haulm.server.shard;

import io.netty.buffer.ByteBuf;
import java.lang.foreign.MemorySegment;

/** Copies between Netty's buffers and native memory without an object in between. */
public final class NativeCopy {
  /** Appends {@code source} to {@code target}. */
  public static void append(ByteBuf target, MemorySegment source) {
    int bytes = (int) source.byteSize();
    if (bytes == 0) {
      return;
    }
    target.ensureWritable(bytes);
    int at = target.writerIndex();
    if (target.hasMemoryAddress()) {
      MemorySegment.ofAddress(target.memoryAddress() + at).reinterpret(bytes).copyFrom(source);
    } else {
      MemorySegment.ofBuffer(target.nioBuffer(at, bytes)).copyFrom(source);
    }
    target.writerIndex(at + bytes);
  }

  /** The readable bytes of a buffer, valid while the buffer is. */
  public static MemorySegment view(ByteBuf buffer) {
    return MemorySegment.ofBuffer(buffer.nioBuffer());
  }

  private NativeCopy() {}
}
