package io.haulm.engine.keyspace.string;

import io.haulm.engine.Check;
import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;
import io.haulm.engine.keyspace.RefusedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** BITFIELD: whole numbers of any width inside a string. */
final class BitFieldCommands {
  private enum Kind {
    GET,
    SET,
    INCRBY
  }

  /** One thing that is to be done. */
  private record Step(
      Kind kind, BitField field, long place, long amount, BitField.Overflow overflow) {
    long end() {
      return (place + field.bits() + 7) >>> 3;
    }
  }

  static void register(CommandTable commands) {
    commands.add(
        CommandSpec.of(
                "bitfield", -2, BitCommands.GROUP, "3.2.0", "Reads and changes numbers in a string")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .oneKey(),
        call -> run(call, false));
    commands.add(
        CommandSpec.of("bitfield_ro", -2, BitCommands.GROUP, "6.0.0", "Reads numbers in a string")
            .flags(Flag.READONLY, Flag.FAST)
            .oneKey(),
        call -> run(call, true));
  }

  private static void run(Call call, boolean isReadOnly) {
    List<Step> steps = read(call);
    long writtenEnd = 0;
    for (Step step : steps) {
      if (step.kind != Kind.GET) {
        if (isReadOnly) {
          throw new RefusedException("ERR BITFIELD_RO only supports the GET subcommand");
        }
        writtenEnd = Math.max(writtenEnd, step.end());
      }
    }
    KeyEntry entry =
        isReadOnly
            ? call.find(call.arg(1), KeyType.STRING)
            : call.peek(call.arg(1), KeyType.STRING);
    boolean hasGrown = false;
    if (writtenEnd > (entry == null ? 0 : StringValue.of(entry).length())) {
      StringCommands.checkLength(call, entry, writtenEnd);
      entry = RangeCommands.write(call, call.arg(1), entry, (int) writtenEnd - 1, new byte[1]);
      hasGrown = true;
    }
    boolean isNews = false;
    call.reply().array(steps.size());
    for (Step step : steps) {
      StringValue value = entry == null ? null : StringValue.of(entry);
      long old = step.field.read(value, step.place);
      if (step.kind == Kind.GET) {
        call.reply().integer(old);
        continue;
      }
      Long changed = changed(step, old);
      if (changed == null) {
        call.reply().nil();
        continue;
      }
      // A number that stays as it is is no change: nobody who watches the key has to know.
      if (changed != old) {
        write(call, Check.present(entry, "a string that is written to is there"), step, changed);
      }
      isNews |= hasGrown || changed != old;
      call.reply().integer(step.kind == Kind.SET ? old : changed);
    }
    if (isNews) {
      call.notify(EventClass.STRING, "setbit", call.arg(1));
    }
  }

  private static @Nullable Long changed(Step step, long old) {
    return step.kind == Kind.SET
        ? step.field.fit(step.amount, step.overflow)
        : step.field.sum(old, step.amount, step.overflow);
  }

  private static void write(Call call, KeyEntry entry, Step step, long number) {
    byte[] part = step.field.written(StringValue.of(entry), step.place, number);
    call.change(entry, new StringChange.Range((int) (step.place >>> 3), part));
  }

  private static List<Step> read(Call call) {
    List<Step> steps = new ArrayList<>();
    BitField.Overflow overflow = BitField.Overflow.WRAP;
    int i = 2;
    while (i < call.count()) {
      int left = call.count() - i - 1;
      if (call.is(i, "OVERFLOW") && left >= 1) {
        overflow = overflow(call, i + 1);
        i += 2;
        continue;
      }
      Kind kind = kind(call, i, left);
      BitField field = BitField.parse(call.arg(i + 1));
      long place = Bits.place(call, i + 2, field.bits());

      long amount = kind == Kind.GET ? 0 : call.integer(i + 3);
      steps.add(new Step(kind, field, place, amount, overflow));
      i += kind == Kind.GET ? 3 : 4;
    }
    return steps;
  }

  private static Kind kind(Call call, int place, int left) {
    for (Kind kind : Kind.values()) {
      if (call.is(place, kind.name()) && left >= (kind == Kind.GET ? 2 : 3)) {
        return kind;
      }
    }
    throw new RefusedException(RefusedException.SYNTAX);
  }

  private static BitField.Overflow overflow(Call call, int place) {
    for (BitField.Overflow overflow : BitField.Overflow.values()) {
      if (call.is(place, overflow.name())) {
        return overflow;
      }
    }
    throw new RefusedException("ERR Invalid OVERFLOW type specified");
  }

  private BitFieldCommands() {}
}
