package io.haulm.server.http.access;

/** Patterns for names of tubes: {@code *} is any text, {@code ?} any character. */
public final class TubeGlob {
  private TubeGlob() {}

  /** True when the whole name fits the pattern. Takes at most the product of both lengths. */
  public static boolean matches(String glob, String name) {
    int at = 0;
    int in = 0;
    int star = -1;
    int resume = 0;
    while (in < name.length()) {
      if (at < glob.length() && glob.charAt(at) == '*') {
        star = at++;
        resume = in;
      } else if (at < glob.length() && isOne(glob.charAt(at), name.charAt(in))) {
        at++;
        in++;
      } else if (star >= 0) {
        // The last star takes one character more.
        at = star + 1;
        in = ++resume;
      } else {
        return false;
      }
    }
    while (at < glob.length() && glob.charAt(at) == '*') {
      at++;
    }
    return at == glob.length();
  }

  private static boolean isOne(char pattern, char character) {
    return pattern == '?' || pattern == character;
  }
}
