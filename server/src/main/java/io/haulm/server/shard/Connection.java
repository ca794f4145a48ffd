package io.haulm.server.shard;

import io.haulm.engine.Reply;
import io.haulm.engine.Session;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's connection: its life, its session in the engine, and its output. What the bytes mean
 * is the business of the face's subclass.
 *
 * <p>All methods run on the shard's thread.
 */
public abstract class Connection extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  private final Shard shard;
  private final long number;
  private @Nullable ChannelHandlerContext context;
  private ClientAddress address = ClientAddress.NOWHERE;
  private @Nullable Session session;
  private @Nullable Output output;
  private long connectedMillis;
  private long heardMillis;
  private boolean inputHasEnded;
  private boolean isResuming;
  private boolean awaitsDisk;

  /** A connection that is served by this shard. */
  protected Connection(Shard shard) {
    this.shard = shard;
    this.number = shard.nextConnectionNumber();
  }

  /** Bytes came in. They are gone when this returns; what is needed later must be copied. */
  protected abstract void received(ByteBuf bytes);

  /** The answer to a command that had to wait. The engine must not be called from here. */
  protected abstract void answered(Reply reply);

  /** True when input is kept because a command waits, or the output or the disk is congested. */
  protected abstract boolean hasKeptInput();

  /** Go on with the input that was kept, as far as that is possible by now. */
  protected abstract void resumed();

  /** The connection is gone: let go of what is held for it. */
  protected abstract void closed();

  /** The connection has just begun. */
  protected void opened() {}

  /** The session is about to end: nothing may come in any more, what was sent still goes out. */
  protected void ending() {}

  /** By which people name this connection: from 1 on, and never used again. */
  public final long number() {
    return number;
  }

  /** From where the client came. */
  public final ClientAddress address() {
    return address;
  }

  /** The protocol that it speaks: {@code beanstalk} or {@code redis}. */
  public abstract String face();

  /** True when the server has it with itself. */
  public final boolean isInner() {
    return channel() instanceof InnerChannel;
  }

  /** The name that the client has given itself; empty when it has not. */
  public String clientName() {
    return "";
  }

  /** The command that it gave last; empty before the first one. */
  public String lastCommand() {
    return "";
  }

  /** True while a command of it waits. */
  public boolean isWaiting() {
    return false;
  }

  /** When it began, in milliseconds since 1970. */
  public final long connectedMillis() {
    return connectedMillis;
  }

  /** When it last sent something, in milliseconds since 1970. */
  public final long heardMillis() {
    return heardMillis;
  }

  /** Breaks it off, because an operator wants that. On the shard's thread, in a turn. */
  public final void disconnect() {
    if (!hasQuit()) {
      cutOff();
    }
  }

  /** The shard that serves this connection. */
  protected final Shard shard() {
    return shard;
  }

  /** This connection's session in the engine. */
  protected final Session session() {
    return Shard.present(session);
  }

  /** Where replies go. */
  protected final Output output() {
    return Shard.present(output);
  }

  /** True when the client has said that it sends nothing more. */
  protected final boolean inputHasEnded() {
    return inputHasEnded;
  }

  /**
   * True when commands can be run: the client reads its replies, and the disk keeps up. If not,
   * {@link #resumed} is called once that has changed.
   */
  protected final boolean canGoOn() {
    if (output().isCongested()) {
      return false;
    }
    if (!shard.isCongested()) {
      return true;
    }
    if (!awaitsDisk) {
      awaitsDisk = true;
      shard.resumeWhenUncongested(this);
    }
    return false;
  }

  /** Has {@link #resumed} called in this turn, after what is going on now. */
  protected final void resumeSoon() {
    if (!isResuming && session != null) {
      isResuming = true;
      shard.resumeSoon(this);
    }
  }

  /** Stops or goes on reading from the socket. */
  protected final void setReading(boolean isReading) {
    ChannelConfig config = channel().config();
    if (config.isAutoRead() != isReading) {
      config.setAutoRead(isReading);
    }
  }

  /** Ends the session at once; the connection closes when its output has been sent. */
  protected final void quit() {
    endSession();
    output().closeWhenSent();
  }

  /** Ends the session at once, and breaks the connection off without sending what is left. */
  protected final void cutOff() {
    endSession();
    var _ = channel().close();
  }

  /** The socket. */
  protected final Channel channel() {
    return Shard.present(context).channel();
  }

  /** True when the session has ended. */
  protected final boolean hasQuit() {
    return session == null;
  }

  final void resume() {
    isResuming = false;
    awaitsDisk = false;
    if (session != null) {
      resumed();
    }
  }

  @Override
  public final void channelActive(ChannelHandlerContext ctx) {
    context = ctx;
    address = ClientAddress.of(ctx.channel().remoteAddress());
    output = new Output(shard, ctx.channel(), this::outputDrained);
    connectedMillis = shard.clock().nowMillis();
    heardMillis = connectedMillis;
    session = shard.engine().connect(this);
    opened();
  }

  @Override
  public final void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      shard.work(() -> {
        heardMillis = shard.nowMillis();
        if (session != null) {
          received((ByteBuf) message);
        }
      });
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public final void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ChannelInputShutdownReadComplete.INSTANCE && !inputHasEnded) {
      inputHasEnded = true;
      shard.work(() -> {
        if (session != null) {
          shard.engine().halfClose(shard.nowMillis(), session);
          // At once: the next command of another connection must not find this client still there.
          resumed();
        }
      });
    }
  }

  @Override
  public final void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (ctx.channel().isWritable()) {
      shard.work(() -> shard.flush(output()));
    }
  }

  @Override
  public final void channelInactive(ChannelHandlerContext ctx) {
    shard.disconnected();
    shard.work(this::endSession);
    closed();
    output().discard();
  }

  @Override
  public final void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // Our own mistakes are met where they are made; what comes here is the socket's. Mostly the
    // client went away without a word. In any case channelInactive follows, but only when other
    // sockets have been read: what they bring must not go to a client that is no longer there.
    shard.work(this::endSession);
    if (!(cause instanceof IOException)) {
      LOG.error("a connection is closed, because its socket cannot be used", cause);
    }
    var _ = ctx.close();
  }

  private void outputDrained() {
    if (hasKeptInput()) {
      resumeSoon();
    }
  }

  private void endSession() {
    Session ended = session;
    if (ended != null) {
      ending();
      session = null;
      shard.engine().disconnect(shard.nowMillis(), ended);
    }
  }
}
