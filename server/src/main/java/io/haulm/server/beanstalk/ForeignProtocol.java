package io.haulm.server.beanstalk;

import io.haulm.server.shard.InputBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Knows how HTTP requests and TLS handshakes begin. A web page can make a browser send a request to
 * any address, with a body that reads like commands; so such a connection must not get that far.
 */
final class ForeignProtocol {
  private static final byte TLS_HANDSHAKE = 0x16;
  private static final List<byte[]> HTTP_VERBS =
      List.of(
              "GET ",
              "POST ",
              "PUT ",
              "HEAD ",
              "DELETE ",
              "OPTIONS ",
              "PATCH ",
              "CONNECT ",
              "TRACE ",
              "Host:")
          .stream()
          .map(verb -> verb.getBytes(StandardCharsets.US_ASCII))
          .toList();

  /** True when what a connection begins with is not meant for this protocol. */
  static boolean isRequest(InputBuffer input) {
    if (input.isEmpty()) {
      return false;
    }
    byte[] bytes = input.bytes();
    int start = input.start();
    return bytes[start] == TLS_HANDSHAKE
        || HTTP_VERBS.stream().anyMatch(verb -> startsWith(bytes, start, input.length(), verb));
  }

  private static boolean startsWith(byte[] bytes, int start, int length, byte[] text) {
    return length >= text.length
        && Arrays.equals(bytes, start, start + text.length, text, 0, text.length);
  }

  private ForeignProtocol() {}
}
