package io.haulm.engine.keyspace.stream;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.RefusedException;
import java.util.Arrays;

/** XCFGSET and XGROUP CONFIG: what is set for streams and groups. */
final class ConfigCommands {
  static void register(CommandTable commands) {
    commands.add(
        CommandSpec.of("xcfgset", -4, Streams.GROUP, "8.6.0", "Sets the configuration of a stream")
            .flags(Flag.WRITE, Flag.FAST)
            .oneKey(),
        ConfigCommands::configureStream);
    GroupCommands.add(
        commands,
        "config",
        -6,
        "7.4.0",
        "Sets options of a consumer group",
        ConfigCommands::configureGroup);
  }

  private static void configureStream(Call call) {
    KeyEntry entry = Streams.forChange(call, call.arg(1));
    if (entry == null) {
      throw new RefusedException(RefusedException.NO_SUCH_KEY);
    }
    StreamOptions options = StreamValue.of(entry).options();
    boolean forgets = false;
    for (int place = 2; place < call.count(); place += 2) {
      if (place + 1 == call.count()) {
        throw new RefusedException(RefusedException.SYNTAX);
      }
      forgets |= call.is(place, "IDMP-DURATION") || call.is(place, "IDMP-MAXSIZE");
      options = with(call, place, options);
    }
    call.change(entry, new StreamChange.Configured(options));
    if (forgets) {
      call.change(entry, new StreamChange.ProducersForgotten());
    }
    call.reply().ok();
  }

  private static StreamOptions with(Call call, int place, StreamOptions options) {
    int value = place + 1;
    int seconds = options.idempotenceSeconds();
    int ids = options.idempotenceIds();
    References trim = options.trim();
    boolean freesAcked = options.freesAcked();
    if (call.is(place, "IDMP-DURATION")) {
      seconds =
          (int)
              call.integer(value, 1, StreamOptions.IDEMPOTENCE_SECONDS_MAX, "ERR invalid duration");
    } else if (call.is(place, "IDMP-MAXSIZE")) {
      ids = (int) call.integer(value, 1, StreamOptions.IDEMPOTENCE_IDS_MAX, "ERR invalid maxsize");
    } else if (call.is(place, "TRIM-REFERENCES")) {
      trim = references(call, value);
    } else if (call.is(place, "FREE-ACKED")) {
      freesAcked = yesOrNo(call, value);
    } else {
      throw new RefusedException(RefusedException.SYNTAX);
    }
    return new StreamOptions(seconds, ids, trim, freesAcked);
  }

  private static References references(Call call, int place) {
    References said = TrimOptions.readReferences(call, place);
    if (said == null) {
      throw new RefusedException(RefusedException.SYNTAX);
    }
    return said;
  }

  private static boolean yesOrNo(Call call, int place) {
    if (call.is(place, "yes")) {
      return true;
    }
    if (call.is(place, "no")) {
      return false;
    }
    throw new RefusedException("ERR argument must be 'yes' or 'no'");
  }

  private static void configureGroup(Call call) {
    KeyEntry entry = GroupCommands.existing(call);
    Group group = GroupCommands.existingGroup(call, entry);
    GroupOptions options = group.options;
    for (int place = 4; place < call.count(); place += 2) {
      if (place + 1 == call.count()) {
        throw new RefusedException(RefusedException.SYNTAX);
      }
      options = with(call, place, options);
    }
    if (options.deliveriesMax() > 0 && options.deadLetters().length == 0) {
      throw new RefusedException("ERR MAXDELIVERIES needs a DEADLETTER stream");
    }
    if (Arrays.equals(options.deadLetters(), call.arg(2))) {
      throw new RefusedException("ERR DEADLETTER must be another stream");
    }
    call.change(entry, new StreamChange.GroupConfigured(group.number, options));
    // Who waits may now get what nobody owns.
    call.signalReady(entry.name());
    call.reply().ok();
  }

  private static GroupOptions with(Call call, int place, GroupOptions options) {
    int value = place + 1;
    int deliveriesMax = options.deliveriesMax();
    byte[] deadLetters = options.deadLetters();
    boolean returnsOnClose = options.returnsOnClose();
    long idleMillis = options.consumerIdleMillis();
    if (call.is(place, "MAXDELIVERIES")) {
      String refusal = "ERR MAXDELIVERIES is out of range";
      deliveriesMax = (int) call.integer(value, 0, GroupOptions.DELIVERIES_MAX, refusal);
    } else if (call.is(place, "DEADLETTER")) {
      deadLetters = call.arg(value);
    } else if (call.is(place, "RETURNONCLOSE")) {
      returnsOnClose = yesOrNo(call, value);
    } else if (call.is(place, "CONSUMERIDLE")) {
      String refusal = "ERR CONSUMERIDLE is out of range";
      idleMillis = call.integer(value, 0, GroupOptions.CONSUMER_IDLE_MILLIS_MAX, refusal);
    } else {
      throw new RefusedException(RefusedException.SYNTAX);
    }
    return new GroupOptions(deliveriesMax, deadLetters, returnsOnClose, idleMillis);
  }

  private ConfigCommands() {}
}
