package io.haulm.server.shard;

import io.haulm.engine.Check;
import io.haulm.engine.JobBody;
import io.haulm.engine.body.BodyStore;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * What a connection has been answered and has not been sent: a queue, in the order of the commands.
 *
 * <p>Invariant: positions never fall from head to tail; entries of the turn that still runs have
 * none yet and stand at the tail, from {@code firstOpen} on.
 */
public final class Output {
  /** With this much unsent, a connection is given nothing more to do. */
  public static final int UNSENT_BYTES_MAX = 1024 * 1024;

  /** With no more than this unsent, it goes on. */
  public static final int UNSENT_LOW_BYTES = 256 * 1024;

  private static final int FIRST_CHUNK_BYTES = 512;
  private static final int CHUNK_BYTES_MAX = 64 * 1024;

  private final ChannelHandlerContext context;
  private final ReplyGate gate;
  private final BodyStore bodies;
  private @Nullable OutputEntry head;
  private @Nullable OutputEntry tail;
  private @Nullable OutputEntry firstOpen;
  private long unsentBytes;
  private boolean isDiscarded;

  Output(ChannelHandlerContext context, ReplyGate gate, BodyStore bodies) {
    this.context = context;
    this.gate = gate;
    this.bodies = bodies;
  }

  /** Adds bytes; copies them. */
  public void append(byte[] source, int offset, int bytes) {
    if (!isDiscarded) {
      room(bytes).writeBytes(source, offset, bytes);
      unsentBytes += bytes;
    }
  }

  /** Adds the bytes of a job. A long body is not copied, but held until it has been sent. */
  public void append(JobBody body) {
    Check.invariant(body.isResident(), "a body that is sent is in memory");
    if (isDiscarded || body.bytes() == 0) {
      return;
    }
    unsentBytes += body.bytes();
    if (BodyStore.pieces(body.bytes()) > 1) {
      add(new OutputEntry.StoredBody(bodies, body.ref(), body.bytes()));
    } else {
      room(body.bytes()).writeBytes(bodies.piece(body.ref(), body.bytes(), 0).asByteBuffer());
    }
  }

  /** Closes the connection behind what was added so far. */
  public void end() {
    if (!isDiscarded) {
      add(new OutputEntry.End());
    }
  }

  /** True when the client does not read what it is sent, and should be given nothing more to do. */
  boolean isFull() {
    return unsentBytes >= UNSENT_BYTES_MAX || !context.channel().isWritable();
  }

  /** True when a client that was slow has read enough. */
  boolean hasRoom() {
    return unsentBytes <= UNSENT_LOW_BYTES && context.channel().isWritable();
  }

  /** The turn ends: what was added in it must wait for {@code position}. */
  void seal(long position) {
    for (OutputEntry entry = firstOpen; entry != null; entry = entry.next) {
      entry.position = position;
    }
    firstOpen = null;
  }

  /**
   * Hands to the socket what may leave and what the socket takes. A write that fails does not
   * {@link #discard} at once: Netty tells that a connection is gone in a task of its own.
   */
  void send(long durablePosition) {
    boolean isWritten = false;
    while (head != null && head.position <= durablePosition) {
      isWritten = true;
      long bytesBefore = head.bytes();
      OutputEntry entry = head;
      boolean isDone = entry.send(context);
      unsentBytes -= isDone ? bytesBefore : bytesBefore - entry.bytes();
      if (!isDone) {
        break;
      }
      head = entry.next;
      tail = head == null ? null : tail;
    }
    if (isWritten) {
      context.flush();
    }
  }

  /** The connection is gone: nothing more will be sent. */
  void discard() {
    isDiscarded = true;
    for (OutputEntry entry = head; entry != null; entry = entry.next) {
      entry.discard();
    }
    head = null;
    tail = null;
    firstOpen = null;
    unsentBytes = 0;
  }

  private ByteBuf room(int bytes) {
    int chunkBytes = FIRST_CHUNK_BYTES;
    if (firstOpen != null && tail instanceof OutputEntry.Bytes last) {
      if (last.buffer.writableBytes() >= bytes) {
        return last.buffer;
      }
      chunkBytes = Math.min(CHUNK_BYTES_MAX, 4 * last.buffer.capacity());
    }
    ByteBuf buffer = context.alloc().directBuffer(Math.max(chunkBytes, bytes));
    add(new OutputEntry.Bytes(buffer));
    return buffer;
  }

  private void add(OutputEntry entry) {
    if (tail == null) {
      head = entry;
    } else {
      tail.next = entry;
    }
    tail = entry;
    if (firstOpen == null) {
      firstOpen = entry;
      gate.added(this);
    }
  }
}
