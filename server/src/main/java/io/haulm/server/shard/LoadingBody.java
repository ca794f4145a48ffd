package io.haulm.server.shard;

import io.haulm.engine.JobBody;
import io.haulm.journal.BodyReceiver;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.lang.foreign.MemorySegment;

/** A body that is read from disk before it can be sent. What stands behind it waits for it. */
final class LoadingBody extends OutputItem implements BodyReceiver {
  private final Shard shard;
  private final Output output;
  private final Channel channel;
  private final JobBody body;
  // Filled by a reader thread, and handed over to the shard's thread by its queue of tasks.
  private final ByteBuf bytes;
  private boolean isLoaded;
  private boolean isDiscarded;
  private boolean isWritten;

  LoadingBody(Shard shard, Output output, Channel channel, JobBody body) {
    this.shard = shard;
    this.output = output;
    this.channel = channel;
    this.body = body;
    this.bytes = channel.alloc().directBuffer(Math.max(1, body.bytes()));
    shard.readBody(body.position(), this);
  }

  @Override
  public void piece(MemorySegment piece) {
    NativeCopy.append(bytes, piece);
  }

  @Override
  public void end() {
    shard.execute(this::loaded);
  }

  @Override
  public void failed(Throwable cause) {
    shard.execute(() -> {
      bytes.release();
      shard.bodyUnreadable(channel, body, cause);
    });
  }

  private void loaded() {
    if (isDiscarded) {
      bytes.release();
      return;
    }
    isLoaded = true;
    shard.flush(output);
  }

  @Override
  long waitingBytes() {
    return isWritten ? 0 : body.bytes();
  }

  @Override
  boolean write() {
    if (isLoaded && !isWritten) {
      isWritten = true;
      var _ = channel.write(bytes, channel.voidPromise());
    }
    return isWritten;
  }

  @Override
  void discard() {
    isDiscarded = true;
    if (isLoaded && !isWritten) {
      bytes.release();
    }
  }
}
