package io.haulm.server.shard;

import io.haulm.engine.Check;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * From where a client came, in so few bytes that it can be noted with each of many events: an IPv6
 * address, or an IPv4 address in the form that IPv6 has for it.
 *
 * @param high the first 8 bytes of the address
 * @param low the others
 * @param port 0 for a client on a Unix socket, whose address is 0, too
 */
public record ClientAddress(long high, long low, int port) {
  /** A client on a Unix socket, or nobody. */
  public static final ClientAddress NOWHERE = new ClientAddress(0, 0, 0);

  private static final long IPV4 = 0xFFFFL << Integer.SIZE;

  /** The address of a socket's other end. */
  public static ClientAddress of(@Nullable SocketAddress socket) {
    if (!(socket instanceof InetSocketAddress inet) || inet.getAddress() == null) {
      return NOWHERE;
    }
    byte[] bytes = inet.getAddress().getAddress();
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return bytes.length == Integer.BYTES
        ? new ClientAddress(0, IPV4 | Integer.toUnsignedLong(buffer.getInt()), inet.getPort())
        : new ClientAddress(buffer.getLong(), buffer.getLong(), inet.getPort());
  }

  /** As people write it: {@code 127.0.0.1:5000}, {@code [::1]:5000}, {@code unix}. */
  @Override
  public String toString() {
    if (equals(NOWHERE)) {
      return "unix";
    }
    byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
    try {
      InetAddress address = InetAddress.getByAddress(bytes);
      String host = address.getHostAddress();
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    } catch (UnknownHostException e) {
      Check.invariant(false, "16 bytes are an address");
      throw new IllegalStateException(e);
    }
  }
}
