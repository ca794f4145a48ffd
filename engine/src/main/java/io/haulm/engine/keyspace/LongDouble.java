package io.haulm.engine.keyspace;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A number as INCRBYFLOAT and HINCRBYFLOAT count with: 64 binary digits and an exponent, what C
 * calls a long double on most machines. Its text has up to 17 digits behind the point and never an
 * exponent, so clients see the same digits as from Redis.
 */
public final class LongDouble {
  private static final LongDouble ZERO = new LongDouble(BigDecimal.ZERO);

  private static final int CHARS_MAX = 5 * 1024;
  private static final int MANTISSA_BITS = 64;
  private static final int FRACTION_DIGITS = 17;
  // The largest number is a little below two to this power.
  private static final int EXPONENT_MAX = 16384;
  // Words with larger powers of ten are refused before any long work is done with them.
  private static final int DECIMAL_EXPONENT_MAX = 4940;
  private static final String ENDLESS = "ERR increment would produce NaN or Infinity";

  private final BigDecimal value;

  private LongDouble(BigDecimal value) {
    this.value = value;
  }

  /**
   * The sum of two numbers as text.
   *
   * @throws RefusedException when one is no number, or the sum is too large
   */
  public static String sum(byte[] one, byte[] other) {
    LongDouble first = parse(one);
    return rounded(first.value.add(parse(other).value)).toString();
  }

  private static LongDouble parse(byte[] word) {
    if (word.length == 0 || word.length >= CHARS_MAX) {
      throw new RefusedException(RefusedException.NOT_A_FLOAT);
    }
    String text = new String(word, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    String bare = text.charAt(0) == '-' || text.charAt(0) == '+' ? text.substring(1) : text;
    if (bare.equals("inf") || bare.equals("infinity")) {
      throw new RefusedException(ENDLESS);
    }
    boolean isPlain = bare.chars().allMatch(c -> (c >= '0' && c <= '9') || ".e+-".indexOf(c) >= 0);
    if (!isPlain) {
      throw new RefusedException(RefusedException.NOT_A_FLOAT);
    }
    try {
      BigDecimal exact = new BigDecimal(text);
      if (exact.signum() == 0) {
        return ZERO;
      }
      if (Math.abs((long) exact.precision() - exact.scale()) > DECIMAL_EXPONENT_MAX) {
        throw new RefusedException(RefusedException.NOT_A_FLOAT);
      }
      return rounded(exact);
    } catch (NumberFormatException _) {
      throw new RefusedException(RefusedException.NOT_A_FLOAT);
    }
  }

  /** The decimal digits. */
  @Override
  public String toString() {
    BigDecimal shown = value.setScale(FRACTION_DIGITS, RoundingMode.HALF_EVEN);
    return shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
  }

  private static LongDouble rounded(BigDecimal exact) {
    if (exact.signum() == 0) {
      return ZERO;
    }
    // How far to shift so that the whole part has at least the binary digits of the mantissa.
    int shift = MANTISSA_BITS - binaryExponent(exact);
    BigDecimal scaled = shift >= 0 ? exact.multiply(power(shift)) : exact.divide(power(-shift));
    BigInteger mantissa = scaled.setScale(0, RoundingMode.HALF_EVEN).toBigIntegerExact();
    if (mantissa.bitLength() - shift > EXPONENT_MAX) {
      throw new RefusedException(ENDLESS);
    }
    BigDecimal whole = new BigDecimal(mantissa);
    return new LongDouble(shift >= 0 ? whole.divide(power(shift)) : whole.multiply(power(-shift)));
  }

  // The e for which the magnitude is at least 2^(e-1) and below 2^e.
  private static int binaryExponent(BigDecimal exact) {
    BigInteger whole = exact.abs().toBigInteger();
    if (whole.signum() > 0) {
      return whole.bitLength();
    }
    // A fraction: a guess that is too low by a few is corrected by what is left.
    int zeros = exact.scale() - exact.precision();
    int guess = (int) Math.floor(-zeros * (Math.log(10) / Math.log(2))) - 5;
    BigDecimal scaled = exact.abs().multiply(power(-guess));
    return guess + scaled.toBigInteger().bitLength();
  }

  private static BigDecimal power(int exponent) {
    return new BigDecimal(BigInteger.TWO.pow(exponent));
  }
}
