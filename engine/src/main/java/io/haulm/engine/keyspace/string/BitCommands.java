package io.haulm.engine.keyspace.string;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;
import io.haulm.engine.keyspace.RefusedException;

/** Commands on single bits, and on how many there are. */
final class BitCommands {
  static final String GROUP = "bitmap";

  static void register(CommandTable commands) {
    commands.add(
        CommandSpec.of("setbit", 4, GROUP, "2.2.0", "Sets or clears a bit")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .oneKey(),
        BitCommands::set);
    commands.add(
        CommandSpec.of("getbit", 3, GROUP, "2.2.0", "Returns a bit")
            .flags(Flag.READONLY, Flag.FAST)
            .oneKey(),
        BitCommands::get);
    commands.add(
        CommandSpec.of("bitcount", -2, GROUP, "2.6.0", "Counts the bits that are set")
            .flags(Flag.READONLY)
            .oneKey(),
        BitCommands::count);
    commands.add(
        CommandSpec.of("bitpos", -3, GROUP, "2.8.7", "Finds the first bit that is set or clear")
            .flags(Flag.READONLY)
            .oneKey(),
        BitCommands::find);
  }

  private static void set(Call call) {
    long place = Bits.place(call, 2, 0);
    String refusal = "ERR bit is not an integer or out of range";
    boolean isSet = bit(call, 3, refusal, refusal) == 1;
    KeyEntry entry = call.peek(call.arg(1), KeyType.STRING);
    StringValue value = entry == null ? null : StringValue.of(entry);
    int inByte = (int) (place >>> 3);
    StringCommands.checkLength(
        call, entry, Math.max(inByte + 1, value == null ? 0 : value.length()));
    int old = Bits.at(value, place);
    int mask = 0x80 >>> (place & 7);
    int bits = value == null || inByte >= value.length() ? 0 : value.at(inByte);
    byte changed = (byte) (isSet ? bits | mask : bits & ~mask);
    boolean isLongEnough = value != null && inByte < value.length();
    // A bit that stays as it is is no change: nobody who watches the key has to know.
    if (!isLongEnough || changed != (byte) bits) {
      var _ = RangeCommands.write(call, call.arg(1), entry, inByte, new byte[] {changed});
      call.notify(EventClass.STRING, "setbit", call.arg(1));
    }
    call.reply().integer(old);
  }

  private static void get(Call call) {
    long place = Bits.place(call, 2, 0);
    KeyEntry entry = call.find(call.arg(1), KeyType.STRING);
    call.reply().integer(Bits.at(entry == null ? null : StringValue.of(entry), place));
  }

  private static long bit(Call call, int place, String notANumber, String refusal) {
    long value;
    try {
      value = call.integer(place);
    } catch (RefusedException _) {
      throw new RefusedException(notANumber);
    }
    if (value != 0 && value != 1) {
      throw new RefusedException(refusal);
    }
    return value;
  }

  private static void count(Call call) {
    if (call.count() == 3 || call.count() > 5) {
      throw new RefusedException(RefusedException.SYNTAX);
    }
    boolean isWhole = call.count() == 2;
    BitRange range = isWhole ? BitRange.WHOLE : BitRange.of(call, 2);
    KeyEntry entry = call.find(call.arg(1), KeyType.STRING);
    if (entry == null || range.isCrossed()) {
      call.reply().integer(0);
      return;
    }
    StringValue value = StringValue.of(entry);
    call.reply().integer(range.within(value.length()).count(value));
  }

  private static void find(Call call) {
    boolean bit =
        bit(call, 2, RefusedException.NOT_AN_INTEGER, "ERR The bit argument must be 1 or 0.") == 1;
    if (call.count() > 6) {
      throw new RefusedException(RefusedException.SYNTAX);
    }
    BitRange range = call.count() == 3 ? BitRange.WHOLE : BitRange.of(call, 3);
    KeyEntry entry = call.find(call.arg(1), KeyType.STRING);
    if (entry == null) {
      call.reply().integer(bit ? -1 : 0);
      return;
    }
    StringValue value = StringValue.of(entry);
    BitRange within = range.within(value.length());
    long found = within.find(value, bit);
    // Unless told where to stop, one may imagine zeros behind the end.
    boolean isBehind = found < 0 && !bit && call.count() < 5 && !within.isEmpty();
    call.reply().integer(isBehind ? 8L * value.length() : found);
  }

  private BitCommands() {}
}
