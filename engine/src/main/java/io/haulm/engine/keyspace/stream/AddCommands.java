package io.haulm.engine.keyspace.stream;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.RefusedException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** XADD and XTRIM. */
final class AddCommands {
  /** The longest time that an entry can be delayed: about 34 years. */
  static final long DELAY_MILLIS_MAX = 1L << 40;

  static void register(CommandTable commands) {
    commands.add(
        CommandSpec.of("xadd", -5, Streams.GROUP, "5.0.0", "Appends a new message to a stream")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
            .oneKey(),
        AddCommands::add);
    commands.add(
        CommandSpec.of(
                "xtrim",
                -4,
                Streams.GROUP,
                "5.0.0",
                "Deletes messages from the beginning of a stream")
            .flags(Flag.WRITE)
            .oneKey(),
        AddCommands::trim);
  }

  /** The words of an XADD. */
  private static final class Words {
    final TrimOptions trim = new TrimOptions();
    boolean isForExistingOnly;
    long delayMillis;
    byte @Nullable [] producer;
    byte @Nullable [] producerKey;
    int idPlace;

    Words(Call call) {
      int place = 2;
      while (place < call.count() && !call.is(place, "*")) {
        int next = readOption(call, place);
        if (next == place) {
          break;
        }
        place = next;
      }
      idPlace = place;
    }

    private int readOption(Call call, int place) {
      byte[] word = call.arg(place);
      if (word.length > 0 && word[0] >= '0' && word[0] <= '9') {
        return place;
      }
      if (call.is(place, "NOMKSTREAM")) {
        isForExistingOnly = true;
        return place + 1;
      }
      boolean hasValue = place + 1 < call.count();
      if (hasValue && call.is(place, "IDMPAUTO")) {
        producer = call.arg(place + 1);
        return place + 2;
      }
      if (place + 2 < call.count() && call.is(place, "IDMP")) {
        producer = call.arg(place + 1);
        producerKey = call.arg(place + 2);
        return place + 3;
      }
      if (hasValue && call.is(place, "DELAY")) {
        delayMillis =
            call.integer(place + 1, 0, DELAY_MILLIS_MAX, "ERR The DELAY argument is out of range");
        return place + 2;
      }
      return trim.read(call, place);
    }

    void finish(Call call) {
      boolean isAutomatic = idPlace < call.count() && call.is(idPlace, "*");
      if (!isAutomatic && idPlace < call.count()) {
        checkId(call.arg(idPlace));
      }
      trim.finish();
      int fields = call.count() - idPlace - 1;
      if (fields < 2 || fields % 2 != 0) {
        throw new RefusedException("ERR wrong number of arguments for 'xadd' command");
      }
      if (!isAutomatic && producer != null) {
        throw new RefusedException("ERR IDMP/IDMPAUTO can be used only with auto-generated IDs");
      }
      if (!isAutomatic && delayMillis > 0) {
        throw new RefusedException("ERR DELAY can be used only with auto-generated IDs");
      }
    }

    private static void checkId(byte[] word) {
      if (!endsWithStar(word) && StreamId.parse(word, 0).isZero()) {
        throw new RefusedException("ERR The ID specified in XADD must be greater than 0-0");
      }
    }
  }

  private static void add(Call call) {
    Words words = new Words(call);
    words.finish(call);
    byte[] name = call.arg(1);
    KeyEntry entry = Streams.forChange(call, name);
    if (entry == null && words.isForExistingOnly) {
      call.reply().nil();
      return;
    }
    byte[][] fields = Arrays.copyOfRange(call.argv(), words.idPlace + 1, call.count());
    StreamId known = Idempotence.find(call, entry, words.producer, words.producerKey, fields);
    if (known != null) {
      EntryReplies.id(call.reply(), known);
      return;
    }
    StreamId id;
    if (words.delayMillis > 0) {
      long dueMillis = call.nowMillis() + words.delayMillis;
      id = Adding.delayedId(entry == null ? null : StreamValue.of(entry), dueMillis);
      entry = Adding.delay(call, entry, name, id, fields);
    } else {
      id = newId(call, entry, call.arg(words.idPlace));
      entry = Adding.add(call, entry, name, id, fields);
    }
    Idempotence.remember(call, entry, words.producer, words.producerKey, fields, id);
    if (words.trim.isGiven()) {
      var _ = Trimming.trim(call, entry, words.trim);
    }
    EntryReplies.id(call.reply(), id);
  }

  private static StreamId newId(Call call, @Nullable KeyEntry entry, byte[] word) {
    StreamValue stream = entry == null ? null : StreamValue.of(entry);
    if (word.length == 1 && word[0] == '*') {
      if (entry != null) {
        Adding.addDue(call, entry);
      }
      return Adding.nextId(stream, call.nowMillis());
    }
    StreamId last = stream == null ? StreamId.MIN : stream.lastId();
    if (last.equals(StreamId.MAX)) {
      throw new RefusedException(Adding.EXHAUSTED);
    }
    StreamId id = endsWithStar(word) ? nextOfMillis(word, last) : StreamId.parse(word, 0);
    if (!id.isAfter(last)) {
      throw new RefusedException(Adding.NOT_ABOVE);
    }
    return id;
  }

  private static StreamId nextOfMillis(byte[] word, StreamId last) {
    long millis = StreamId.parseUnsigned(word, 0, word.length - 2);
    if (millis != last.millis()) {
      return new StreamId(millis, 0);
    }
    return last.sequence() == -1 ? last : last.next();
  }

  private static boolean endsWithStar(byte[] word) {
    return word.length > 2 && word[word.length - 1] == '*' && word[word.length - 2] == '-';
  }

  private static void trim(Call call) {
    TrimOptions options = new TrimOptions();
    int place = 2;
    while (place < call.count()) {
      int next = options.read(call, place);
      if (next == place) {
        throw new RefusedException(RefusedException.SYNTAX);
      }
      place = next;
    }
    options.finish();
    if (!options.isGiven()) {
      throw new RefusedException("ERR syntax error, XTRIM must be called with a trimming strategy");
    }
    KeyEntry entry = Streams.forChange(call, call.arg(1));
    call.reply().integer(entry == null ? 0 : Trimming.trim(call, entry, options));
  }

  private AddCommands() {}
}
