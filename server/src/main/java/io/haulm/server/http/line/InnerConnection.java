package io.haulm.server.http.line;

import io.haulm.server.http.Problem;
import io.haulm.server.http.ShardQuestions;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A connection to a face without a socket, for one request and its reply. Everything is done on the
 * shard's thread, as with any other connection.
 */
final class InnerConnection implements AutoCloseable {
  private static final int LOOKS_MAX = 500;
  private static final long LOOK_MILLIS = 10;
  private static final Pattern WITH_BODY =
      Pattern.compile("(?:OK|FOUND \\d+) (\\d{1,10})\r\n", Pattern.DOTALL);

  private final ShardQuestions questions;
  private final EmbeddedChannel channel;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();

  /** A new connection to this face. */
  InnerConnection(ShardQuestions questions, ChannelHandler face) throws InterruptedException {
    this.questions = questions;
    this.channel = questions.ask(_ -> new EmbeddedChannel(face));
  }

  /**
   * Sends commands, and waits for their replies.
   *
   * @param replies how many there will be
   * @return the last of them
   */
  byte[] send(byte[] commands, int replies) throws InterruptedException {
    boolean _ =
        questions.ask(_ -> {
          var _ = channel.writeInbound(Unpooled.wrappedBuffer(commands));
          return true;
        });
    int at = 0;
    int left = replies;
    for (int looks = 0; looks < LOOKS_MAX; looks++) {
      received.writeBytes(questions.ask(_ -> takeOutput()));
      byte[] all = received.toByteArray();
      Optional<Integer> length = replyLength(all, at);
      while (length.isPresent() && left > 1) {
        at += length.get();
        left--;
        length = replyLength(all, at);
      }
      if (length.isPresent()) {
        return Arrays.copyOfRange(all, at, at + length.get());
      }
      // A body is being read from the disk.
      Thread.sleep(LOOK_MILLIS);
    }
    throw new Problem(503, "disk-slow", "The reply takes too long; try again");
  }

  private byte[] takeOutput() {
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
      taken.writeBytes(ByteBufUtil.getBytes(next));
      next.release();
    }
    return taken.toByteArray();
  }

  /** The length of the reply that begins there; empty when it is not complete. */
  private static Optional<Integer> replyLength(byte[] bytes, int from) {
    String text =
        new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1);
    int lineEnd = text.indexOf("\r\n");
    if (lineEnd < 0) {
      return Optional.empty();
    }
    Matcher withBody = WITH_BODY.matcher(text.substring(0, lineEnd + 2));
    int length = lineEnd + 2;
    if (withBody.matches()) {
      length += Integer.parseInt(withBody.group(1)) + 2;
    }
    return length <= text.length() ? Optional.of(length) : Optional.empty();
  }

  @Override
  public void close() throws InterruptedException {
    boolean _ =
        questions.ask(_ -> {
          var _ = channel.finishAndReleaseAll();
          return true;
        });
  }
}
