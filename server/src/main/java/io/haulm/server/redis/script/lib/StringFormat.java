package io.haulm.server.redis.script.lib;

import io.haulm.server.redis.script.lua.Args;
import io.haulm.server.redis.script.lua.LuaError;
import io.haulm.server.redis.script.lua.LuaString;
import io.haulm.server.redis.script.lua.Machine;
import io.haulm.server.redis.script.lua.NumberText;
import java.util.Locale;

/** {@code string.format}: what C's printf does. */
final class StringFormat {
  private static final String FLAGS = "-+ #0";
  private static final int FLAGS_MAX = 5;
  private static final int DIGITS_MAX = 2;
  private static final int NO_PRECISION = -1;
  private static final int DEFAULT_PRECISION = 6;
  // Longer strings are not filled up, and not cut either, unless a precision asks for it.
  private static final int PADDED_MAX = 100;

  private final Machine machine;
  private final LuaString pattern;
  private final Args args;
  private final ByteBuilder out;
  private int at;
  private int argument;

  // What stands between the percent sign and the letter that is worked on.
  private String flags = "";
  private int width;
  private int precision;

  private StringFormat(Machine machine, Args args) {
    this.machine = machine;
    this.pattern = args.string(0);
    this.args = args;
    this.out = new ByteBuilder(machine);
  }

  static Object format(Machine machine, Args args) {
    return new StringFormat(machine, args).run();
  }

  private LuaString run() {
    while (at < pattern.length()) {
      machine.tick();
      int next = pattern.at(at++);
      if (next != '%') {
        out.add(next);
      } else if (peek() == '%') {
        at++;
        out.add('%');
      } else {
        argument++;
        if (argument >= args.count()) {
          throw args.bad(argument, "no value");
        }
        readSpec();
        convert(peek());
        at++;
      }
    }
    return out.finish();
  }

  private int peek() {
    return at < pattern.length() ? pattern.at(at) : 0;
  }

  private void readSpec() {
    int from = at;
    while (peek() != 0 && FLAGS.indexOf(peek()) >= 0) {
      at++;
    }
    if (at - from > FLAGS_MAX) {
      throw new LuaError("invalid format (repeated flags)");
    }
    flags = pattern.slice(from, at).latin();
    width = Math.max(0, readDigits());
    precision = NO_PRECISION;
    if (peek() == '.') {
      at++;
      precision = Math.max(0, readDigits());
    }
    if (isDigit(peek())) {
      throw new LuaError("invalid format (width or precision too long)");
    }
  }

  private int readDigits() {
    int value = NO_PRECISION;
    for (int i = 0; i < DIGITS_MAX && isDigit(peek()); i++) {
      value = Math.max(0, value) * 10 + peek() - '0';
      at++;
    }
    return value;
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  private void convert(int letter) {
    switch (letter) {
      case 'c' -> pad(new LuaString(new byte[] {(byte) args.integer(argument)}));
      case 'd', 'i' -> {
        long value = args.integer(argument);
        addInteger(value < 0 ? "-" : sign(), digits(Long.toString(value).replace("-", ""), value));
      }
      case 'u' -> {
        long value = args.integer(argument);
        addInteger("", digits(Long.toUnsignedString(value), value));
      }
      case 'o' -> {
        long value = args.integer(argument);
        addInteger("", digits((has('#') ? "0" : "") + Long.toOctalString(value), value));
      }
      case 'x', 'X' -> addHex(letter);
      case 'e', 'E', 'f', 'g', 'G' -> addReal(letter, args.number(argument));
      case 'q' -> addQuoted(args.string(argument));
      case 's' -> addString(args.string(argument));
      default ->
          throw new LuaError(
              "invalid option '%" + (letter == 0 ? "" : (char) letter) + "' to 'format'");
    }
  }

  private boolean has(char flag) {
    return flags.indexOf(flag) >= 0;
  }

  private String sign() {
    return has('+') ? "+" : has(' ') ? " " : "";
  }

  /** With as many zeros before it as the precision asks for. */
  private String digits(String digits, long value) {
    if (precision == 0 && value == 0) {
      return "";
    }
    return "0".repeat(Math.max(0, precision - digits.length())) + digits;
  }

  private void addHex(int letter) {
    long value = args.integer(argument);
    String digits = digits(Long.toHexString(value), value);
    String prefix = has('#') && value != 0 ? "0x" : "";
    addInteger(upperIf(letter == 'X', prefix), upperIf(letter == 'X', digits));
  }

  private static String upperIf(boolean upper, String text) {
    return upper ? text.toUpperCase(Locale.ROOT) : text;
  }

  private void addInteger(String prefix, String digits) {
    addNumber(prefix, digits, has('0') && precision == NO_PRECISION);
  }

  private void addNumber(String prefix, String digits, boolean isZeroFilled) {
    int missing = width - prefix.length() - digits.length();
    if (isZeroFilled && !has('-') && missing > 0) {
      out.add(prefix).add("0".repeat(missing)).add(digits);
    } else {
      pad(LuaString.ofLatin(prefix + digits));
    }
  }

  private void addReal(int letter, double value) {
    int digits = precision == NO_PRECISION ? DEFAULT_PRECISION : precision;
    String text =
        switch (letter) {
          case 'f' -> NumberText.fixed(value, digits);
          case 'e', 'E' -> NumberText.scientific(value, digits);
          default -> NumberText.general(value, digits, has('#'));
        };
    if (has('#') && digits == 0 && letter == 'f') {
      text += ".";
    }
    boolean isNegative = text.startsWith("-");
    String size = upperIf(letter == 'E' || letter == 'G', isNegative ? text.substring(1) : text);
    boolean isFinite = !Double.isNaN(value) && !Double.isInfinite(value);
    addNumber(isNegative ? "-" : sign(), size, has('0') && isFinite);
  }

  private void addString(LuaString text) {
    if (precision == NO_PRECISION && text.length() >= PADDED_MAX) {
      out.add(text);
      return;
    }
    // As C's strings end, so do these when they are filled up or cut.
    int end = 0;
    while (end < text.length() && text.at(end) != 0 && (precision < 0 || end < precision)) {
      end++;
    }
    pad(text.slice(0, end));
  }

  private void pad(LuaString text) {
    int missing = Math.max(0, width - text.length());
    if (has('-')) {
      out.add(text).add(" ".repeat(missing));
    } else {
      out.add(" ".repeat(missing)).add(text);
    }
  }

  private void addQuoted(LuaString text) {
    out.add('"');
    for (int i = 0; i < text.length(); i++) {
      int next = text.at(i);
      switch (next) {
        case '"', '\\', '\n' -> out.add('\\').add(next);
        case '\r' -> out.add("\\r");
        case 0 -> out.add("\\000");
        default -> out.add(next);
      }
    }
    out.add('"');
  }
}
