package io.haulm.engine.keyspace;

import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.KeyspaceClient.Transaction;

/** MULTI and what belongs to it. */
final class TransactionCommands {
  private static final String GROUP = "transactions";

  static void register(CommandTable commands) {
    commands.add(
        CommandSpec.of("multi", 1, GROUP, "1.2.0", "Starts a transaction")
            .flags(Flag.NOSCRIPT, Flag.FAST, Flag.ALLOW_BUSY),
        TransactionCommands::multi);
    commands.add(
        CommandSpec.of("exec", 1, GROUP, "1.2.0", "Executes all commands in a transaction")
            .flags(Flag.NOSCRIPT, Flag.SKIP_MONITOR),
        TransactionCommands::exec);
    commands.add(
        CommandSpec.of("discard", 1, GROUP, "2.0.0", "Discards a transaction")
            .flags(Flag.NOSCRIPT, Flag.FAST, Flag.ALLOW_BUSY),
        TransactionCommands::discard);
    commands.add(
        CommandSpec.of(
                "watch", -2, GROUP, "2.2.0", "Makes a transaction depend on keys being unchanged")
            .flags(Flag.NOSCRIPT, Flag.FAST, Flag.ALLOW_BUSY)
            .keys(1, -1, 1),
        TransactionCommands::watch);
    commands.add(
        CommandSpec.of("unwatch", 1, GROUP, "2.2.0", "Forgets about watched keys")
            .flags(Flag.NOSCRIPT, Flag.FAST, Flag.ALLOW_BUSY),
        TransactionCommands::unwatch);
  }

  private static void multi(Call call) {
    if (call.client().transaction != null) {
      throw new RefusedException("ERR MULTI calls can not be nested");
    }
    call.client().transaction = new Transaction();
    call.reply().ok();
  }

  private static void exec(Call call) {
    Transaction transaction = take(call, "ERR EXEC without MULTI");
    // What has expired by now has changed, even if nobody has come round to it yet.
    for (KeyspaceClient.WatchedKey watched : call.client().watches) {
      var _ = call.in(watched.database().number).peek(watched.name());
    }
    boolean watchedHasChanged = call.client().watchedHasChanged;
    call.client().forgetWatches();
    if (transaction.isRefused) {
      throw new RefusedException("EXECABORT Transaction discarded because of previous errors.");
    }
    if (watchedHasChanged) {
      call.reply().nilArray();
      return;
    }
    call.reply().array(transaction.commands.size());
    for (KeyspaceClient.Queued queued : transaction.commands) {
      call.keyspace()
          .dispatcher()
          .run(
              new Call(
                  call.keyspace(),
                  call.client(),
                  call.nowMillis(),
                  queued.command(),
                  queued.argv(),
                  call.reply(),
                  Call.Origin.TRANSACTION));
    }
  }

  private static void discard(Call call) {
    var _ = take(call, "ERR DISCARD without MULTI");
    call.client().forgetWatches();
    call.reply().ok();
  }

  private static Transaction take(Call call, String refusal) {
    Transaction transaction = call.client().transaction;
    if (transaction == null) {
      throw new RefusedException(refusal);
    }
    call.client().transaction = null;
    return transaction;
  }

  private static void watch(Call call) {
    if (call.client().transaction != null) {
      throw new RefusedException("ERR WATCH inside MULTI is not allowed");
    }
    for (int i = 1; i < call.count(); i++) {
      // What has expired by now is gone before anybody watches it.
      var _ = call.peek(call.arg(i));
      call.database().watch(call.client(), call.arg(i));
    }
    call.reply().ok();
  }

  private static void unwatch(Call call) {
    call.client().forgetWatches();
    call.reply().ok();
  }

  private TransactionCommands() {}
}
