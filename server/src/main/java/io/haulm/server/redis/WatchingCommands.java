package io.haulm.server.redis;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.Numbers;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.ReplySink;
import java.util.List;

/** MONITOR, SLOWLOG and LATENCY: what the server has been doing. */
final class WatchingCommands {
  private static final Flag[] OPERATOR = {Flag.ADMIN, Flag.NOSCRIPT};
  private static final int SLOW_FIELDS = 6;
  private static final int SLOW_COUNT_USUAL = 10;

  private final RedisFace face;

  private WatchingCommands(RedisFace face) {
    this.face = face;
  }

  static void register(CommandTable commands, RedisFace face) {
    WatchingCommands handlers = new WatchingCommands(face);
    CommandGroup group = new CommandGroup(commands, "server");
    group
        .add("monitor", 1, "1.0.0", "Shows all commands as they come", handlers::monitor, OPERATOR)
        .container("slowlog", "2.2.12", "Groups the commands on the slow log")
        .add("slowlog|get", -2, "2.2.12", "Returns slow commands", handlers::slowGet, OPERATOR)
        .add("slowlog|len", 2, "2.2.12", "Counts slow commands", handlers::slowLength, OPERATOR)
        .add("slowlog|reset", 2, "2.2.12", "Forgets slow commands", handlers::slowReset, OPERATOR)
        .help("slowlog", "6.2.0");
    addLatency(group);
  }

  private static void addLatency(CommandGroup group) {
    group
        .container("latency", "2.8.13", "Groups the commands on latency")
        .add(
            "latency|latest",
            2,
            "2.8.13",
            "Returns the latest spikes: none are recorded",
            call -> call.reply().array(0),
            OPERATOR)
        .add(
            "latency|history",
            3,
            "2.8.13",
            "Returns the spikes of an event: none are recorded",
            call -> call.reply().array(0),
            OPERATOR)
        .add(
            "latency|reset",
            -2,
            "2.8.13",
            "Forgets spikes: there are none",
            call -> call.reply().integer(0),
            OPERATOR)
        .add(
            "latency|histogram",
            -2,
            "7.0.0",
            "Returns how long commands took: not recorded in classes",
            call -> call.reply().map(0),
            OPERATOR)
        .add(
            "latency|doctor",
            2,
            "2.8.13",
            "Advises on latency",
            call ->
                call.reply()
                    .text(
                        "Latency spikes are not recorded. SLOWLOG GET shows slow commands, INFO"
                            + " commandstats the time that commands take.\n"),
            OPERATOR)
        .help("latency", "2.8.13");
  }

  private void monitor(Call call) {
    if (call.origin() != Call.Origin.CLIENT) {
      throw new RefusedException("ERR MONITOR isn't allowed for DENY BLOCKING client");
    }
    call.reply().ok();
    face.watcher().addMonitor(RedisConnection.of(call));
  }

  private void slowGet(Call call) {
    if (call.count() > 3) {
      throw new RefusedException(CommandTable.wrongArity(call.spec()));
    }
    long count =
        call.count() == 2
            ? SLOW_COUNT_USUAL
            : Numbers.tryParseLong(call.arg(2)).orElse(Long.MIN_VALUE);
    if (count < -1) {
      throw new RefusedException("ERR count should be greater than or equal to -1");
    }
    List<SlowLog.Entry> entries = face.slowLog().newest(count < 0 ? Long.MAX_VALUE : count);
    ReplySink reply = call.reply();
    reply.array(entries.size());
    for (SlowLog.Entry entry : entries) {
      reply.array(SLOW_FIELDS);
      reply.integer(entry.id());
      reply.integer(entry.atSeconds());
      reply.integer(entry.micros());
      reply.array(entry.words().size());
      entry.words().forEach(reply::bulk);
      reply.bulk(entry.address());
      reply.bulk(entry.name());
    }
  }

  private void slowLength(Call call) {
    call.reply().integer(face.slowLog().length());
  }

  private void slowReset(Call call) {
    face.slowLog().reset();
    call.reply().ok();
  }
}
