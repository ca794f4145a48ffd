package io.haulm.engine.keyspace.stream;

import io.haulm.engine.Check;
import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyFinders;
import io.haulm.engine.keyspace.KeyType;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.ReplySink;
import io.haulm.engine.keyspace.Words;
import java.util.ArrayList;
import java.util.List;

/** XREADGROUP. */
final class GroupReadCommands {
  static void register(CommandTable commands) {
    commands.add(
        CommandSpec.of(
                "xreadgroup",
                -7,
                Streams.GROUP,
                "5.0.0",
                "Returns new or historical messages from a stream for a consumer in a group."
                    + " Blocks until a message is available otherwise")
            .flags(Flag.WRITE, Flag.BLOCKING, Flag.MOVABLEKEYS)
            .withKeys(new CommandSpec.Keys.Movable(KeyFinders::streams, 0, 0, 0)),
        GroupReadCommands::read);
  }

  private static void read(Call call) {
    ReadWords words = new ReadWords(call, true);
    List<GroupReader> readers = new ArrayList<>(words.streams);
    for (int i = 0; i < words.streams; i++) {
      readers.add(reader(call, words, i));
    }
    Budget budget = new Budget(words);
    List<GroupReader> served = new ArrayList<>(readers.size());
    for (GroupReader reader : readers) {
      reader.begin();
      if (reader.take(budget)) {
        served.add(reader);
      }
    }
    if (!served.isEmpty()) {
      ReadCommands.beginStreams(call.reply(), served.size());
      served.forEach(reader -> reader.tell(call.reply()));
    } else if (words.mayWait) {
      readers.forEach(GroupReader::wakeWhenClaimable);
      call.blockUntilGone(
          words.keys(call), KeyType.STREAM, words.deadlineMillis, ReplySink::nilArray);
    } else {
      call.reply().nilArray();
    }
  }

  private static GroupReader reader(Call call, ReadWords words, int index) {
    byte[] key = words.key(call, index);
    byte[] groupName = Check.present(words.group, "XREADGROUP has a group");
    KeyEntry entry = call.find(key, KeyType.STREAM);
    Group group = entry == null ? null : StreamValue.of(entry).group(groupName);
    if (entry == null || group == null) {
      throw new RefusedException(
          "NOGROUP No such key '"
              + Words.text(key)
              + "' or consumer group '"
              + Words.text(groupName)
              + "' in XREADGROUP with GROUP option");
    }
    byte[] id = call.arg(words.idPlace(index));
    if (id.length == 1 && id[0] == '>') {
      return new GroupReader(call, words, entry, group, null);
    }
    if (id.length == 1 && (id[0] == '$' || id[0] == '+')) {
      throw meaningless((char) id[0]);
    }
    return new GroupReader(call, words, entry, group, StreamId.parse(id, 0));
  }

  private static RefusedException meaningless(char sign) {
    return new RefusedException(
        "ERR The "
            + sign
            + " ID is meaningless in the context of XREADGROUP: you want to read the history of"
            + " this consumer by specifying a proper ID, or use the > ID to get new messages. The "
            + sign
            + " ID would just return an empty result set.");
  }

  private GroupReadCommands() {}
}
