package io.haulm.server.redis;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.Keyspace;
import io.haulm.engine.keyspace.ReplySink;
import java.util.LinkedHashMap;
import java.util.Map;

/** MEMORY, but for what it tells of a single key. */
final class MemoryCommands {
  private static final int PERCENT = 100;
  private static final int NEARLY_FULL_PERCENT = 90;

  private final RedisFace face;

  private MemoryCommands(RedisFace face) {
    this.face = face;
  }

  static void register(CommandTable commands, RedisFace face) {
    MemoryCommands handlers = new MemoryCommands(face);
    new CommandGroup(commands, "server")
        .container("memory", "4.0.0", "Groups the commands on memory")
        .add("memory|doctor", 2, "4.0.0", "Advises on memory", handlers::doctor)
        .add("memory|stats", 2, "4.0.0", "Tells what memory is used for", handlers::stats)
        .add(
            "memory|purge",
            2,
            "4.0.0",
            "Does nothing: the Java heap looks after itself",
            call -> call.reply().ok())
        .help("memory", "4.0.0");
  }

  private void doctor(Call call) {
    long usedBytes = call.keyspace().bytes();
    long bytesMax = face.options().memoryBytesMax();
    boolean isNearlyFull = usedBytes / PERCENT * PERCENT > bytesMax / PERCENT * NEARLY_FULL_PERCENT;
    String used =
        "Keys and values take "
            + HumanBytes.of(usedBytes)
            + " of "
            + HumanBytes.of(bytesMax)
            + " (--redis-memory). ";
    call.reply()
        .text(
            used
                + (isNearlyFull
                    ? "Soon commands that need more will be refused: raise the limit, or delete"
                        + " keys.\n"
                    : "There is room.\n"));
  }

  private void stats(Call call) {
    Keyspace keyspace = call.keyspace();
    Runtime runtime = Runtime.getRuntime();
    long keys = 0;
    for (int i = 0; i < Keyspace.DATABASES; i++) {
      keys += keyspace.size(i);
    }
    Map<String, Long> figures = new LinkedHashMap<>();
    figures.put("total.allocated", keyspace.bytes());
    figures.put("heap.used", runtime.totalMemory() - runtime.freeMemory());
    figures.put("heap.max", runtime.maxMemory());
    figures.put("replication.backlog", 0L);
    figures.put("clients.normal", face.intake().bytes());
    figures.put("keys.count", keys);
    figures.put("keys.bytes-per-key", keys == 0 ? 0 : keyspace.bytes() / keys);
    figures.put("dataset.bytes", keyspace.bytes());
    ReplySink reply = call.reply();
    reply.map(figures.size());
    figures.forEach((name, value) -> {
      reply.bulk(name);
      reply.integer(value);
    });
  }
}
