package io.haulm.server.shard;

import io.haulm.engine.JobBody;
import io.haulm.engine.body.BodyStore;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;

/**
 * A body of several pieces that is in memory. It is sent from where it lies, a piece at a time, as
 * fast as the client reads. It stays in memory until the socket has taken the last piece, whatever
 * becomes of the job.
 */
final class BodyInPieces extends OutputItem {
  private final BodyStore bodies;
  private final Channel channel;
  private final JobBody body;
  private int next;

  BodyInPieces(Shard shard, Channel channel, JobBody body) {
    this.bodies = shard.engine().bodies();
    this.channel = channel;
    this.body = body;
    bodies.retain(body.ref());
  }

  @Override
  long waitingBytes() {
    return Math.max(0, body.bytes() - (long) next * BodyStore.PIECE_BYTES_MAX);
  }

  @Override
  boolean write() {
    int pieces = BodyStore.pieces(body.bytes());
    while (next < pieces && channel.isWritable()) {
      var piece = bodies.piece(body.ref(), body.bytes(), next);
      next++;
      var written = channel.write(Unpooled.wrappedBuffer(piece.asByteBuffer()));
      if (next == pieces) {
        // Also when the write fails. The promise is completed on the shard's thread.
        var _ = written.addListener(_ -> bodies.release(body.ref(), body.bytes()));
      }
    }
    return next == pieces;
  }

  @Override
  void discard() {
    // The channel is closed by now, and has dropped the pieces that were on their way.
    bodies.release(body.ref(), body.bytes());
  }
}
