package io.haulm.server.redis;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** What is known of a client: from where it comes, and what it has told of itself. */
final class Profile {
  String name = "";
  String libraryName = "";
  String libraryVersion = "";
  String lastCommand = "NULL";
  boolean isNoEvict;
  boolean isNoTouch;

  /** Since when more is unread than the soft limit allows; 0 when it is not so. */
  long slowSinceMillis;

  private String address = "";
  private String localAddress = "";
  private long connectedMillis;
  private long interactedMillis;

  void connected(long nowMillis, Channel channel) {
    connectedMillis = nowMillis;
    interactedMillis = nowMillis;
    address = text(channel.remoteAddress());
    localAddress = text(channel.localAddress());
  }

  /** Forgets what the client has told. */
  void reset() {
    name = "";
    isNoEvict = false;
    isNoTouch = false;
  }

  void interacted(long nowMillis) {
    interactedMillis = nowMillis;
  }

  /** From where it comes: {@code 127.0.0.1:50000}; {@code /path:0} over a Unix socket. */
  String address() {
    return address;
  }

  /** Where it came in. */
  String localAddress() {
    return localAddress;
  }

  long ageMillis(long nowMillis) {
    return Math.max(0, nowMillis - connectedMillis);
  }

  long idleMillis(long nowMillis) {
    return Math.max(0, nowMillis - interactedMillis);
  }

  private static String text(SocketAddress socket) {
    if (socket instanceof InetSocketAddress inet) {
      String host = inet.getAddress().getHostAddress();
      return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + inet.getPort();
    }
    return socket + ":0";
  }
}
