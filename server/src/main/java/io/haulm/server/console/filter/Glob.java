package io.haulm.server.console.filter;

/** A pattern: {@code *} stands for any characters, {@code ?} for one. */
record Glob(String pattern) {
  /** True when the pattern is a plain text. */
  boolean isPlain() {
    return pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0;
  }

  /** True when the whole text fits. Takes at most the product of both lengths. */
  boolean fits(String text) {
    int at = 0;
    int in = 0;
    int star = -1;
    int starIn = 0;
    while (in < text.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        starIn = in;
      } else if (at < pattern.length() && fits(pattern.charAt(at), text.charAt(in))) {
        at++;
        in++;
      } else if (star >= 0) {
        // The last star takes one character more.
        at = star + 1;
        in = ++starIn;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }

  private static boolean fits(char wanted, char c) {
    return wanted == '?' || wanted == c;
  }
}
