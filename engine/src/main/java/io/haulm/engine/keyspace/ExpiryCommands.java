package io.haulm.engine.keyspace;

import io.haulm.engine.keyspace.CommandSpec.Flag;
import java.util.EnumSet;
import java.util.Set;

/** Commands on when keys expire. */
final class ExpiryCommands {
  private static final String GROUP = "generic";
  private static final int MILLIS_PER_SECOND = 1000;
  private static final int NO_KEY = -2;
  private static final int NO_EXPIRY = -1;

  private enum Condition {
    NX,
    XX,
    GT,
    LT
  }

  static void register(CommandTable commands) {
    setting(commands, "expire", "1.0.0", "Sets in how many seconds a key expires", ExpireTime.EX);
    setting(commands, "pexpire", "2.6.0", "Sets in how many ms a key expires", ExpireTime.PX);
    setting(commands, "expireat", "1.2.0", "Sets the second a key expires at", ExpireTime.EXAT);
    setting(commands, "pexpireat", "2.6.0", "Sets the ms a key expires at", ExpireTime.PXAT);
    telling(commands, "ttl", "1.0.0", "Tells in how many seconds a key expires", true, true);
    telling(commands, "pttl", "2.6.0", "Tells in how many ms a key expires", true, false);
    telling(commands, "expiretime", "7.0.0", "Tells the second a key expires at", false, true);
    telling(commands, "pexpiretime", "7.0.0", "Tells the ms a key expires at", false, false);
    commands.add(
        CommandSpec.of("persist", 2, GROUP, "2.2.0", "Lets a key not expire any more")
            .flags(Flag.WRITE, Flag.FAST)
            .oneKey(),
        ExpiryCommands::persist);
  }

  private static void setting(
      CommandTable commands, String name, String since, String summary, ExpireTime unit) {
    commands.add(
        CommandSpec.of(name, -3, GROUP, since, summary).flags(Flag.WRITE, Flag.FAST).oneKey(),
        call -> expire(call, unit));
  }

  private static void telling(
      CommandTable commands,
      String name,
      String since,
      String summary,
      boolean isRelative,
      boolean inSeconds) {
    commands.add(
        CommandSpec.of(name, 2, GROUP, since, summary).flags(Flag.READONLY, Flag.FAST).oneKey(),
        call -> tell(call, isRelative, inSeconds));
  }

  private static void expire(Call call, ExpireTime unit) {
    Set<Condition> conditions = conditions(call);
    long expireMillis = unit.millis(call, 2);
    KeyEntry entry = call.peek(call.arg(1));
    if (entry == null || !admits(conditions, entry, expireMillis)) {
      call.reply().integer(0);
      return;
    }
    call.expireAt(entry, expireMillis);
    call.reply().integer(1);
  }

  private static Set<Condition> conditions(Call call) {
    Set<Condition> conditions = EnumSet.noneOf(Condition.class);
    for (int i = 3; i < call.count(); i++) {
      conditions.add(condition(call, i));
    }
    if (conditions.contains(Condition.NX) && conditions.size() > 1) {
      throw new RefusedException(
          "ERR NX and XX, GT or LT options at the same time are not compatible");
    }
    if (conditions.contains(Condition.GT) && conditions.contains(Condition.LT)) {
      throw new RefusedException("ERR GT and LT options at the same time are not compatible");
    }
    return conditions;
  }

  private static Condition condition(Call call, int place) {
    for (Condition condition : Condition.values()) {
      if (call.is(place, condition.name())) {
        return condition;
      }
    }
    throw new RefusedException("ERR Unsupported option " + call.text(place));
  }

  // A key that does not expire counts as one that expires after any time.
  private static boolean admits(Set<Condition> conditions, KeyEntry entry, long expireMillis) {
    for (Condition condition : conditions) {
      boolean isMet =
          switch (condition) {
            case NX -> !entry.isVolatile();
            case XX -> entry.isVolatile();
            case GT -> entry.isVolatile() && expireMillis > entry.expireMillis();
            case LT -> !entry.isVolatile() || expireMillis < entry.expireMillis();
          };
      if (!isMet) {
        return false;
      }
    }
    return true;
  }

  private static void tell(Call call, boolean isRelative, boolean inSeconds) {
    KeyEntry entry = call.peek(call.arg(1));
    if (entry == null) {
      call.reply().integer(NO_KEY);
      return;
    }
    if (!entry.isVolatile()) {
      call.reply().integer(NO_EXPIRY);
      return;
    }
    long millis = entry.expireMillis() - (isRelative ? call.nowMillis() : 0);
    call.reply().integer(inSeconds ? (millis + MILLIS_PER_SECOND / 2) / MILLIS_PER_SECOND : millis);
  }

  private static void persist(Call call) {
    KeyEntry entry = call.peek(call.arg(1));
    if (entry == null || !entry.isVolatile()) {
      call.reply().integer(0);
      return;
    }
    call.persist(entry);
    call.reply().integer(1);
  }

  private ExpiryCommands() {}
}
