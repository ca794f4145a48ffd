package io.haulm.server.redis;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.Glob;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** CONFIG: what the server was told, and what can still be changed. */
final class ConfigCommands {
  private static final Flag[] OPERATOR = {Flag.ADMIN, Flag.NOSCRIPT};

  private final RedisFace face;
  private final RuntimeConfig config;

  private ConfigCommands(RedisFace face) {
    this.face = face;
    this.config = new RuntimeConfig(face);
  }

  static void register(CommandTable commands, RedisFace face) {
    ConfigCommands handlers = new ConfigCommands(face);
    new CommandGroup(commands, "server")
        .container("config", "2.0.0", "Groups the commands on the configuration")
        .add("config|get", -3, "2.0.0", "Returns parameters", handlers::get, OPERATOR)
        .add("config|set", -4, "2.0.0", "Changes parameters", handlers::set, OPERATOR)
        .add("config|resetstat", 2, "2.0.0", "Sets counters to 0", handlers::reset, OPERATOR)
        .add(
            "config|rewrite",
            2,
            "2.8.0",
            "Refused: what is to last belongs into the server's settings",
            ConfigCommands::rewrite,
            OPERATOR)
        .help("config", "5.0.0");
  }

  private void get(Call call) {
    Map<String, Supplier<String>> shown = new TreeMap<>();
    config
        .values()
        .forEach((name, value) -> {
          for (int i = 2; i < call.count(); i++) {
            if (Glob.matches(call.arg(i), Words.bytes(name), true)) {
              shown.put(name, value);
            }
          }
        });
    call.reply().map(shown.size());
    shown.forEach((name, value) -> {
      call.reply().bulk(name);
      call.reply().bulk(value.get());
    });
  }

  private void set(Call call) {
    if (call.count() % 2 != 0) {
      throw new RefusedException(RefusedException.SYNTAX);
    }
    Set<String> names = new HashSet<>();
    List<Runnable> changes = new ArrayList<>();
    for (int i = 2; i < call.count(); i += 2) {
      String name = call.text(i);
      changes.add(config.parse(name, call.text(i + 1)));
      if (!names.add(name.toLowerCase(Locale.ROOT))) {
        throw RuntimeConfig.failed(name, "duplicate parameter");
      }
    }
    // All of them or none.
    changes.forEach(Runnable::run);
    call.reply().ok();
  }

  private void reset(Call call) {
    face.stats().reset();
    call.keyspace().stats().reset();
    call.keyspace()
        .commands()
        .forEachUsed(command -> {
          command.calls = 0;
          command.failures = 0;
          command.rejections = 0;
          command.nanos = 0;
        });
    call.reply().ok();
  }

  private static void rewrite(Call call) {
    throw new RefusedException(
        "ERR The server does not write its config file; see haulm serve --print-config");
  }
}
