package io.haulm.server.beanstalk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;

/**
 * Knows what HTTP and TLS clients say first. A web page can make a browser send a request with jobs
 * in it to any port of the machine it runs on, so such a connection is closed before it is heard.
 */
final class ForeignGreeting {
  private static final byte TLS_HANDSHAKE = 0x16;
  private static final byte TLS_MAJOR_VERSION = 3;

  private static final List<byte[]> HTTP =
      List.of(
          ascii("GET "),
          ascii("POST "),
          ascii("PUT "),
          ascii("HEAD "),
          ascii("PATCH "),
          ascii("TRACE "),
          ascii("DELETE "),
          ascii("OPTIONS "),
          ascii("CONNECT "),
          ascii("Host:"));

  private ForeignGreeting() {}

  /** True when a connection that begins with these bytes does not speak our protocol. */
  static boolean begins(byte[] bytes, int length) {
    return isTls(bytes, length) || HTTP.stream().anyMatch(word -> startsWith(bytes, length, word));
  }

  private static boolean isTls(byte[] bytes, int length) {
    return length >= 2 && bytes[0] == TLS_HANDSHAKE && bytes[1] == TLS_MAJOR_VERSION;
  }

  private static boolean startsWith(byte[] bytes, int length, byte[] word) {
    return length >= word.length && Arrays.equals(bytes, 0, word.length, word, 0, word.length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
