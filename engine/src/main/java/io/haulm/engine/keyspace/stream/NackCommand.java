package io.haulm.engine.keyspace.stream;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.RefusedException;

/** XNACK. */
final class NackCommand {
  private static final int MODE = 3;
  private static final int IDS = 4;

  static void register(CommandTable commands) {
    commands.add(
        CommandSpec.of(
                "xnack",
                -7,
                Streams.GROUP,
                "8.8.0",
                "Releases pending messages back to the group without acknowledging them, for"
                    + " others to receive")
            .flags(Flag.WRITE, Flag.FAST)
            .oneKey(),
        call -> new NackCommand(call).run());
  }

  private final Call call;
  private final IdList ids;
  private boolean isForced;

  /** How often the entries count as delivered; negative: the mode says. */
  private long deliveries = -1;

  private NackCommand(Call call) {
    this.call = call;
    boolean isMode = call.is(MODE, "SILENT") || call.is(MODE, "FAIL") || call.is(MODE, "FATAL");
    if (!isMode || !call.is(IDS, "IDS")) {
      throw new RefusedException(RefusedException.SYNTAX);
    }
    ids = IdBlock.read(call, IDS);
    for (int place = IDS + 2 + ids.size(); place < call.count(); place++) {
      if (place + 1 < call.count() && call.is(place, "RETRYCOUNT")) {
        deliveries =
            call.integer(++place, 0, Long.MAX_VALUE, "ERR RETRYCOUNT must be non-negative");
      } else if (call.is(place, "FORCE")) {
        isForced = true;
      } else {
        throw new RefusedException(RefusedException.SYNTAX);
      }
    }
  }

  private void run() {
    KeyEntry entry = Streams.forChange(call, call.arg(1));
    Group group = entry == null ? null : StreamValue.of(entry).group(call.arg(2));
    if (entry == null || group == null) {
      throw Streams.noGroup(call.arg(1), call.arg(2));
    }
    EntryRow entries = StreamValue.of(entry).entries();
    Releasing releasing = new Releasing(call, entry, group);
    int count = 0;
    for (int i = 0; i < ids.size(); i++) {
      StreamId id = ids.get(i);
      PendingWalk walk = group.find(id);
      boolean isThere = EntryWalk.find(entries, id.millis(), id.sequence()) != null;
      if (walk != null || (isForced && isThere)) {
        releasing.add(id, deliveriesAfter(walk == null ? 0 : walk.deliveries()));
        count++;
      }
    }
    releasing.finish();
    call.reply().integer(count);
  }

  private long deliveriesAfter(long before) {
    if (deliveries >= 0) {
      return deliveries;
    }
    if (call.is(MODE, "FATAL")) {
      return Long.MAX_VALUE;
    }
    return call.is(MODE, "SILENT") ? Math.max(0, before - 1) : before;
  }
}
