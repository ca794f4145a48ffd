package io.haulm.engine;

/** What a tube may be called: up to 200 letters, digits and a few signs, the first one no minus. */
public final class TubeName {
  private static final String NAME_BYTES =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-+/;.$_()";
  private static final boolean[] IS_NAME_BYTE = nameBytes();

  private TubeName() {}

  /** True for a byte that may stand in a name. */
  public static boolean mayHave(byte letter) {
    return letter >= 0 && IS_NAME_BYTE[letter];
  }

  /** True when {@code length} bytes from {@code start} on are a name. */
  public static boolean isValid(byte[] bytes, int start, int length) {
    if (length < 1 || length > Limits.TUBE_NAME_BYTES_MAX || bytes[start] == '-') {
      return false;
    }
    for (int i = start; i < start + length; i++) {
      if (!mayHave(bytes[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean[] nameBytes() {
    boolean[] table = new boolean[Byte.MAX_VALUE + 1];
    for (int i = 0; i < NAME_BYTES.length(); i++) {
      table[NAME_BYTES.charAt(i)] = true;
    }
    return table;
  }
}
