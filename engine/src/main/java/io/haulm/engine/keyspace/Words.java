package io.haulm.engine.keyspace;

import java.nio.charset.StandardCharsets;

/** Words of a command: bytes that are compared with keywords, whatever their case. */
public final class Words {
  private static final int CASE_BIT = 0x20;

  /** True when the word is this one, in upper or lower case or a mixture. */
  public static boolean is(byte[] word, String keyword) {
    int length = keyword.length();
    if (word.length != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (lower(word[i]) != lower((byte) keyword.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** The letter in lower case; what is no ASCII letter as it is. */
  static byte lower(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? (byte) (letter | CASE_BIT) : letter;
  }

  /** The bytes as text; what is no UTF-8 is replaced. */
  public static String text(byte[] word) {
    return new String(word, StandardCharsets.UTF_8);
  }

  /** Text as bytes. */
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** One byte for each char, for words of an error reply that must come back as they were. */
  static String latin(byte[] word, int lengthMax) {
    return new String(word, 0, Math.min(word.length, lengthMax), StandardCharsets.ISO_8859_1);
  }

  private Words() {}
}
