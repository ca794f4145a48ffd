package io.haulm.server.shard;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.function.Consumer;

/**
 * A connection of the server with itself: what is sent goes to a face as a client's bytes would,
 * without a socket between. So a command of another face means exactly what it means to a client,
 * and its reply waits for the disk as all do.
 *
 * <p>To be made and used on the shard's thread only.
 */
public final class InnerChannel extends EmbeddedChannel {
  private final Consumer<ByteBuf> replies;

  private InnerChannel(ChannelHandler face, Consumer<ByteBuf> replies) {
    super(DefaultChannelId.newInstance(), false, false, face);
    this.replies = replies;
  }

  /**
   * Connects.
   *
   * @param face what adds a face's connection to a channel
   * @param replies given what the face answers, which is gone when it returns
   */
  public static InnerChannel open(ChannelHandler face, Consumer<ByteBuf> replies) {
    InnerChannel channel = new InnerChannel(face, replies);
    try {
      channel.register();
    } catch (Exception e) {
      throw new IllegalStateException("broken invariant: there is nothing to fail but us", e);
    }
    return channel;
  }

  /** Sends bytes to the face. */
  public void send(byte[] bytes) {
    boolean _ = writeInbound(Unpooled.wrappedBuffer(bytes));
  }

  @Override
  protected void handleOutboundMessage(Object message) {
    try {
      replies.accept((ByteBuf) message);
    } finally {
      boolean _ = ReferenceCountUtil.release(message);
    }
  }
}
