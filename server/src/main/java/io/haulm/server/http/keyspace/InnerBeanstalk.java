package io.haulm.server.http.keyspace;

import static io.haulm.server.http.keyspace.InnerRedis.bytes;

import io.haulm.server.beanstalk.BeanstalkFace;
import io.haulm.server.http.Problem;
import io.haulm.server.shard.InnerChannel;
import io.haulm.server.shard.Shard;
import io.haulm.server.shard.ShardEndedException;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Has a command of beanstalkd's protocol run, on a connection of the server with itself. */
final class InnerBeanstalk {
  private static final long REPLY_MILLIS_MAX = 30_000;
  private static final byte[] LINE_END = {'\r', '\n'};

  private final Shard shard;
  private final BeanstalkFace face;

  InnerBeanstalk(Shard shard, BeanstalkFace face) {
    this.shard = shard;
    this.face = face;
  }

  /**
   * Runs a command and returns its whole reply.
   *
   * @param tube the tube that is used
   * @param body what follows the line; without elements when nothing does
   * @throws Problem when the server stops
   */
  byte[] run(String tube, String line, byte[] body) throws InterruptedException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(bytes("use " + tube + "\r\n" + line));
    request.writeBytes(LINE_END);
    if (body.length > 0) {
      request.writeBytes(body);
      request.writeBytes(LINE_END);
    }
    // It ends the connection, and with it the reply.
    request.writeBytes(bytes("quit\r\n"));
    CompletableFuture<byte[]> reply = new CompletableFuture<>();
    shard.execute(() -> send(request.toByteArray(), reply));
    try {
      return withoutFirstLine(reply.get(REPLY_MILLIS_MAX, TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
      throw new Problem(503, "stopping", "The server stops, or its disk does not keep up");
    }
  }

  private void send(byte[] request, CompletableFuture<byte[]> reply) {
    if (shard.failure().isDone()) {
      reply.completeExceptionally(new ShardEndedException());
      return;
    }
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    InnerChannel channel = InnerChannel.open(face, bytes -> keep(bytes, received));
    var _ = channel.closeFuture().addListener(_ -> reply.complete(received.toByteArray()));
    channel.send(request);
  }

  private static void keep(ByteBuf bytes, ByteArrayOutputStream received) {
    byte[] part = new byte[bytes.readableBytes()];
    bytes.readBytes(part);
    received.writeBytes(part);
  }

  /** The reply to {@code use} comes first. */
  private static byte[] withoutFirstLine(byte[] reply) {
    int at = 0;
    while (at < reply.length && reply[at] != '\n') {
      at++;
    }
    int from = Math.min(reply.length, at + 1);
    byte[] rest = new byte[reply.length - from];
    System.arraycopy(reply, from, rest, 0, rest.length);
    return rest;
  }
}
