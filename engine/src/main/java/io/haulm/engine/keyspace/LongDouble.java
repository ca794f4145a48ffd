package io.haulm.engine.keyspace;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Sums of numbers with a fraction as INCRBYFLOAT and its relatives make them: with 64 binary
 * digits, as the processors have that Redis was made for, and written with at most 17 decimals.
 */
public final class LongDouble {
  private static final int BINARY_DIGITS = 64;
  private static final int DECIMALS = 17;

  /**
   * The sum as text.
   *
   * @param one a number that {@link Numbers#parseDouble} reads and that is finite
   * @param other the same
   */
  public static String sum(byte[] one, byte[] other) {
    BigDecimal sum = round(round(read(one)).add(round(read(other))));
    BigDecimal shown = sum.setScale(DECIMALS, RoundingMode.HALF_EVEN);
    return shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
  }

  // What is so near to zero that it is nothing as a double would have no end as a decimal.
  private static BigDecimal read(byte[] word) {
    return Numbers.parseDouble(word) == 0 ? BigDecimal.ZERO : new BigDecimal(Words.text(word));
  }

  private static BigDecimal round(BigDecimal value) {
    if (value.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigInteger numerator = value.scale() > 0 ? value.unscaledValue() : value.toBigInteger();
    BigInteger denominator = BigInteger.TEN.pow(Math.max(0, value.scale()));
    int shift = BINARY_DIGITS + 1 - numerator.abs().bitLength() + denominator.bitLength();
    BigDecimal digits = divide(numerator, denominator, shift);
    if (digits.toBigInteger().abs().bitLength() > BINARY_DIGITS) {
      shift -= 1;
      digits = divide(numerator, denominator, shift);
    }
    if (digits.toBigInteger().abs().bitLength() > BINARY_DIGITS) {
      shift -= 1;
      digits = divide(numerator, denominator, shift);
    }
    BigDecimal power = new BigDecimal(BigInteger.TWO.pow(Math.abs(shift)));
    return shift > 0 ? digits.divide(power) : digits.multiply(power);
  }

  // The numerator times two to the power of the shift, through the denominator, to a whole number.
  private static BigDecimal divide(BigInteger numerator, BigInteger denominator, int shift) {
    BigInteger above = shift > 0 ? numerator.shiftLeft(shift) : numerator;
    BigInteger below = shift > 0 ? denominator : denominator.shiftLeft(-shift);
    return new BigDecimal(above).divide(new BigDecimal(below), 0, RoundingMode.HALF_EVEN);
  }

  private LongDouble() {}
}
