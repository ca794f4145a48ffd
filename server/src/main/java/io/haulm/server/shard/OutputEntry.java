package io.haulm.server.shard;

import io.haulm.engine.body.BodyStore;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/** Something that waits in a connection's {@link Output} until all before it has gone. */
// What becomes of a write is told to the connection's exceptionCaught.
@SuppressWarnings("FutureReturnValueIgnored")
abstract sealed class OutputEntry {
  /** The position of an entry whose turn of the loop has not ended. */
  static final long NOT_SEALED = Long.MAX_VALUE;

  /** Must be durable before this entry may leave. */
  long position = NOT_SEALED;

  @Nullable OutputEntry next;

  /** Bytes that are not handed to the socket yet. */
  abstract long bytes();

  /** Hands over what the socket takes at the moment; true when nothing is left. */
  abstract boolean send(ChannelHandlerContext context);

  /** The connection is gone: gives back what this entry holds. */
  abstract void discard();

  /** Replies, encoded. */
  static final class Bytes extends OutputEntry {
    final ByteBuf buffer;

    Bytes(ByteBuf buffer) {
      this.buffer = buffer;
    }

    @Override
    long bytes() {
      return buffer.readableBytes();
    }

    @Override
    boolean send(ChannelHandlerContext context) {
      context.write(buffer, context.voidPromise());
      return true;
    }

    @Override
    void discard() {
      buffer.release();
    }
  }

  /** A body of several pieces, sent out of the store piece by piece, without a copy. */
  static final class StoredBody extends OutputEntry {
    private final BodyStore store;
    private final long ref;
    private final int bodyBytes;
    private int nextPiece;

    /** Holds the body until it has been sent. */
    StoredBody(BodyStore store, long ref, int bodyBytes) {
      this.store = store;
      this.ref = ref;
      this.bodyBytes = bodyBytes;
      store.retain(ref);
    }

    @Override
    long bytes() {
      return bodyBytes - (long) nextPiece * BodyStore.PIECE_BYTES_MAX;
    }

    @Override
    boolean send(ChannelHandlerContext context) {
      int pieces = BodyStore.pieces(bodyBytes);
      while (nextPiece < pieces && context.channel().isWritable()) {
        ByteBuf piece =
            Unpooled.wrappedBuffer(store.piece(ref, bodyBytes, nextPiece).asByteBuffer());
        nextPiece++;
        if (nextPiece == pieces) {
          // Sent or failed, the socket has no more use for the body.
          context.write(piece).addListener(_ -> store.release(ref, bodyBytes));
        } else {
          context.write(piece, context.voidPromise());
        }
      }
      return nextPiece == pieces;
    }

    // Pieces may still lie in the socket's queue when the connection breaks. Netty fails them
    // before it tells that the connection is gone, so nobody reads them any more.
    @Override
    void discard() {
      store.release(ref, bodyBytes);
    }
  }

  /** Nothing more will be said: the connection is closed. */
  static final class End extends OutputEntry {
    @Override
    long bytes() {
      return 0;
    }

    @Override
    boolean send(ChannelHandlerContext context) {
      context.write(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
      return true;
    }

    @Override
    void discard() {}
  }
}
