package io.haulm.engine.keyspace;

import io.haulm.engine.FactLog;
import io.haulm.engine.FactLogFullException;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable.Found;

/** Takes commands in: checks them, queues them, runs them, and runs again those that waited. */
final class Dispatcher {
  static final String OUT_OF_MEMORY = "OOM command not allowed when used memory > 'maxmemory'.";
  static final String DISK_FULL =
      "MISCONF Errors writing to the journal: there is no room left on the disk."
          + " Commands that may modify the data set are disabled, those that delete are not";

  private static final String[] ALLOWED_WHEN_SUBSCRIBED = {
    "ping",
    "subscribe",
    "unsubscribe",
    "psubscribe",
    "punsubscribe",
    "ssubscribe",
    "sunsubscribe",
    "quit",
    "reset"
  };
  private static final String[] NEVER_QUEUED = {
    "exec", "discard", "multi", "watch", "quit", "reset"
  };

  private final Keyspace keyspace;
  private final CommandTable commands;
  private final FactLog facts;
  private final long bytesMax;

  Dispatcher(Keyspace keyspace, CommandTable commands, FactLog facts, long bytesMax) {
    this.keyspace = keyspace;
    this.commands = commands;
    this.facts = facts;
    this.bytesMax = bytesMax;
  }

  /** Does what {@link Keyspace#submit} promises. */
  void submit(long nowMillis, KeyspaceClient client, byte[][] argv) {
    ReplySink reply = client.owner().replies();
    Found command;
    try {
      command = admit(client, argv, reply);
    } catch (RefusedException e) {
      reply.error(refused(client, argv, e.reply()));
      return;
    }
    if (client.transaction != null && !isOneOf(command, NEVER_QUEUED)) {
      client.transaction.commands.add(new KeyspaceClient.Queued(command, argv));
      reply.status("QUEUED");
      return;
    }
    Call call = new Call(keyspace, client, nowMillis, command, argv, reply, Call.Origin.CLIENT);
    runAlone(call);
    Call.BlockRequest request = call.blockRequest();
    if (request != null) {
      keyspace.blocked().block(client, call, request);
    }
    settle(nowMillis);
  }

  /** Runs a command that is no part of another one: messages to its client follow its reply. */
  private void runAlone(Call call) {
    keyspace.pubSub().holdBack(call.client());
    run(call);
    keyspace.pubSub().letGo();
  }

  /** Runs a command, and tells its error if it has one. */
  void run(Call call) {
    // One that waited is the same command when it is run again.
    if (call.origin() != Call.Origin.AGAIN) {
      keyspace.stats().commands++;
      call.command().calls++;
    }
    keyspace.observer().starting(call);
    boolean hasFailed = true;
    try {
      call.command().handler().handle(call);
      hasFailed = false;
    } catch (RefusedException e) {
      call.command().failures++;
      call.reply().error(e.reply());
    } catch (FactLogFullException _) {
      call.command().failures++;
      call.reply().error(DISK_FULL);
    } finally {
      keyspace.observer().ended(call, hasFailed);
    }
  }

  /**
   * The command that is meant, checked for all that can be checked before it is run.
   *
   * @throws RefusedException when it must not be run
   */
  Found admit(KeyspaceClient client, byte[][] argv, ReplySink reply) {
    Found command;
    try {
      command = commands.find(argv);
    } catch (RefusedException e) {
      keyspace.unknownCommand(argv);
      throw e;
    }
    try {
      check(client, command, argv, reply);
    } catch (RefusedException e) {
      command.rejections++;
      throw e;
    }
    return command;
  }

  private void check(KeyspaceClient client, Found command, byte[][] argv, ReplySink reply) {
    CommandSpec spec = command.spec();
    if (!spec.admits(argv.length)) {
      throw new RefusedException(CommandTable.wrongArity(spec));
    }
    if (client.transaction != null && spec.is(Flag.NO_MULTI)) {
      throw new RefusedException("ERR Command not allowed inside a transaction");
    }
    if (client.subscriptions.isAny()
        && !reply.isResp3()
        && !isOneOf(command, ALLOWED_WHEN_SUBSCRIBED)) {
      throw new RefusedException(
          "ERR Can't execute '"
              + spec.name()
              + "': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this"
              + " context");
    }
    checkRoom(spec);
    if (client.transaction != null && spec.name().equals("exec")) {
      client.transaction.commands.forEach(queued -> checkRoom(queued.command().spec()));
    }
  }

  /**
   * Refuses a command that needs room when there is none.
   *
   * @throws RefusedException when there is none
   */
  void checkRoom(CommandSpec spec) {
    if (!spec.is(Flag.DENYOOM)) {
      return;
    }
    checkMemory(0);
    if (facts.isFull()) {
      throw new RefusedException(DISK_FULL);
    }
  }

  /**
   * Refuses a command that needs so many bytes when there are not enough left.
   *
   * @throws RefusedException when there are not enough
   */
  void checkMemory(long bytes) {
    if (keyspace.bytes() + bytes > bytesMax) {
      throw new RefusedException(OUT_OF_MEMORY);
    }
  }

  /** Runs the commands again whose keys were signalled, until nothing moves any more. */
  void settle(long nowMillis) {
    BlockedClients blocked = keyspace.blocked();
    while (blocked.hasSignals()) {
      for (BlockedClients.Candidate candidate : blocked.takeCandidates()) {
        if (candidate.isWorthIt()) {
          runAgain(nowMillis, candidate.client());
        }
      }
    }
  }

  private void runAgain(long nowMillis, KeyspaceClient client) {
    KeyspaceClient.Blocked blocked = client.blocked;
    if (blocked == null) {
      return;
    }
    Call first = blocked.call();
    Call again =
        new Call(
            keyspace,
            client,
            nowMillis,
            first.command(),
            first.argv(),
            client.owner().replies(),
            Call.Origin.AGAIN);
    runAlone(again);
    if (again.blockRequest() == null) {
      var _ = keyspace.blocked().release(client);
      client.owner().unblocked();
    }
  }

  // A command that cannot be queued spoils its transaction; an EXEC that cannot be run ends it.
  private static String refused(KeyspaceClient client, byte[][] argv, String refusal) {
    KeyspaceClient.Transaction transaction = client.transaction;
    if (!Words.is(argv[0], "exec")) {
      if (transaction != null) {
        transaction.isRefused = true;
      }
      return refusal;
    }
    client.transaction = null;
    client.forgetWatches();
    String reason = refusal.startsWith("ERR ") ? refusal.substring(4) : refusal;
    return "EXECABORT Transaction discarded because of: " + reason;
  }

  private static boolean isOneOf(Found command, String[] names) {
    for (String name : names) {
      if (command.spec().name().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
