package io.haulm.engine.keyspace;

import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.PubSub.Kind;
import java.util.ArrayList;
import java.util.List;

/** SUBSCRIBE, PUBLISH and what belongs to them. */
final class PubSubCommands {
  private static final String GROUP = "pubsub";

  static void register(CommandTable commands) {
    subscribing(commands, "subscribe", "2.0.0", "Listens for messages to channels", Kind.CHANNEL);
    subscribing(commands, "psubscribe", "2.0.0", "Listens to channels by pattern", Kind.PATTERN);
    subscribing(commands, "ssubscribe", "7.0.0", "Listens to shard channels", Kind.SHARD);
    unsubscribing(commands, "unsubscribe", "2.0.0", "Stops listening to channels", Kind.CHANNEL);
    unsubscribing(commands, "punsubscribe", "2.0.0", "Stops listening by pattern", Kind.PATTERN);
    unsubscribing(commands, "sunsubscribe", "7.0.0", "Leaves shard channels", Kind.SHARD);
    commands.add(
        CommandSpec.of("publish", 3, GROUP, "2.0.0", "Sends a message to a channel")
            .flags(Flag.PUBSUB, Flag.FAST),
        call -> call.reply().integer(call.keyspace().pubSub().publish(call.arg(1), call.arg(2))));
    commands.add(
        CommandSpec.of("spublish", 3, GROUP, "7.0.0", "Sends a message to a shard channel")
            .flags(Flag.PUBSUB, Flag.FAST)
            .oneKey(),
        call ->
            call.reply()
                .integer(call.keyspace().pubSub().publishToShard(call.arg(1), call.arg(2))));
    commands.addContainer(
        CommandSpec.of("pubsub", -2, GROUP, "2.8.0", "Tells who listens to what"));
    looking(commands, "channels", -2, "Lists channels", call -> list(call, Kind.CHANNEL));
    looking(commands, "shardchannels", -2, "Lists shard channels", call -> list(call, Kind.SHARD));
    looking(commands, "numsub", -2, "Counts subscribers", call -> count(call, Kind.CHANNEL));
    looking(
        commands, "shardnumsub", -2, "Counts shard subscribers", call -> count(call, Kind.SHARD));
    looking(
        commands,
        "numpat",
        2,
        "Counts patterns",
        call -> call.reply().integer(call.keyspace().pubSub().count(Kind.PATTERN)));
  }

  private static void subscribing(
      CommandTable commands, String name, String since, String summary, Kind kind) {
    commands.add(
        CommandSpec.of(name, -2, GROUP, since, summary).flags(Flag.PUBSUB, Flag.NOSCRIPT),
        call -> subscribe(call, kind));
  }

  private static void unsubscribing(
      CommandTable commands, String name, String since, String summary, Kind kind) {
    commands.add(
        CommandSpec.of(name, -1, GROUP, since, summary).flags(Flag.PUBSUB, Flag.NOSCRIPT),
        call -> unsubscribe(call, kind));
  }

  private static void looking(
      CommandTable commands, String name, int arity, String summary, Handler handler) {
    commands.add(
        CommandSpec.of("pubsub|" + name, arity, GROUP, "2.8.0", summary).flags(Flag.PUBSUB),
        handler);
  }

  private static void subscribe(Call call, Kind kind) {
    for (int i = 1; i < call.count(); i++) {
      call.keyspace().pubSub().subscribe(call.client(), kind, call.arg(i), call.reply());
    }
  }

  private static void unsubscribe(Call call, Kind kind) {
    PubSub pubSub = call.keyspace().pubSub();
    if (call.count() == 1) {
      pubSub.unsubscribeAll(call.client(), kind, call.reply());
    }
    for (int i = 1; i < call.count(); i++) {
      pubSub.unsubscribe(call.client(), kind, call.arg(i), call.reply());
    }
  }

  private static void list(Call call, Kind kind) {
    if (call.count() > 3) {
      throw new RefusedException(CommandTable.wrongArity(call.spec()));
    }
    List<byte[]> names = new ArrayList<>(call.keyspace().pubSub().names(kind));
    if (call.count() == 3) {
      names.removeIf(name -> !Glob.matches(call.arg(2), name));
    }
    call.reply().array(names.size());
    names.forEach(call.reply()::bulk);
  }

  private static void count(Call call, Kind kind) {
    call.reply().array((call.count() - 2) * 2);
    for (int i = 2; i < call.count(); i++) {
      call.reply().bulk(call.arg(i));
      call.reply().integer(call.keyspace().pubSub().subscribers(kind, call.arg(i)));
    }
  }

  private PubSubCommands() {}
}
