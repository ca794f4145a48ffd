package io.haulm.engine.keyspace.hash;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.RefusedException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The words behind the key of HGETEX and HSETEX.
 *
 * @param time what is to become of the time at which the fields expire
 * @param exists true: they must all exist; false: none of them may; null: it does not matter
 * @param words the fields, for HSETEX each with its value
 */
record FieldOptions(Time time, @Nullable Boolean exists, byte[][] words) {
  /** What is to become of the time at which a field expires. */
  sealed interface Time {
    /** It stays what it is. */
    record Kept() implements Time {}

    /** There is none from now on. */
    record None() implements Time {}

    /** It is this one. */
    record Until(long millis) implements Time {}
  }

  /** The words of HGETEX. */
  static FieldOptions ofGet(Call call) {
    Time time = new Time.Kept();
    int place = 2;
    FieldTime way = FieldTime.named(call, place);
    if (way != null) {
      time = until(call, way, place + 1);
      place += 2;
    } else if (call.is(place, "PERSIST")) {
      time = new Time.None();
      place++;
    }
    return new FieldOptions(time, null, FieldWords.fields(call, place, FieldWords.NOT_POSITIVE));
  }

  /** The words of HSETEX: its options stand in any order before FIELDS. */
  static FieldOptions ofSet(Call call) {
    Time time = null;
    Boolean exists = null;
    int place = 2;
    while (place < call.count() && !call.is(place, "FIELDS")) {
      FieldTime way = FieldTime.named(call, place);
      if (way != null || call.is(place, "KEEPTTL")) {
        refuseIf(
            time != null,
            "ERR Only one of EX, PX, EXAT, PXAT or KEEPTTL arguments can be specified");
        time = way == null ? new Time.Kept() : until(call, way, ++place);
      } else if (call.is(place, "FNX") || call.is(place, "FXX")) {
        refuseIf(exists != null, "ERR Only one of FXX or FNX arguments can be specified");
        exists = call.is(place, "FXX");
      } else {
        throw new RefusedException("ERR unknown argument: " + call.text(place));
      }
      place++;
    }
    return new FieldOptions(time == null ? new Time.None() : time, exists, pairs(call, place));
  }

  private static Time until(Call call, FieldTime way, int place) {
    refuseIf(place >= call.count(), RefusedException.SYNTAX);
    long number = call.integer(place);
    refuseIf(number <= 0, FieldTime.invalid(call));
    return new Time.Until(way.untilMillis(call, number));
  }

  private static byte[][] pairs(Call call, int place) {
    refuseIf(place + 1 >= call.count(), "ERR missing FIELDS argument");
    long count =
        call.integerOrRefuse(place + 1, 1, Integer.MAX_VALUE, "ERR invalid number of fields");
    if (count * 2 != call.count() - place - 2) {
      throw new RefusedException(CommandTable.wrongArity(call.spec()));
    }
    return Arrays.copyOfRange(call.argv(), place + 2, call.count());
  }

  private static void refuseIf(boolean isWrong, String refusal) {
    if (isWrong) {
      throw new RefusedException(refusal);
    }
  }

  /** True when the fields to be set exist, or do not exist, as they must. */
  boolean admits(@Nullable KeyEntry entry) {
    Boolean must = exists;
    if (must == null) {
      return true;
    }
    for (int i = 0; i < words.length; i += 2) {
      if ((HashCommands.find(entry, words[i]) != null) != must) {
        return false;
      }
    }
    return true;
  }
}
