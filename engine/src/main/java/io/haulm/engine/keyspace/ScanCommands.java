package io.haulm.engine.keyspace;

import io.haulm.engine.keyspace.CommandSpec.Flag;
import java.util.ArrayList;
import java.util.List;

/** Commands that look for keys. */
final class ScanCommands {
  private static final String GROUP = "generic";
  // How many empty buckets, for each element wanted, one step passes before it is content.
  private static final int STEPS_PER_ELEMENT = 10;

  static void register(CommandTable commands) {
    commands.add(
        CommandSpec.of("keys", 2, GROUP, "1.0.0", "Lists all keys that match a pattern")
            .flags(Flag.READONLY),
        ScanCommands::keys);
    commands.add(
        CommandSpec.of("scan", -2, GROUP, "2.8.0", "Lists keys bit by bit").flags(Flag.READONLY),
        ScanCommands::scan);
    commands.add(
        CommandSpec.of("randomkey", 1, GROUP, "1.0.0", "Returns any key").flags(Flag.READONLY),
        ScanCommands::random);
  }

  private static void keys(Call call) {
    byte[] pattern = call.arg(1);
    List<KeyEntry> found = new ArrayList<>();
    call.database()
        .keys
        .forEach(entry -> {
          if (!entry.isExpired(call.nowMillis()) && Glob.matches(pattern, entry.name())) {
            found.add(entry);
          }
        });
    tell(call, found);
  }

  private static void scan(Call call) {
    ScanOptions options = ScanOptions.of(call, 1, true, false);
    List<KeyEntry> seen = new ArrayList<>();
    long cursor = options.cursor();
    long steps = 0;
    do {
      cursor = call.database().keys.scan(cursor, seen::add);
      steps++;
    } while (cursor != 0
        && seen.size() < options.count()
        && steps / STEPS_PER_ELEMENT < options.count());
    List<KeyEntry> found = new ArrayList<>();
    for (KeyEntry entry : seen) {
      if (entry.isExpired(call.nowMillis())) {
        call.expire(entry);
      } else if (options.matches(entry.name()) && options.matches(entry.value().type())) {
        found.add(entry);
      }
    }
    call.reply().array(2);
    call.reply().bulk(Long.toUnsignedString(cursor));
    tell(call, found);
  }

  private static void tell(Call call, List<KeyEntry> entries) {
    call.reply().array(entries.size());
    for (KeyEntry entry : entries) {
      call.reply().bulk(entry.name());
    }
  }

  private static void random(Call call) {
    KeyEntry entry = call.keyspace().anyKey(call.databaseNumber());
    while (entry != null && entry.isExpired(call.nowMillis())) {
      call.expire(entry);
      entry = call.keyspace().anyKey(call.databaseNumber());
    }
    if (entry == null) {
      call.reply().nil();
    } else {
      call.reply().bulk(entry.name());
    }
  }

  private ScanCommands() {}
}
