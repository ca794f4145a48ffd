package io.haulm.server.redis.script.lib;

import io.haulm.server.redis.script.lua.Args;
import io.haulm.server.redis.script.lua.LuaError;
import io.haulm.server.redis.script.lua.LuaString;

/** The layout that a format of {@code struct} describes, option by option. */
final class StructFormat {
  private static final int LARGEST_ALIGNMENT = 8;
  private static final int INTEGER_BYTES_MAX = 32;
  private static final int SIZE_MAX = Integer.MAX_VALUE / 16;

  private final Args args;
  private final LuaString format;
  private int at;
  private char option;
  private int size;
  private boolean isBigEndian;
  private int alignment = 1;

  StructFormat(Args args) {
    this.args = args;
    this.format = args.string(0);
  }

  /** Goes on to the next option that stands for bytes; false when there is none. */
  boolean next() {
    while (at < format.length()) {
      option = (char) format.at(at++);
      switch (option) {
        case '>' -> isBigEndian = true;
        case '<' -> isBigEndian = false;
        case ' ' -> {}
        case '!' -> align(digits(LARGEST_ALIGNMENT));
        default -> {
          size = sizeOfOption();
          return true;
        }
      }
    }
    return false;
  }

  private void align(int wanted) {
    if (wanted == 0 || (wanted & (wanted - 1)) != 0) {
      throw new LuaError("alignment " + wanted + " is not a power of 2");
    }
    alignment = wanted;
  }

  private int digits(int absent) {
    if (!isDigit()) {
      return absent;
    }
    int value = 0;
    while (isDigit()) {
      if (value > SIZE_MAX) {
        throw new LuaError("integral size overflow");
      }
      value = value * 10 + format.at(at++) - '0';
    }
    return value;
  }

  private boolean isDigit() {
    return at < format.length() && format.at(at) >= '0' && format.at(at) <= '9';
  }

  private int sizeOfOption() {
    return switch (option) {
      case 'b', 'B', 'x' -> Byte.BYTES;
      case 'h', 'H' -> Short.BYTES;
      case 'l', 'L', 'T', 'd' -> Long.BYTES;
      case 'f' -> Float.BYTES;
      case 's' -> 0;
      case 'c' -> digits(1);
      case 'i', 'I' -> {
        int bytes = digits(Integer.BYTES);
        if (bytes > INTEGER_BYTES_MAX) {
          throw new LuaError(
              "integral size " + bytes + " is larger than limit of " + INTEGER_BYTES_MAX);
        }
        yield bytes;
      }
      default -> throw args.bad(0, "invalid format option '" + option + "'");
    };
  }

  char option() {
    return option;
  }

  /** Bytes of the option; 0 for a text that says itself how long it is. */
  int size() {
    return size;
  }

  boolean isBigEndian() {
    return isBigEndian;
  }

  boolean takesNoValue() {
    return option == 'x';
  }

  boolean isText() {
    return option == 's' || option == 'c';
  }

  /** How many bytes must be left out before the option, so that it is aligned. */
  int padding(int place) {
    if (isText() || option == 'x' || size == 0) {
      return 0;
    }
    int unit = Math.min(size, alignment);
    return unit > 1 && (unit & (unit - 1)) == 0 ? (unit - (place & (unit - 1))) & (unit - 1) : 0;
  }
}
