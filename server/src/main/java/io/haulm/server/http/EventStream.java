package io.haulm.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A stream of server-sent events to one client.
 *
 * <p>A client that does not read costs a bounded amount of memory: {@link #send} then refuses, and
 * of the events given to {@link #sendNewest} only the newest of each name is kept until it reads
 * again. Any thread may call any method.
 */
public final class EventStream {
  /** How often a comment shows that the line is alive. */
  public static final long HEARTBEAT_MILLIS = 15_000;

  /** How many events, of different names, are kept for a client that does not read. */
  public static final int KEPT_MAX = 8;

  /** After so many heartbeats without reading a client is let go. */
  private static final int SILENT_HEARTBEATS_MAX = 4;

  private static final byte[] END = {'\n', '\n'};
  private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

  private final Channel channel;
  private final BooleanSupplier mayGoOn;
  private final Map<String, Frame> kept = new LinkedHashMap<>();
  private @Nullable ScheduledFuture<?> heartbeat;
  private int silentHeartbeats;

  EventStream(Channel channel, BooleanSupplier mayGoOn) {
    this.channel = channel;
    this.mayGoOn = mayGoOn;
  }

  /** Begins the heartbeat. */
  void begin() {
    heartbeat =
        channel
            .eventLoop()
            .scheduleAtFixedRate(
                this::beat, HEARTBEAT_MILLIS, HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
    onClose(() -> {
      ScheduledFuture<?> beating = heartbeat;
      if (beating != null) {
        beating.cancel(false);
      }
    });
  }

  /**
   * Sends an event, unless the client does not keep up.
   *
   * @param json one line of JSON
   * @return false when it was not sent
   */
  public boolean send(String event, byte[] json) {
    return sendFrame(frame("event: " + event, json));
  }

  /** The same with an id, which a browser that comes back sends as {@code Last-Event-ID}. */
  public boolean send(String event, String id, byte[] json) {
    return sendFrame(frame("id: " + id + "\nevent: " + event, json));
  }

  /** An event: its JSON may be shared by many streams, so it is never copied. */
  private record Frame(byte[] head, byte[] json) {
    ByteBuf bytes() {
      return Unpooled.wrappedBuffer(head, json, END);
    }
  }

  private synchronized boolean sendFrame(Frame frame) {
    if (!channel.isWritable() || !kept.isEmpty()) {
      return false;
    }
    if (!mayGoOn.getAsBoolean()) {
      // Whoever may see less from now on must not be told what they might see before.
      close();
      return false;
    }
    write(frame);
    return true;
  }

  /**
   * Sends an event that makes older ones of its name worthless: if the client does not keep up, it
   * gets the newest when it reads again.
   */
  public synchronized void sendNewest(String event, byte[] json) {
    if (send(event, json)) {
      return;
    }
    if (kept.size() < KEPT_MAX || kept.containsKey(event)) {
      kept.put(event, frame("event: " + event, json));
    }
    writeKept();
  }

  /** Runs a task when the stream has ended; at once if it has. */
  public void onClose(Runnable task) {
    var _ = channel.closeFuture().addListener(_ -> task.run());
  }

  /** Ends the stream. */
  public void close() {
    var _ = channel.close();
  }

  /** False when the stream has ended. */
  public boolean isOpen() {
    return channel.isActive();
  }

  /** The client reads again. */
  synchronized void writeKept() {
    if (channel.isWritable()) {
      kept.values().forEach(this::write);
      kept.clear();
    }
  }

  private void beat() {
    silentHeartbeats = channel.isWritable() ? 0 : silentHeartbeats + 1;
    if (silentHeartbeats >= SILENT_HEARTBEATS_MAX || !mayGoOn.getAsBoolean()) {
      close();
    } else if (channel.isWritable()) {
      write(Unpooled.wrappedBuffer(HEARTBEAT));
    }
  }

  private static Frame frame(String fields, byte[] json) {
    return new Frame((fields + "\ndata: ").getBytes(StandardCharsets.UTF_8), json);
  }

  private void write(Frame frame) {
    write(frame.bytes());
  }

  private void write(ByteBuf bytes) {
    var _ = channel.writeAndFlush(new DefaultHttpContent(bytes));
  }
}
