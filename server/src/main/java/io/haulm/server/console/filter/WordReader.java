package io.haulm.server.console.filter;

import io.haulm.server.console.filter.FilterException.Code;
import org.jspecify.annotations.Nullable;

/** Takes a filter apart into its words. */
final class WordReader {
  private final String text;
  private int next;

  WordReader(String text) {
    this.text = text;
  }

  /** The next word; null when there is none left. */
  @Nullable Word next() throws FilterException {
    while (next < text.length() && isSpace(next)) {
      next++;
    }
    return next < text.length() ? read() : null;
  }

  private Word read() throws FilterException {
    int at = next;
    boolean isNegated = text.charAt(next) == '-' && next + 1 < text.length() && !isSpace(next + 1);
    if (isNegated) {
      next++;
    }
    int nameEnd = nameEnd();
    String name = "";
    if (nameEnd > next) {
      name = text.substring(next, nameEnd);
      next = nameEnd + 1;
    }
    int valueAt = next;
    String value = readValue();
    if (value.isEmpty()) {
      String what = name.isEmpty() ? "a word" : "\"" + name + ":\"";
      throw new FilterException(Code.EMPTY, valueAt, "There is nothing behind " + what);
    }
    return new Word(at, isNegated, name, value, valueAt);
  }

  /** Where the colon behind a name stands; -1 when the word has no name. */
  private int nameEnd() {
    int c;
    for (int i = next; i < text.length(); i += Character.charCount(c)) {
      c = text.codePointAt(i);
      if (c == ':') {
        return i;
      }
      boolean isOfName = Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-';
      if (!isOfName) {
        return -1;
      }
    }
    return -1;
  }

  private String readValue() throws FilterException {
    StringBuilder value = new StringBuilder();
    while (next < text.length() && !isSpace(next)) {
      if (text.charAt(next) == '"') {
        readQuoted(value);
      } else {
        value.append(text.charAt(next++));
      }
    }
    return value.toString();
  }

  private void readQuoted(StringBuilder value) throws FilterException {
    int begin = next++;
    while (next < text.length() && text.charAt(next) != '"') {
      boolean isEscaped = text.charAt(next) == '\\' && next + 1 < text.length();
      next += isEscaped ? 1 : 0;
      value.append(text.charAt(next++));
    }
    if (next == text.length()) {
      throw new FilterException(Code.QUOTE, begin, "This quote is not closed");
    }
    next++;
  }

  /** Also a space that does not break: who pastes one sees no difference. */
  private boolean isSpace(int at) {
    char c = text.charAt(at);
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
