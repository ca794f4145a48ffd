package io.haulm.server.http;

import io.netty.channel.Channel;

/** Makes streams of events on channels of tests. */
public final class EventStreams {
  private EventStreams() {}

  /** A stream that goes on as long as its channel. */
  public static EventStream on(Channel channel) {
    return new EventStream(channel, () -> true);
  }
}
