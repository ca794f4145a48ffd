package io.haulm.engine.keyspace.stream;

import io.haulm.engine.Check;
import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.KeyFinders;
import io.haulm.engine.keyspace.KeyType;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.ReplySink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** XREAD. */
final class ReadCommands {
  static void register(CommandTable commands) {
    commands.add(
        CommandSpec.of(
                "xread",
                -4,
                Streams.GROUP,
                "5.0.0",
                "Returns messages from multiple streams with IDs greater than the ones requested."
                    + " Blocks until a message is available otherwise")
            .flags(Flag.READONLY, Flag.BLOCKING, Flag.MOVABLEKEYS)
            .withKeys(new CommandSpec.Keys.Movable(KeyFinders::streams, 0, 0, 0)),
        ReadCommands::read);
  }

  /** Entries of one stream that are to be told. */
  private record Found(byte[] key, EntryRow entries, StreamId from, int count) {}

  private static void read(Call call) {
    ReadWords words = new ReadWords(call, false);
    Budget budget = new Budget(words);
    List<Found> all = new ArrayList<>(words.streams);
    StreamId[] after = new StreamId[words.streams];
    @Nullable StreamValue[] streams = new @Nullable StreamValue[words.streams];
    for (int i = 0; i < words.streams; i++) {
      streams[i] = Streams.forReading(call, words.key(call, i));
      after[i] = lastRead(call, words.idPlace(i), streams[i]);
    }
    for (int i = 0; i < words.streams; i++) {
      StreamValue stream = streams[i];
      if (stream != null && !after[i].equals(StreamId.MAX)) {
        StreamId from = after[i].next();
        int count = count(stream.entries(), from, words.countMax, budget);
        if (count > 0) {
          all.add(new Found(words.key(call, i), stream.entries(), from, count));
        }
      }
    }
    if (!all.isEmpty()) {
      tell(call.reply(), all);
    } else if (words.mayWait) {
      keepPlaces(call, words, after);
      call.block(words.keys(call), KeyType.STREAM, words.deadlineMillis, ReplySink::nilArray);
    } else {
      call.reply().nilArray();
    }
  }

  private static StreamId lastRead(Call call, int place, @Nullable StreamValue stream) {
    byte[] word = call.arg(place);
    if (word.length != 1) {
      return StreamId.parse(word, 0);
    }
    return switch (word[0]) {
      case '$' -> stream == null ? StreamId.MIN : stream.lastId();
      case '+' -> beforeLast(stream);
      case '>' ->
          throw new RefusedException(
              "ERR The > ID can be specified only when calling XREADGROUP using the GROUP <group>"
                  + " <consumer> option.");
      default -> StreamId.parse(word, 0);
    };
  }

  private static StreamId beforeLast(@Nullable StreamValue stream) {
    if (stream == null) {
      return StreamId.MIN;
    }
    return stream.entries().length() == 0 ? stream.lastId() : stream.entries().lastId().previous();
  }

  // A client that waits for what comes after the last entry means the one that is the last now.
  private static void keepPlaces(Call call, ReadWords words, StreamId[] after) {
    for (int i = 0; i < words.streams; i++) {
      call.replace(words.idPlace(i), after[i].toBytes());
    }
  }

  private static int count(EntryRow entries, StreamId from, long max, Budget budget) {
    EntryWalk walk = EntryWalk.upFrom(entries, from);
    int count = 0;
    while (count < max && walk.next() && budget.allows(walk.entry())) {
      budget.take(walk.entry());
      count++;
    }
    return count;
  }

  private static void tell(ReplySink reply, List<Found> all) {
    beginStreams(reply, all.size());
    for (Found found : all) {
      beginStream(reply, found.key);
      reply.array(found.count);
      EntryWalk walk = EntryWalk.upFrom(found.entries, found.from);
      for (int i = 0; i < found.count; i++) {
        Check.invariant(walk.next(), "a stream has as many entries as were counted");
        EntryReplies.entry(reply, walk.entry());
      }
    }
  }

  /** The head of a reply with entries of several streams. */
  static void beginStreams(ReplySink reply, int count) {
    if (reply.isResp3()) {
      reply.map(count);
    } else {
      reply.array(count);
    }
  }

  /** The head of one stream in such a reply; its entries follow. */
  static void beginStream(ReplySink reply, byte[] key) {
    if (!reply.isResp3()) {
      reply.array(2);
    }
    reply.bulk(key);
  }

  private ReadCommands() {}
}
