package io.haulm.engine.keyspace.string;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.Numbers;
import io.haulm.engine.keyspace.RefusedException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Strings as rows of bits: bit 0 is the highest bit of the first byte. */
final class Bits {
  static final String BAD_OFFSET = "ERR bit offset is not an integer or out of range";

  /** One more than the place of the last bit that a string can have. */
  static final long PLACES = 8L * StringValue.LENGTH_MAX;

  /** The bit at a place; 0 beyond the end. */
  static int at(@Nullable StringValue value, long place) {
    long inByte = place >>> 3;
    if (value == null || inByte >= value.length()) {
      return 0;
    }
    return (value.at((int) inByte) >>> (7 - (int) (place & 7))) & 1;
  }

  /**
   * The place that a word says.
   *
   * @param fieldBits 0, or the width of the fields that {@code #2} counts
   * @throws RefusedException when it is none
   */
  static long place(Call call, int place, int fieldBits) {
    byte[] word = call.arg(place);
    boolean isCounted = fieldBits > 0 && word.length > 0 && word[0] == '#';
    byte[] digits = isCounted ? java.util.Arrays.copyOfRange(word, 1, word.length) : word;
    OptionalLong number = Numbers.tryParseLong(digits);
    long factor = isCounted ? fieldBits : 1;
    if (number.isEmpty() || number.getAsLong() < 0 || number.getAsLong() >= PLACES / factor) {
      throw new RefusedException(BAD_OFFSET);
    }
    return number.getAsLong() * factor;
  }

  private Bits() {}
}
