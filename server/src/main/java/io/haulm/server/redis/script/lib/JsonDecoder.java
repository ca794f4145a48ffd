package io.haulm.server.redis.script.lib;

import io.haulm.server.redis.script.lua.LuaError;
import io.haulm.server.redis.script.lua.LuaString;
import io.haulm.server.redis.script.lua.LuaTable;
import io.haulm.server.redis.script.lua.Machine;
import io.haulm.server.redis.script.lua.NullPointer;
import io.haulm.server.redis.script.lua.NumberText;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads JSON. */
final class JsonDecoder {
  /** What a text consists of, by the names that error messages have. */
  private enum Kind {
    OBJ_BEGIN,
    OBJ_END,
    ARR_BEGIN,
    ARR_END,
    STRING,
    NUMBER,
    BOOLEAN,
    NULL,
    COLON,
    COMMA,
    END
  }

  private static final int LEVELS = 3;
  private static final int END = -1;
  private static final int HEX = 16;
  private static final int UNICODE_DIGITS = 4;

  private final Machine machine;
  private final JsonOptions options;
  private final LuaString text;
  private int at;
  private int depth;

  private Kind kind = Kind.END;
  private int tokenStart;
  private Object value = NullPointer.NULL;

  JsonDecoder(Machine machine, JsonOptions options, LuaString text) {
    this.machine = machine;
    this.options = options;
    this.text = text;
  }

  Object decode() {
    if (text.length() >= 2 && (text.at(0) == 0 || text.at(1) == 0)) {
      throw new LuaError("JSON parser does not support UTF-16 or UTF-32");
    }
    next("value");
    Object decoded = readValue();
    next("the end");
    if (kind != Kind.END) {
      throw unexpected("the end");
    }
    return decoded;
  }

  private LuaError unexpected(String wanted) {
    return failure(wanted, "T_" + kind, tokenStart);
  }

  private static LuaError failure(String wanted, String found, int place) {
    return new LuaError(
        "Expected " + wanted + " but found " + found + " at character " + (place + 1));
  }

  private int peek() {
    return at < text.length() ? text.at(at) : END;
  }

  private Object readValue() {
    return switch (kind) {
      case STRING, NUMBER, BOOLEAN, NULL -> value;
      case OBJ_BEGIN -> readObject();
      case ARR_BEGIN -> readList();
      default -> throw unexpected("value");
    };
  }

  private void descend() {
    depth++;
    if (depth > options.decodeDepthMax) {
      throw new LuaError(
          "Found too many nested data structures (" + depth + ") at character " + at);
    }
    machine.enter(LEVELS);
  }

  private void ascend() {
    depth--;
    machine.leave(LEVELS);
  }

  private Object readObject() {
    descend();
    LuaTable table = machine.table();
    next("object key string");
    while (kind != Kind.OBJ_END) {
      if (kind != Kind.STRING) {
        throw unexpected("object key string");
      }
      Object key = value;
      next("colon");
      if (kind != Kind.COLON) {
        throw unexpected("colon");
      }
      next("value");
      table.put(key, readValue());
      next("comma or object end");
      if (kind == Kind.OBJ_END) {
        break;
      }
      if (kind != Kind.COMMA) {
        throw unexpected("comma or object end");
      }
      next("object key string");
      if (kind == Kind.OBJ_END) {
        throw unexpected("object key string");
      }
    }
    ascend();
    return table;
  }

  private Object readList() {
    descend();
    LuaTable table = machine.table();
    next("value");
    while (kind != Kind.ARR_END) {
      table.append(readValue());
      next("comma or array end");
      if (kind == Kind.ARR_END) {
        break;
      }
      if (kind != Kind.COMMA) {
        throw unexpected("comma or array end");
      }
      next("value");
      if (kind == Kind.ARR_END) {
        throw unexpected("value");
      }
    }
    ascend();
    return table;
  }

  /** Goes on to the next token; {@code wanted} is what is expected there. */
  private void next(String wanted) {
    machine.tick();
    while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
      at++;
    }
    tokenStart = at;
    switch (peek()) {
      case END -> kind = Kind.END;
      case '{' -> symbol(Kind.OBJ_BEGIN);
      case '}' -> symbol(Kind.OBJ_END);
      case '[' -> symbol(Kind.ARR_BEGIN);
      case ']' -> symbol(Kind.ARR_END);
      case ':' -> symbol(Kind.COLON);
      case ',' -> symbol(Kind.COMMA);
      case '"' -> readString(wanted);
      default -> readWord(wanted);
    }
  }

  private void symbol(Kind symbol) {
    at++;
    kind = symbol;
  }

  private void readWord(String wanted) {
    if (acceptWord("true")) {
      kind = Kind.BOOLEAN;
      value = true;
    } else if (acceptWord("false")) {
      kind = Kind.BOOLEAN;
      value = false;
    } else if (acceptWord("null")) {
      kind = Kind.NULL;
      value = NullPointer.NULL;
    } else {
      readNumber(wanted);
    }
  }

  private boolean acceptWord(String word) {
    byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
    if (text.length() - at < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (text.at(at + i) != bytes[i]) {
        return false;
      }
    }
    at += bytes.length;
    return true;
  }

  private void readNumber(String wanted) {
    int first = peek();
    boolean looksLikeNumber =
        first == '-' || isDigit(first) || (first == '+' && options.decodesInvalid);
    String special = specialNumber();
    if (!looksLikeNumber && special.isEmpty()) {
      throw failure(wanted, "invalid token", tokenStart);
    }
    int end = special.isEmpty() ? numberEnd() : at + special.length();
    double number = Double.NaN;
    if (!special.isEmpty()) {
      boolean isNan = special.endsWith("nan");
      number = isNan ? Double.NaN : special.startsWith("-") ? -1 / 0.0 : 1 / 0.0;
    } else if (!isInvalid(at, end) || options.decodesInvalid) {
      number = NumberText.parse(text.slice(at, end));
    }
    if (Double.isNaN(number) && !special.endsWith("nan")) {
      throw failure(wanted, "invalid number", tokenStart);
    }
    at = end;
    kind = Kind.NUMBER;
    value = number;
  }

  /** {@code inf} or {@code nan} here, with its sign; empty when there is none. */
  private String specialNumber() {
    if (!options.decodesInvalid) {
      return "";
    }
    String ahead = text.slice(at, Math.min(text.length(), at + 9)).latin().toLowerCase(Locale.ROOT);
    String bare = ahead.startsWith("-") ? ahead.substring(1) : ahead;
    String sign = ahead.substring(0, ahead.length() - bare.length());
    for (String word : new String[] {"infinity", "inf", "nan"}) {
      if (bare.startsWith(word)) {
        return sign + word;
      }
    }
    return "";
  }

  private int numberEnd() {
    int end = at + (isDigit(peek()) ? 0 : 1);
    boolean isHex =
        end + 1 < text.length() && text.at(end) == '0' && (text.at(end + 1) | 0x20) == 'x';
    if (isHex) {
      end += 2;
      while (end < text.length() && Character.digit(text.at(end), HEX) >= 0) {
        end++;
      }
      return end;
    }
    end = digitsEnd(end);
    if (end < text.length() && text.at(end) == '.') {
      end = digitsEnd(end + 1);
    }
    if (end < text.length() && (text.at(end) | 0x20) == 'e') {
      int digits = end + 1;
      if (digits < text.length() && (text.at(digits) == '+' || text.at(digits) == '-')) {
        digits++;
      }
      int exponentEnd = digitsEnd(digits);
      end = exponentEnd > digits ? exponentEnd : end;
    }
    return end;
  }

  private int digitsEnd(int from) {
    int end = from;
    while (end < text.length() && isDigit(text.at(end))) {
      end++;
    }
    return end;
  }

  /** True for numbers that C reads and JSON does not have: leading zeros, hexadecimal ones. */
  private boolean isInvalid(int from, int end) {
    int first = text.at(from) == '-' ? from + 1 : from;
    return end - first > 1
        && text.at(first) == '0'
        && (isDigit(text.at(first + 1)) || (text.at(first + 1) | 0x20) == 'x');
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  private void readString(String wanted) {
    at++;
    ByteBuilder content = new ByteBuilder(machine);
    while (peek() != '"') {
      if (peek() == END) {
        throw failure(wanted, "unexpected end of string", at);
      }
      if (peek() == '\\') {
        readEscape(wanted, content);
      } else {
        content.add(peek());
        at++;
      }
    }
    at++;
    kind = Kind.STRING;
    value = content.finish();
  }

  private void readEscape(String wanted, ByteBuilder content) {
    int letter = at + 1 < text.length() ? text.at(at + 1) : END;
    if (letter == 'u') {
      readUnicode(wanted, content);
      return;
    }
    int named = "btnfr\"\\/".indexOf(letter);
    if (named < 0) {
      throw failure(wanted, "invalid escape code", at);
    }
    content.add("\b\t\n\f\r\"\\/".charAt(named));
    at += 2;
  }

  private void readUnicode(String wanted, ByteBuilder content) {
    int place = at;
    int code = readHex(wanted, place);
    if (Character.isLowSurrogate((char) code)) {
      throw failure(wanted, "invalid unicode escape code", place);
    }
    if (Character.isHighSurrogate((char) code)) {
      int low = peek() == '\\' ? readHex(wanted, place) : 0;
      if (!Character.isLowSurrogate((char) low)) {
        throw failure(wanted, "invalid unicode escape code", place);
      }
      code = Character.toCodePoint((char) code, (char) low);
    }
    content.add(LuaString.of(Character.toString(code)));
  }

  /** The number of a {@code \\u1234}. */
  private int readHex(String wanted, int place) {
    int code = 0;
    boolean isWhole = text.length() - at >= 2 + UNICODE_DIGITS && text.at(at + 1) == 'u';
    for (int i = 0; isWhole && i < UNICODE_DIGITS; i++) {
      int digit = Character.digit(text.at(at + 2 + i), HEX);
      isWhole = digit >= 0;
      code = code * HEX + digit;
    }
    if (!isWhole) {
      throw failure(wanted, "invalid unicode escape code", place);
    }
    at += 2 + UNICODE_DIGITS;
    return code;
  }
}
