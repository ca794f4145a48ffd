package io.haulm.server.redis.script.lib;

import io.haulm.server.redis.script.lua.LuaError;
import io.haulm.server.redis.script.lua.LuaString;
import io.haulm.server.redis.script.lua.Machine;

/**
 * A pattern of Lua, and where in a text it fits. Each try of a character counts down to the limit
 * of time, since there are patterns that take longer than anybody lives.
 */
final class Pattern {
  /** The pattern does not fit. */
  static final int NO_MATCH = -1;

  private static final int CAPTURES_MAX = 32;
  // Recursion in Java's stack; patterns that people write need a handful.
  private static final int DEPTH_MAX = 200;
  private static final int DEPTH_LEVELS = 3;
  private static final int UNCLOSED = -1;
  private static final int POSITION = -2;
  private static final int ESCAPE = '%';
  private static final int CASE_BIT = 0x20;
  private static final int DELETE = 127;
  private static final String CLASSES = "acdlpsuwxz";

  private final Machine machine;
  private final LuaString text;
  private final LuaString pattern;
  private final int[] starts = new int[CAPTURES_MAX];
  private final int[] lengths = new int[CAPTURES_MAX];
  private int captures;
  private int depth;

  Pattern(Machine machine, LuaString text, LuaString pattern) {
    this.machine = machine;
    this.text = text;
    this.pattern = pattern;
  }

  /**
   * Tries the pattern at one place.
   *
   * @param from where in the text
   * @param patternFrom where the pattern begins, behind its anchor
   * @return where the match ends, or {@link #NO_MATCH}
   */
  int match(int from, int patternFrom) {
    captures = 0;
    depth = 0;
    return run(from, patternFrom);
  }

  int captureCount() {
    return captures;
  }

  /**
   * A capture of the last match; if there are none, the whole match is the first one.
   *
   * @param from where the match begins
   * @param to where it ends
   */
  Object capture(int index, int from, int to) {
    if (index >= captures) {
      if (index != 0) {
        throw new LuaError("invalid capture index");
      }
      return slice(from, to);
    }
    return switch (lengths[index]) {
      case UNCLOSED -> throw new LuaError("unfinished capture");
      case POSITION -> (double) (starts[index] + 1);
      default -> slice(starts[index], starts[index] + lengths[index]);
    };
  }

  /** All that matched. */
  LuaString wholeMatch(int from, int to) {
    return slice(from, to);
  }

  private LuaString slice(int from, int to) {
    machine.take(to - from);
    return text.slice(from, to);
  }

  private int run(int from, int patternFrom) {
    if (++depth > DEPTH_MAX) {
      throw new LuaError("pattern too complex");
    }
    machine.enter(DEPTH_LEVELS);
    try {
      return step(from, patternFrom);
    } finally {
      machine.leave(DEPTH_LEVELS);
      depth--;
    }
  }

  private int step(int from, int patternFrom) {
    int at = from;
    int p = patternFrom;
    while (p < pattern.length()) {
      machine.tick();
      int next = pattern.at(p);
      if (next == '(') {
        boolean isPosition = peek(p + 1) == ')';
        return isPosition ? open(at, p + 2, POSITION) : open(at, p + 1, UNCLOSED);
      }
      if (next == ')') {
        return close(at, p + 1);
      }
      if (next == '$' && p + 1 == pattern.length()) {
        return at == text.length() ? at : NO_MATCH;
      }
      if (next == ESCAPE && isSpecialEscape(peek(p + 1))) {
        int end = matchSpecial(at, p);
        if (end == NO_MATCH) {
          return NO_MATCH;
        }
        at = end;
        p = peek(p + 1) == 'b' ? p + 4 : peek(p + 1) == 'f' ? classEnd(p + 2) : p + 2;
        continue;
      }
      int end = classEnd(p);
      int suffix = peek(end);
      if (suffix == '?' || suffix == '*' || suffix == '+' || suffix == '-') {
        return repeat(at, p, end, suffix);
      }
      if (!fits(at, p, end)) {
        return NO_MATCH;
      }
      at++;
      p = end;
    }
    return at;
  }

  private static boolean isSpecialEscape(int letter) {
    return letter == 'b' || letter == 'f' || (letter >= '0' && letter <= '9');
  }

  private int peek(int p) {
    return p < pattern.length() ? pattern.at(p) : 0;
  }

  private int repeat(int at, int p, int end, int suffix) {
    return switch (suffix) {
      case '?' -> {
        int matched = fits(at, p, end) ? run(at + 1, end + 1) : NO_MATCH;
        yield matched == NO_MATCH ? run(at, end + 1) : matched;
      }
      case '+' -> fits(at, p, end) ? most(at + 1, p, end) : NO_MATCH;
      case '*' -> most(at, p, end);
      default -> fewest(at, p, end);
    };
  }

  private int most(int at, int p, int end) {
    int count = 0;
    while (fits(at + count, p, end)) {
      machine.tick();
      count++;
    }
    for (; count >= 0; count--) {
      int matched = run(at + count, end + 1);
      if (matched != NO_MATCH) {
        return matched;
      }
    }
    return NO_MATCH;
  }

  private int fewest(int from, int p, int end) {
    int at = from;
    while (true) {
      int matched = run(at, end + 1);
      if (matched != NO_MATCH) {
        return matched;
      }
      if (!fits(at, p, end)) {
        return NO_MATCH;
      }
      at++;
    }
  }

  private int open(int at, int p, int kind) {
    if (captures == CAPTURES_MAX) {
      throw new LuaError("too many captures");
    }
    starts[captures] = at;
    lengths[captures] = kind;
    captures++;
    int matched = run(at, p);
    if (matched == NO_MATCH) {
      captures--;
    }
    return matched;
  }

  private int close(int at, int p) {
    int index = captures - 1;
    while (index >= 0 && lengths[index] != UNCLOSED) {
      index--;
    }
    if (index < 0) {
      throw new LuaError("invalid pattern capture");
    }
    lengths[index] = at - starts[index];
    int matched = run(at, p);
    if (matched == NO_MATCH) {
      lengths[index] = UNCLOSED;
    }
    return matched;
  }

  private int matchSpecial(int at, int p) {
    int letter = pattern.at(p + 1);
    return switch (letter) {
      case 'b' -> matchBalance(at, p + 2);
      case 'f' -> matchFrontier(at, p + 2);
      default -> matchAgain(at, letter);
    };
  }

  private int matchBalance(int from, int p) {
    if (p + 1 >= pattern.length()) {
      throw new LuaError("unbalanced pattern");
    }
    int opening = pattern.at(p);
    int closing = pattern.at(p + 1);
    if (from >= text.length() || text.at(from) != opening) {
      return NO_MATCH;
    }
    int open = 1;
    for (int at = from + 1; at < text.length(); at++) {
      machine.tick();
      int next = text.at(at);
      if (next == closing) {
        if (--open == 0) {
          return at + 1;
        }
      } else if (next == opening) {
        open++;
      }
    }
    return NO_MATCH;
  }

  private int matchFrontier(int at, int p) {
    if (peek(p) != '[') {
      throw new LuaError("missing '[' after '" + (char) ESCAPE + "f' in pattern");
    }
    int end = classEnd(p);
    int before = at == 0 ? 0 : text.at(at - 1);
    int here = at < text.length() ? text.at(at) : 0;
    return !isInSet(before, p, end - 1) && isInSet(here, p, end - 1) ? at : NO_MATCH;
  }

  private int matchAgain(int at, int letter) {
    int index = letter - '1';
    if (index < 0 || index >= captures || lengths[index] == UNCLOSED) {
      throw new LuaError("invalid capture index");
    }
    int length = Math.max(0, lengths[index]);
    if (text.length() - at < length) {
      return NO_MATCH;
    }
    for (int i = 0; i < length; i++) {
      if (text.at(starts[index] + i) != text.at(at + i)) {
        return NO_MATCH;
      }
    }
    return at + length;
  }

  private int classEnd(int from) {
    int p = from;
    if (p >= pattern.length()) {
      throw new LuaError("malformed pattern (ends with '%')");
    }
    int first = pattern.at(p++);
    if (first == ESCAPE) {
      if (p >= pattern.length()) {
        throw new LuaError("malformed pattern (ends with '%')");
      }
      return p + 1;
    }
    if (first != '[') {
      return p;
    }
    if (peek(p) == '^') {
      p++;
    }
    do {
      if (p >= pattern.length()) {
        throw new LuaError("malformed pattern (missing ']')");
      }
      int next = pattern.at(p++);
      if (next == ESCAPE && p < pattern.length()) {
        p++;
      }
    } while (peek(p) != ']' || p >= pattern.length());
    return p + 1;
  }

  private boolean fits(int at, int p, int end) {
    if (at >= text.length()) {
      return false;
    }
    int character = text.at(at);
    int wanted = pattern.at(p);
    return switch (wanted) {
      case '.' -> true;
      case ESCAPE -> isInClass(character, pattern.at(p + 1));
      case '[' -> isInSet(character, p, end - 1);
      default -> wanted == character;
    };
  }

  /** True when the set from its bracket at {@code p} to that at {@code end} has it. */
  private boolean isInSet(int character, int from, int end) {
    int p = from + 1;
    boolean wanted = true;
    if (peek(p) == '^') {
      wanted = false;
      p++;
    }
    while (p < end) {
      int next = pattern.at(p);
      if (next == ESCAPE) {
        if (isInClass(character, peek(p + 1))) {
          return wanted;
        }
        p += 2;
      } else if (peek(p + 1) == '-' && p + 2 < end) {
        if (next <= character && character <= pattern.at(p + 2)) {
          return wanted;
        }
        p += 3;
      } else {
        if (next == character) {
          return wanted;
        }
        p++;
      }
    }
    return !wanted;
  }

  private static boolean isInClass(int character, int letter) {
    if (!isLetter(letter) || CLASSES.indexOf(letter | CASE_BIT) < 0) {
      return letter == character;
    }
    boolean isMeant = letter >= 'a';
    return isInLowerClass(character, letter | CASE_BIT) == isMeant;
  }

  private static boolean isInLowerClass(int character, int letter) {
    return switch (letter) {
      case 'a' -> isLetter(character);
      case 'c' -> character < ' ' || character == DELETE;
      case 'd' -> isDigit(character);
      case 'l' -> character >= 'a' && character <= 'z';
      case 'p' -> isPunctuation(character);
      case 's' -> character == ' ' || (character >= '\t' && character <= '\r');
      case 'u' -> character >= 'A' && character <= 'Z';
      case 'w' -> isLetter(character) || isDigit(character);
      case 'x' -> isDigit(character) || isHexLetter(character | CASE_BIT);
      default -> character == 0;
    };
  }

  private static boolean isLetter(int character) {
    int lower = character | CASE_BIT;
    return lower >= 'a' && lower <= 'z';
  }

  private static boolean isHexLetter(int lower) {
    return lower >= 'a' && lower <= 'f';
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  private static boolean isPunctuation(int character) {
    return character > ' ' && character < DELETE && !isLetter(character) && !isDigit(character);
  }
}
