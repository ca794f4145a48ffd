package io.haulm.engine.keyspace.string;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;

/** Commands on whole strings. */
public final class StringCommands {
  private static final String GROUP = "string";

  /** Adds the commands. */
  public static void register(CommandTable commands) {
    commands.add(
        CommandSpec.of("get", 2, GROUP, "1.0.0", "Returns the string value of a key")
            .flags(Flag.READONLY, Flag.FAST)
            .oneKey(),
        StringCommands::get);
    commands.add(
        CommandSpec.of("set", -3, GROUP, "1.0.0", "Sets the string value of a key")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .oneKey(),
        StringCommands::set);
  }

  private static void get(Call call) {
    KeyEntry entry = call.find(call.arg(1), KeyType.STRING);
    if (entry == null) {
      call.reply().nil();
    } else {
      call.reply().bulk(StringValue.of(entry).content());
    }
  }

  private static void set(Call call) {
    var _ = call.put(call.arg(1), new StringValue(call.arg(2)), KeyEntry.NEVER);
    call.notify(EventClass.STRING, "set", call.arg(1));
    call.reply().ok();
  }

  private StringCommands() {}
}
