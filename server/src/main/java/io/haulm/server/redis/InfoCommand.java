package io.haulm.server.redis;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandTable;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** INFO: the state of the server, in sections. */
final class InfoCommand {
  private final InfoSections sections;

  private InfoCommand(RedisFace face) {
    sections = new InfoSections(face);
  }

  static void register(CommandTable commands, RedisFace face) {
    new CommandGroup(commands, "server")
        .add("info", -1, "1.0.0", "Tells about the server", new InfoCommand(face)::info);
  }

  private void info(Call call) {
    Set<String> wanted = new LinkedHashSet<>();
    if (call.count() == 1) {
      wanted.addAll(InfoSections.usual());
    }
    for (int i = 1; i < call.count(); i++) {
      String name = call.text(i).toLowerCase(Locale.ROOT);
      switch (name) {
        case "default" -> wanted.addAll(InfoSections.usual());
        case "all", "everything" -> wanted.addAll(InfoSections.all());
        default -> wanted.add(name);
      }
    }
    call.reply().text(sections.text(wanted));
  }
}
