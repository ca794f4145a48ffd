package io.haulm.server.console.filter;

import java.nio.charset.StandardCharsets;

/** Finds a text in the bytes of a body, whatever they are; small and capital letters are alike. */
final class TextSearch implements BodyTest {
  private final byte[] wanted;

  TextSearch(String text) {
    wanted = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = small(wanted[i]);
    }
  }

  @Override
  public boolean holds(byte[] body) {
    for (int start = 0; start <= body.length - wanted.length; start++) {
      if (small(body[start]) == wanted[0] && isAt(body, start)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAt(byte[] body, int start) {
    for (int i = 1; i < wanted.length; i++) {
      if (small(body[start + i]) != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte small(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? (byte) (letter + 'a' - 'A') : letter;
  }
}
