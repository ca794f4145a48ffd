package io.haulm.server.shard;

import io.haulm.engine.Check;
import io.haulm.engine.Reply;
import io.haulm.engine.Session;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's connection: what it has sent and we have not looked at, and what we answer.
 *
 * <p>A connection that <em>holds</em> looks at no further input: because it waits for the answer to
 * a command, because its client does not read what it is sent, or because it has been closed. Input
 * that has come already is kept; a little more is read, so that a client that goes away is noticed,
 * and then no more.
 */
public abstract class Connection extends ChannelInboundHandlerAdapter {
  /** With this much input kept, nothing more is read from a connection that holds. */
  static final int KEPT_BYTES_MAX = 64 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final byte[] NOTHING = {};

  private final Shard shard;
  private @Nullable ChannelHandlerContext context;
  private @Nullable Session session;
  private @Nullable Output output;
  private byte[] kept = NOTHING;
  private boolean isWaiting;
  private boolean isChoked;
  private boolean isResuming;
  private boolean isInputEnded;
  private boolean isFinished;

  /** A connection of a client to this shard. */
  protected Connection(Shard shard) {
    this.shard = shard;
  }

  /**
   * Does the next thing that the input asks for.
   *
   * @return false when the input does not suffice for it; what is left is kept, and comes again in
   *     front of what follows. At most {@link InputBuffer#HEADROOM_BYTES} bytes may be left.
   */
  protected abstract boolean decodeNext(InputBuffer input);

  /** Answers the command that made the connection wait. */
  protected abstract void answer(Reply reply);

  /** The connection is gone: lets go of what is half done. */
  protected abstract void abandon();

  /** The engine's side of this connection. */
  protected final Session session() {
    return Check.present(session, "a connection has a session from its start");
  }

  /** Where answers go. */
  protected final Output output() {
    return Check.present(output, "a connection has an output from its start");
  }

  /** Looks at no further input until {@link #answer} was called. */
  protected final void waitForAnswer() {
    isWaiting = true;
  }

  /** Ends the connection, once all answers have been sent. */
  protected final void finish() {
    if (!isFinished) {
      isFinished = true;
      kept = NOTHING;
      output().end();
      abandon();
      shard.disconnect(this);
    }
  }

  /** Where the client comes from, for the log. */
  protected final String peer() {
    return String.valueOf(context().channel().remoteAddress());
  }

  /** Drops the connection at once, whatever there is to be sent. */
  @SuppressWarnings("FutureReturnValueIgnored") // The channel tells when it is closed.
  final void drop() {
    context().close();
  }

  /** The engine has an answer for this connection. */
  final void answered(Reply reply) {
    isWaiting = false;
    answer(reply);
    resumeSoon();
  }

  /** Looks at the input that was kept. */
  final void resume() {
    isResuming = false;
    if (isFinished) {
      return;
    }
    try {
      decodeKept();
      inputUsed();
    } catch (ShardFailedException e) {
      throw e;
    } catch (RuntimeException e) {
      exceptionCaught(context(), e);
    }
  }

  private void decodeKept() {
    byte[] pending = kept;
    kept = NOTHING;
    InputBuffer input = shard.input();
    int from = 0;
    int taken = 1;
    while (taken > 0 && from < pending.length && !isHolding()) {
      int loaded = Math.min(pending.length - from, InputBuffer.READ_BYTES_MAX);
      input.load(pending, from, loaded);
      decodeAll(input);
      taken = loaded - input.available();
      from += taken;
    }
    if (!isFinished) {
      kept = Arrays.copyOfRange(pending, from, pending.length);
    }
  }

  @Override
  public final void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    output = shard.newOutput(ctx);
    session = shard.connect(this);
  }

  @Override
  public final void handlerRemoved(ChannelHandlerContext ctx) {
    channelInactive(ctx);
  }

  @Override
  public final void channelInactive(ChannelHandlerContext ctx) {
    output().discard();
    if (!isFinished) {
      isFinished = true;
      kept = NOTHING;
      abandon();
      shard.disconnect(this);
    }
    shard.gone(this);
  }

  @Override
  public final void channelRead(ChannelHandlerContext ctx, Object message) {
    InputBuffer input = shard.input();
    input.take((ByteBuf) message);
    if (isFinished) {
      return;
    }
    shard.beginWork();
    if (!isHolding()) {
      input.prepend(kept);
      kept = NOTHING;
      decodeAll(input);
    }
    if (!isFinished) {
      kept = input.takeRest(kept);
    }
    inputUsed();
  }

  @Override
  public final void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent && !isFinished) {
      isInputEnded = true;
      shard.beginWork();
      shard.halfClose(session());
      inputUsed();
    }
  }

  @Override
  public final void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (ctx.channel().isWritable()) {
      shard.send(output());
      goesOnWithRoom();
    }
  }

  @Override
  public final void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("Connection of {} broke: {}", peer(), cause.getMessage());
    } else if (!(cause instanceof ShardFailedException)) {
      LOG.error("Connection of {} is closed because of a bug", peer(), cause);
    }
    drop();
  }

  /** Goes on when the client has read enough of what it was sent; true when it has. */
  final boolean goesOnWithRoom() {
    if (isChoked && !isFinished && output().hasRoom()) {
      isChoked = false;
      resumeSoon();
    }
    return !isChoked || isFinished;
  }

  private boolean isHolding() {
    return isWaiting || isChoked || isResuming || isFinished;
  }

  private void decodeAll(InputBuffer input) {
    boolean suffices = true;
    while (suffices && !isHolding()) {
      suffices = decodeNext(input);
      if (output().isFull()) {
        isChoked = true;
        shard.choked(this);
      }
    }
  }

  /** Everything that can be done with the input has been done. */
  private void inputUsed() {
    if (isFinished) {
      return;
    }
    if (isInputEnded && !isHolding()) {
      finish();
      return;
    }
    boolean wantsInput = !isHolding() || (!isChoked && kept.length < KEPT_BYTES_MAX);
    if (context().channel().config().isAutoRead() != wantsInput) {
      context().channel().config().setAutoRead(wantsInput);
    }
  }

  // Not at once: this may be called while another connection's input is being looked at.
  private void resumeSoon() {
    if (!isResuming && !isFinished) {
      isResuming = true;
      shard.resumeSoon(this);
    }
  }

  private ChannelHandlerContext context() {
    return Check.present(context, "a connection has a channel from its start");
  }
}
