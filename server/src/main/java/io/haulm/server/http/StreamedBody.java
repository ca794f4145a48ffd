package io.haulm.server.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/** The body of an answer that is written bit by bit. Its writer waits while the client is slow. */
final class StreamedBody extends OutputStream {
  private static final int CHUNK_BYTES = 16 * 1024;

  private static final long READ_NANOS_MAX = TimeUnit.SECONDS.toNanos(HttpLimits.READ_SECONDS_MAX);

  private final Channel channel;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private final Object writability = new Object();
  private int filled;

  StreamedBody(Channel channel) {
    this.channel = channel;
  }

  /** The head of such an answer. Who speaks HTTP/1.0 gets what follows until the end. */
  static HttpResponse head(HttpVersion version, String contentType, String fileName) {
    HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    SecurityHeaders.add(head.headers());
    head.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
    if (version.isKeepAliveDefault()) {
      head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    } else {
      head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    if (!fileName.isEmpty()) {
      head.headers()
          .set(HttpHeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"" + fileName + "\"");
    }
    return head;
  }

  @Override
  public void write(int b) throws IOException {
    if (filled == chunk.length) {
      flush();
    }
    chunk[filled++] = (byte) b;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      if (filled == chunk.length) {
        flush();
      }
      int count = Math.min(length - done, chunk.length - filled);
      System.arraycopy(bytes, offset + done, chunk, filled, count);
      filled += count;
      done += count;
    }
  }

  @Override
  public void flush() throws IOException {
    awaitWritable();
    if (filled > 0) {
      var _ =
          channel.writeAndFlush(new DefaultHttpContent(Unpooled.copiedBuffer(chunk, 0, filled)));
      filled = 0;
    }
  }

  /** The body is complete. */
  void end() throws IOException {
    flush();
    var _ = channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
  }

  void writabilityChanged() {
    synchronized (writability) {
      writability.notifyAll();
    }
  }

  private void awaitWritable() throws IOException {
    long endNanos = System.nanoTime() + READ_NANOS_MAX;
    synchronized (writability) {
      while (channel.isActive() && !channel.isWritable()) {
        long leftMillis = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
        if (leftMillis <= 0) {
          throw new IOException("the client does not read");
        }
        try {
          writability.wait(leftMillis);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new InterruptedIOException();
        }
      }
    }
    if (!channel.isActive()) {
      throw new IOException("the client is gone");
    }
  }
}
