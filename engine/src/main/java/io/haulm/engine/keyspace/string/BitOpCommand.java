package io.haulm.engine.keyspace.string;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;
import io.haulm.engine.keyspace.RefusedException;
import java.util.Arrays;

/** BITOP: strings combined bit by bit. */
final class BitOpCommand {

  private enum Operation {
    AND,
    OR,
    XOR,
    NOT
  }

  static void register(CommandTable commands) {
    commands.add(
        CommandSpec.of("bitop", -4, BitCommands.GROUP, "2.6.0", "Combines strings bit by bit")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .keys(2, -1, 1),
        BitOpCommand::run);
  }

  private static void run(Call call) {
    Operation operation = operation(call);
    if (operation == Operation.NOT && call.count() != 4) {
      throw new RefusedException("ERR BITOP NOT must be called with a single source key.");
    }
    // Not their contents, of which each might be a copy: one key can be named many times.
    StringValue[] sources = new StringValue[call.count() - 3];
    int longest = 0;
    for (int i = 0; i < sources.length; i++) {
      KeyEntry entry = call.find(call.arg(i + 3), KeyType.STRING);
      sources[i] = entry == null ? new StringValue() : StringValue.of(entry);
      longest = Math.max(longest, sources[i].length());
    }
    byte[] target = call.arg(2);
    if (longest == 0) {
      KeyEntry old = call.peek(target);
      if (old != null) {
        call.delete(old);
        call.notify(EventClass.GENERIC, "del", target);
      }
    } else {
      call.checkRoom(longest);
      StringCommands.put(call, target, combine(operation, sources, longest), KeyEntry.NEVER);
    }
    call.reply().integer(longest);
  }

  private static Operation operation(Call call) {
    for (Operation operation : Operation.values()) {
      if (call.is(1, operation.name())) {
        return operation;
      }
    }
    throw new RefusedException(RefusedException.SYNTAX);
  }

  // A string that is shorter counts as if zeros stood behind it.
  private static byte[] combine(Operation operation, StringValue[] sources, int length) {
    byte[] result = new byte[length];
    for (int at = 0; at < sources[0].length(); at++) {
      result[at] = sources[0].at(at);
    }
    if (operation == Operation.NOT) {
      for (int at = 0; at < length; at++) {
        result[at] = (byte) ~result[at];
      }
    }
    for (int i = 1; i < sources.length; i++) {
      combine(operation, result, sources[i]);
    }
    return result;
  }

  private static void combine(Operation operation, byte[] result, StringValue source) {
    for (int at = 0; at < source.length(); at++) {
      switch (operation) {
        case AND -> result[at] &= source.at(at);
        case OR -> result[at] |= source.at(at);
        case XOR -> result[at] ^= source.at(at);
        case NOT -> throw new IllegalStateException("broken invariant: NOT has one source");
      }
    }
    if (operation == Operation.AND) {
      Arrays.fill(result, source.length(), result.length, (byte) 0);
    }
  }

  private BitOpCommand() {}
}
