package io.haulm.engine.keyspace;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The words behind SCAN, HSCAN, SSCAN or ZSCAN and the key: {@code cursor [MATCH pattern] [COUNT
 * count]}, and what one command or the other has besides.
 */
public final class ScanOptions {
  private static final int COUNT_USUAL = 10;

  private final long cursor;
  private byte @Nullable [] pattern;
  private byte @Nullable [] type;
  private long count = COUNT_USUAL;
  private boolean isWithoutValues;

  /**
   * Reads the options.
   *
   * @param cursorPlace the place of the cursor; the options follow it
   * @param admitsType true when {@code TYPE type} may be said
   * @param admitsNoValues true when {@code NOVALUES} may be said
   * @throws RefusedException when they make no sense
   */
  public static ScanOptions of(
      Call call, int cursorPlace, boolean admitsType, boolean admitsNoValues) {
    ScanOptions options = new ScanOptions(cursor(call, cursorPlace));
    for (int i = cursorPlace + 1; i < call.count(); i++) {
      boolean isLast = i + 1 == call.count();
      if (call.is(i, "COUNT") && !isLast) {
        options.count = call.integer(++i, 1, Long.MAX_VALUE, RefusedException.SYNTAX);
      } else if (call.is(i, "MATCH") && !isLast) {
        options.pattern = call.arg(++i);
      } else if (admitsType && call.is(i, "TYPE") && !isLast) {
        options.type = call.arg(++i);
      } else if (admitsNoValues && call.is(i, "NOVALUES")) {
        options.isWithoutValues = true;
      } else {
        throw new RefusedException(RefusedException.SYNTAX);
      }
    }
    return options;
  }

  private ScanOptions(long cursor) {
    this.cursor = cursor;
  }

  /**
   * Reads only the cursor: it is looked at before the key, and the options after that.
   *
   * @throws RefusedException when it is none
   */
  public static long cursor(Call call, int place) {
    // It is a number of 64 bits without a sign; that a minus is understood is a custom.
    String text = new String(call.arg(place), StandardCharsets.ISO_8859_1);
    boolean isNegative = text.startsWith("-");
    try {
      long number = Long.parseUnsignedLong(isNegative ? text.substring(1) : text);
      return isNegative ? -number : number;
    } catch (NumberFormatException _) {
      throw new RefusedException("ERR invalid cursor");
    }
  }

  /** Where to go on; 0 at the beginning. */
  public long cursor() {
    return cursor;
  }

  /** About how many elements one step is to look at; at least 1. */
  public long count() {
    return count;
  }

  /** True when only the fields are wanted, without their values. */
  public boolean isWithoutValues() {
    return isWithoutValues;
  }

  /** True when an element of this name is wanted. */
  public boolean matches(byte[] name) {
    byte[] wanted = pattern;
    return wanted == null || Glob.matches(wanted, name);
  }

  /** True when keys of this type are wanted. */
  public boolean matches(KeyType keyType) {
    byte[] wanted = type;
    return wanted == null || Words.is(wanted, keyType.word());
  }
}
