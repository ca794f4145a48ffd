package io.haulm.server.redis;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.Handler;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.ReplySink;
import io.haulm.server.config.Durability;

/**
 * What a client may ask of a server as a whole. Much of it has no meaning here: that is answered
 * truthfully where a client goes on by the answer, and refused otherwise.
 */
final class ServerCommands {
  private static final Flag[] OPERATOR = {Flag.ADMIN, Flag.NOSCRIPT};
  private static final Flag[] BLOCKING = {Flag.BLOCKING};
  private static final long MILLIS_PER_SECOND = 1000;
  private static final String JOURNAL_KEEPS =
      "ERR Haulm keeps each change in its journal as it is made: there is nothing to save";
  private static final String NOTHING_KEPT =
      "ERR Haulm was started with --durability memory: nothing is kept";

  private final RedisFace face;

  private ServerCommands(RedisFace face) {
    this.face = face;
  }

  static void register(CommandTable commands, RedisFace face) {
    ServerCommands handlers = new ServerCommands(face);
    CommandGroup group = new CommandGroup(commands, "server");
    handlers.addSaving(group);
    addReplication(group);
    addRefused(group);
    group.add("time", 1, "2.6.0", "Returns the server's time", ServerCommands::time, Flag.FAST);
    new CommandGroup(commands, "generic")
        .add("wait", 3, "3.0.0", "Counts replicas: there are none", ServerCommands::await, BLOCKING)
        .add("waitaof", 4, "7.2.0", "Waits until changes are on disk", handlers::waitaof, BLOCKING);
  }

  private void addSaving(CommandGroup group) {
    String summary = "Refused: the journal keeps each change as it is made";
    Handler refused =
        _ -> {
          throw new RefusedException(face.hasJournal() ? JOURNAL_KEEPS : NOTHING_KEPT);
        };
    group
        .add("save", 1, "1.0.0", summary, refused, OPERATOR)
        .add("bgsave", -1, "1.0.0", summary, refused, OPERATOR)
        .add("bgrewriteaof", 1, "1.0.0", summary, refused, OPERATOR)
        .add(
            "lastsave",
            1,
            "1.0.0",
            "Returns up to when changes are kept",
            this::lastSave,
            Flag.FAST);
  }

  private void lastSave(Call call) {
    long lostMillis = face.hasJournal() ? 0 : face.shard().clock().uptimeMillis();
    call.reply().integer((call.nowMillis() - lostMillis) / MILLIS_PER_SECOND);
  }

  private static void addReplication(CommandGroup group) {
    group
        .add("role", 1, "2.8.12", "Returns the role: master", ServerCommands::role, Flag.FAST)
        .add("replicaof", 3, "5.0.0", "Ends replication", ServerCommands::replicaOf, OPERATOR)
        .add("slaveof", 3, "1.0.0", "Ends replication", ServerCommands::replicaOf, OPERATOR);
    new CommandGroup(group.commands(), "cluster")
        .add(
            "cluster",
            -2,
            "3.0.0",
            "Refused: there is no cluster",
            _ -> {
              throw new RefusedException("ERR This instance has cluster support disabled");
            });
  }

  private static void addRefused(CommandGroup group) {
    group
        .add("debug", -2, "1.0.0", "Refused", refused("ERR DEBUG command not allowed"), OPERATOR)
        .add(
            "shutdown",
            -1,
            "1.0.0",
            "Refused: whoever started the server ends it",
            refused("ERR SHUTDOWN command not allowed. End the server's process with SIGTERM"),
            OPERATOR)
        .container("module", "4.0.0", "Groups the commands on modules")
        .add(
            "module|list",
            2,
            "4.0.0",
            "Lists modules: there are none",
            call -> call.reply().array(0),
            OPERATOR)
        .add(
            "module|load",
            -3,
            "4.0.0",
            "Refused",
            refused("ERR MODULE command not allowed"),
            OPERATOR)
        .help("module", "5.0.0");
  }

  private static Handler refused(String reply) {
    return _ -> {
      throw new RefusedException(reply);
    };
  }

  private static void time(Call call) {
    call.reply().array(2);
    call.reply().bulkInteger(call.nowMillis() / MILLIS_PER_SECOND);
    call.reply().bulkInteger(call.nowMillis() % MILLIS_PER_SECOND * MILLIS_PER_SECOND);
  }

  private static void role(Call call) {
    ReplySink reply = call.reply();
    reply.array(3);
    reply.bulk("master");
    reply.integer(0);
    reply.array(0);
  }

  private static void replicaOf(Call call) {
    if (!call.is(1, "NO") || !call.is(2, "ONE")) {
      throw new RefusedException("ERR Haulm does not replicate from another server");
    }
    call.reply().ok();
  }

  private static void await(Call call) {
    var _ = call.integer(1);
    checkTimeout(call, 2);
    call.reply().integer(0);
  }

  private void waitaof(Call call) {
    long local = call.integer(1, 0, 1, "ERR value is out of range, value must between 0 and 1");
    var _ = call.integer(2, 0, Long.MAX_VALUE, "ERR value is out of range, must be positive");
    checkTimeout(call, 3);
    if (local > 0 && !face.hasJournal()) {
      throw new RefusedException(
          "ERR WAITAOF cannot be used when numlocal is set but appendonly is disabled.");
    }
    // With the durability sync the reply itself waits for the disk, with all that came before it.
    boolean isOnDisk = face.options().durability() instanceof Durability.Sync;
    call.reply().array(2);
    call.reply().integer(isOnDisk ? 1 : 0);
    call.reply().integer(0);
  }

  private static void checkTimeout(Call call, int place) {
    if (call.integer(place) < 0) {
      throw new RefusedException("ERR timeout is negative");
    }
  }
}
