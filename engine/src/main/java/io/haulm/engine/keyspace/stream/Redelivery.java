package io.haulm.engine.keyspace.stream;

import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyWriter;
import java.util.Arrays;

/**
 * Pending entries that are about to be delivered again. Those that were delivered too often go to
 * the dead letters instead; those without content are pending no more.
 */
final class Redelivery {
  private final KeyWriter writer;
  private final KeyEntry entry;
  private final Group group;
  private final IdList dead = new IdList();
  private final IdList gone = new IdList();
  private long[] deliveriesOfDead = new long[4];

  Redelivery(KeyWriter writer, KeyEntry entry, Group group) {
    this.writer = writer;
    this.entry = entry;
    this.group = group;
  }

  /** True when the entry can be delivered. Otherwise {@link #finish} does what is to be done. */
  boolean admits(StreamId id, long deliveries) {
    EntryRow entries = StreamValue.of(entry).entries();
    if (EntryWalk.find(entries, id.millis(), id.sequence()) == null) {
      gone.add(id);
      return false;
    }
    if (DeadLetters.isDue(writer, group, deliveries)) {
      if (dead.size() == deliveriesOfDead.length) {
        deliveriesOfDead = Arrays.copyOf(deliveriesOfDead, dead.size() * 2);
      }
      deliveriesOfDead[dead.size()] = deliveries;
      dead.add(id);
      return false;
    }
    return true;
  }

  /** The entries without content that were met. */
  IdList gone() {
    return gone;
  }

  /** Moves and settles what was not admitted; to be called when no list is being gone over. */
  void finish() {
    for (int i = 0; i < dead.size(); i++) {
      StreamId id = dead.get(i);
      EntryRow entries = StreamValue.of(entry).entries();
      EntryCursor found = EntryWalk.find(entries, id.millis(), id.sequence());
      if (found != null) {
        DeadLetters.add(writer, entry, group, found, deliveriesOfDead[i]);
      }
    }
    Acknowledging.settle(writer, entry, group, dead);
    if (!gone.isEmpty()) {
      writer.change(entry, new StreamChange.Settled(group.number, gone.toArray()));
    }
  }
}
