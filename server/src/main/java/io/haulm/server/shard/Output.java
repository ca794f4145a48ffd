package io.haulm.server.shard;

import io.haulm.engine.JobBody;
import io.haulm.engine.body.BodyStore;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What a connection is going to send: a row of items, each of which leaves when what it tells is
 * durable, its bytes are in memory, and everything before it has left.
 *
 * <p>The replies of one turn are written one behind the other into one buffer. In the usual case
 * that buffer is all there is, and goes to the socket in one write when the turn ends.
 */
public final class Output implements Gated {
  /** Beyond this much unsent output no further commands of a connection are run. */
  public static final int PENDING_BYTES_MAX = 1 << 20;

  private static final int FIRST_BUFFER_BYTES = 256;

  // A buffer that grows is copied each time; and none can have more than 2 GiB.
  private static final int FULL_BUFFER_BYTES = 1 << 20;

  private final Shard shard;
  private final Channel channel;
  private final Runnable drained;
  private final ArrayDeque<OutputItem> items = new ArrayDeque<>(0);
  private @Nullable ByteBuf open;
  private long waitingBytes;
  private boolean isDirty;
  private boolean closesWhenSent;
  private boolean isEarly;

  /**
   * The output of a connection.
   *
   * @param drained run when something was sent, and there is room for more
   */
  Output(Shard shard, Channel channel, Runnable drained) {
    this.shard = shard;
    this.channel = channel;
    this.drained = drained;
  }

  /** The buffer that takes the replies of this turn. */
  public ByteBuf buffer() {
    ByteBuf buffer = open;
    if (buffer != null && buffer.readableBytes() >= FULL_BUFFER_BYTES) {
      sealBuffer();
      buffer = null;
    }
    if (buffer == null) {
      buffer = channel.alloc().directBuffer(FIRST_BUFFER_BYTES);
      open = buffer;
    }
    markDirty();
    return buffer;
  }

  /** Sends a body behind what is in the buffer. Bodies of one piece are copied at once. */
  public void addBody(JobBody body) {
    if (!body.isResident()) {
      add(new LoadingBody(shard, this, channel, body));
    } else if (body.bytes() <= BodyStore.PIECE_BYTES_MAX) {
      NativeCopy.append(buffer(), shard.engine().bodies().piece(body.ref(), body.bytes(), 0));
    } else {
      add(new BodyInPieces(shard, channel, body));
    }
  }

  /** True when the client does not read what it is sent. */
  public boolean isCongested() {
    return heldBytes() > PENDING_BYTES_MAX || !channel.isWritable();
  }

  /** How many bytes wait for the end of the turn, or for the disk. */
  public long heldBytes() {
    ByteBuf buffer = open;
    return waitingBytes + (buffer == null ? 0 : buffer.readableBytes());
  }

  /** How many bytes wait to be taken by the system. */
  public long pendingBytes() {
    ChannelOutboundBuffer outbound = channel.unsafe().outboundBuffer();
    long outboundBytes = outbound == null ? 0 : outbound.totalPendingWriteBytes();
    return heldBytes() + outboundBytes;
  }

  /**
   * Sets whether replies of this turn and of later ones leave without waiting for the disk. What
   * they show may then be gone after a crash; whoever asks for that must not rely on it.
   */
  public void setEarly(boolean isEarly) {
    this.isEarly = isEarly;
  }

  /** What this turn's replies wait for, if all that was changed lies before {@code position}. */
  long due(long position) {
    return isEarly ? 0 : position;
  }

  /** Closes the connection when everything has been sent. */
  public void closeWhenSent() {
    closesWhenSent = true;
    markDirty();
  }

  /** The turn ends: what was added in it waits for {@code position}. */
  void endTurn(long position) {
    isDirty = false;
    sealBuffer();
    // The items of this turn are the last ones; the others have their positions.
    var last = items.descendingIterator();
    while (last.hasNext()) {
      OutputItem item = last.next();
      if (item.position != OutputItem.UNSEALED) {
        break;
      }
      item.position = position;
    }
  }

  @Override
  public void flush(long durablePosition) {
    boolean wrote = false;
    OutputItem item = items.peek();
    while (item != null && item.position <= durablePosition) {
      long before = item.waitingBytes();
      boolean isDone = item.write();
      waitingBytes -= before - item.waitingBytes();
      wrote = true;
      if (!isDone) {
        break;
      }
      items.remove();
      item = items.peek();
    }
    if (wrote) {
      channel.flush();
    }
    if (closesWhenSent && items.isEmpty() && open == null) {
      var _ = channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    } else if (!isCongested()) {
      drained.run();
    }
  }

  /** The connection is gone: nothing is sent any more. */
  void discard() {
    sealBuffer();
    for (OutputItem item = items.poll(); item != null; item = items.poll()) {
      item.discard();
    }
    waitingBytes = 0;
  }

  private void add(OutputItem item) {
    sealBuffer();
    items.add(item);
    waitingBytes += item.waitingBytes();
    markDirty();
  }

  private void sealBuffer() {
    ByteBuf buffer = open;
    if (buffer != null) {
      open = null;
      items.add(new Bytes(channel, buffer));
      waitingBytes += buffer.readableBytes();
    }
  }

  private void markDirty() {
    if (!isDirty) {
      isDirty = true;
      shard.dirty(this);
    }
  }

  /** Replies of a turn. */
  private static final class Bytes extends OutputItem {
    private final Channel channel;
    private final ByteBuf buffer;
    private long waitingBytes;

    Bytes(Channel channel, ByteBuf buffer) {
      this.channel = channel;
      this.buffer = buffer;
      this.waitingBytes = buffer.readableBytes();
    }

    @Override
    long waitingBytes() {
      return waitingBytes;
    }

    @Override
    boolean write() {
      waitingBytes = 0;
      var _ = channel.write(buffer, channel.voidPromise());
      return true;
    }

    @Override
    void discard() {
      buffer.release();
    }
  }
}
