package io.haulm.engine.keyspace;

import io.haulm.engine.Check;
import io.haulm.engine.Fact;
import io.haulm.engine.FactLog;
import org.jspecify.annotations.Nullable;

/**
 * Changes what must outlive a restart. Each change is first told to the fact log, then made, and
 * made by the same code that recovery uses; so what recovery restores is what was.
 */
final class KeyLedger {
  private final FactLog facts;
  private final Database[] databases;
  private final KeyIndex index = new KeyIndex();
  private final KeyTimers timers = new KeyTimers();
  private final ValueFactory values;
  private long lastId;
  private long bytes;
  private long noteBytes;
  private long changes;

  KeyLedger(FactLog facts, Database[] databases, ValueFactory values) {
    this.facts = facts;
    this.databases = databases;
    this.values = values;
  }

  KeyTimers timers() {
    return timers;
  }

  /** About how many bytes all keys and values take. */
  long bytes() {
    return bytes;
  }

  /** About how many of these bytes do not lie in the bodies of the keys' base records. */
  long noteBytes() {
    return noteBytes;
  }

  /** How many changes were made since the start. */
  long changes() {
    return changes;
  }

  KeyEntry create(Database database, byte[] name, Value empty, long expireMillis, KeyChange first) {
    KeyEntry entry = new KeyEntry(++lastId, database.number, name, empty, expireMillis);
    entry.position = facts.append(begun(entry, empty, expireMillis, true, first));
    entry.bodyBytes = facts.lastBodyBytes();
    changes++;
    empty.apply(first);
    enter(entry);
    return entry;
  }

  KeyEntry put(Database database, byte[] name, Value value, long expireMillis) {
    KeyEntry entry = new KeyEntry(++lastId, database.number, name, value, expireMillis);
    tellWhole(entry, value, expireMillis);
    changes++;
    enter(entry);
    return entry;
  }

  void replace(KeyEntry entry, Value value, long expireMillis) {
    long oldPosition = entry.position;
    int oldBodyBytes = entry.bodyBytes;
    long oldExpireMillis = entry.expireMillis;
    tellWhole(entry, value, expireMillis);
    changes++;
    entry.expireMillis = expireMillis;
    forget(oldPosition, oldBodyBytes);
    cancelSweep(entry);
    countVolatile(entry, oldExpireMillis);
    entry.value = value;
    settle(entry);
  }

  void change(KeyEntry entry, KeyChange change) {
    facts.append(new Fact.KeyChanged(entry.id, entry.value.type(), change));
    changes++;
    entry.value.apply(change);
    settle(entry);
  }

  /** The same for the key of this id, if there is one. */
  void timerChanged(long keyId) {
    KeyEntry entry = index.find(keyId);
    if (entry != null) {
      timerChanged(entry);
    }
  }

  /** What is due in a value has changed, though the value has not. */
  void timerChanged(KeyEntry entry) {
    timers.schedule(entry, entry.nextDueMillis());
  }

  void setExpiry(KeyEntry entry, long expireMillis) {
    facts.append(new Fact.KeyExpires(entry.id, expireMillis));
    changes++;
    applyExpiry(entry, expireMillis);
  }

  void delete(KeyEntry entry) {
    facts.append(new Fact.KeyDeleted(entry.id));
    changes++;
    discard(entry);
  }

  KeyEntry move(KeyEntry entry, int toDatabase, byte[] name) {
    facts.append(new Fact.KeyMoved(entry.id, toDatabase, name));
    changes++;
    return applyMove(entry, toDatabase, name);
  }

  void flush(Database database) {
    facts.append(new Fact.DatabaseFlushed(database.number));
    changes++;
    applyFlush(database);
  }

  void swap(int first, int second) {
    facts.append(new Fact.DatabasesSwapped(first, second));
    changes++;
    applySwap(first, second);
  }

  /** True when the log's record of this key that is still needed is the one at this position. */
  boolean holds(long keyId, long position) {
    KeyEntry entry = index.find(keyId);
    return entry != null && (entry.position == position || entry.sweepPosition == position);
  }

  /**
   * Writes a key anew, so that nothing before is needed for it any more. A large one is written
   * part by part: this is to be called until it is done, and the key may change in between.
   *
   * @param bytesMax about how much may be written at once
   * @return true when it is done
   */
  boolean rewrite(long keyId, long bytesMax) {
    KeyEntry entry = Check.present(index.find(keyId), "a key that is written anew exists");
    if (entry.sweep == null && entry.value.bytes() <= bytesMax) {
      rewriteAtOnce(entry);
      return true;
    }
    Sweep sweep = entry.sweep;
    if (sweep == null) {
      sweep = beginSweep(entry);
    }
    long written = 0;
    while (written < bytesMax) {
      KeyChange slice = sweep.next();
      if (slice == null) {
        facts.append(new Fact.KeySwept(entry.id));
        applySwept(entry);
        return true;
      }
      facts.append(new Fact.KeyChanged(entry.id, entry.value.type(), slice));
      written += Sweep.SLICE_BYTES;
    }
    return false;
  }

  private void rewriteAtOnce(KeyEntry entry) {
    long oldPosition = entry.position;
    int oldBodyBytes = entry.bodyBytes;
    cancelSweep(entry);
    tellWhole(entry, entry.value, entry.expireMillis);
    forget(oldPosition, oldBodyBytes);
  }

  private Sweep beginSweep(KeyEntry entry) {
    cancelSweep(entry);
    Sweep sweep = entry.value.sweep();
    entry.sweepPosition = facts.append(begun(entry, entry.value, entry.expireMillis, false, null));
    entry.sweepBodyBytes = facts.lastBodyBytes();
    entry.sweep = sweep;
    return sweep;
  }

  /** All that outlives segments and is not tied to a key. */
  Fact.KeyIdsTaken idsTaken() {
    return new Fact.KeyIdsTaken(lastId);
  }

  /** Makes a fact true that was read back from the log. */
  void replay(Fact.KeyFact fact, long position, int bodyBytes) {
    switch (fact) {
      case Fact.KeyBegun begun -> replayBegun(begun, position, bodyBytes);
      case Fact.KeyChanged changed -> {
        KeyEntry entry = index.find(changed.keyId());
        if (entry != null) {
          entry.value.apply(changed.change());
          settle(entry);
        }
      }
      case Fact.KeyExpires expires -> {
        KeyEntry entry = index.find(expires.keyId());
        if (entry != null) {
          applyExpiry(entry, expires.untilMillis());
        }
      }
      case Fact.KeyDeleted deleted -> {
        KeyEntry entry = index.find(deleted.keyId());
        if (entry != null) {
          discard(entry);
        }
      }
      case Fact.KeyMoved moved -> {
        KeyEntry entry = index.find(moved.keyId());
        if (entry != null) {
          applyMove(entry, moved.database(), moved.name());
        }
      }
      case Fact.KeySwept swept -> {
        KeyEntry entry = index.find(swept.keyId());
        if (entry != null) {
          applySwept(entry);
        }
      }
      case Fact.DatabaseFlushed flushed -> applyFlush(databases[flushed.database()]);
      case Fact.DatabasesSwapped swapped -> applySwap(swapped.first(), swapped.second());
      case Fact.KeyIdsTaken taken -> lastId = Math.max(lastId, taken.keyId());
    }
  }

  // All slices are told in one batch, so recovery sees them all or none.
  private void tellWhole(KeyEntry entry, Value value, long expireMillis) {
    Sweep sweep = value.sweep();
    entry.position = facts.append(begun(entry, value, expireMillis, true, sweep.next()));
    entry.bodyBytes = facts.lastBodyBytes();
    for (KeyChange slice = sweep.next(); slice != null; slice = sweep.next()) {
      facts.append(new Fact.KeyChanged(entry.id, value.type(), slice));
    }
  }

  private static Fact.KeyBegun begun(
      KeyEntry entry, Value value, long expireMillis, boolean isWhole, @Nullable KeyChange first) {
    return new Fact.KeyBegun(
        entry.id, entry.database, entry.name(), value.type(), expireMillis, isWhole, first);
  }

  private void replayBegun(Fact.KeyBegun begun, long position, int bodyBytes) {
    lastId = Math.max(lastId, begun.keyId());
    KeyEntry known = index.find(begun.keyId());
    if (known != null && begun.isWhole()) {
      discard(known);
      known = null;
    }
    if (known != null) {
      cancelSweep(known);
      known.sweepPosition = position;
      known.sweepBodyBytes = bodyBytes;
      return;
    }
    Value value = values.empty(begun.type());
    KeyEntry entry =
        new KeyEntry(begun.keyId(), begun.database(), begun.name(), value, begun.expireMillis());
    entry.position = position;
    entry.bodyBytes = bodyBytes;
    KeyChange first = begun.first();
    if (first != null) {
      value.apply(first);
    }
    enter(entry);
  }

  private void applySwept(KeyEntry entry) {
    if (entry.sweepPosition != FactLog.NOWHERE) {
      forget(entry.position, entry.bodyBytes);
      entry.position = entry.sweepPosition;
      entry.bodyBytes = entry.sweepBodyBytes;
      entry.sweepPosition = FactLog.NOWHERE;
      entry.sweep = null;
    }
  }

  private void cancelSweep(KeyEntry entry) {
    forget(entry.sweepPosition, entry.sweepBodyBytes);
    entry.sweepPosition = FactLog.NOWHERE;
    entry.sweep = null;
  }

  private void enter(KeyEntry entry) {
    Database database = databases[entry.database];
    database.keys.add(entry);
    database.volatileKeys += entry.isVolatile() ? 1 : 0;
    index.add(entry);
    settle(entry);
  }

  private void discard(KeyEntry entry) {
    Database database = databases[entry.database];
    database.keys.remove(entry.name());
    database.volatileKeys -= entry.isVolatile() ? 1 : 0;
    leave(entry);
  }

  private void leave(KeyEntry entry) {
    index.remove(entry);
    timers.schedule(entry, Long.MAX_VALUE);
    uncount(entry);
    cancelSweep(entry);
    forget(entry.position, entry.bodyBytes);
  }

  private void applyExpiry(KeyEntry entry, long expireMillis) {
    long old = entry.expireMillis;
    entry.expireMillis = expireMillis;
    countVolatile(entry, old);
    timers.schedule(entry, entry.nextDueMillis());
  }

  private void countVolatile(KeyEntry entry, long oldExpireMillis) {
    int was = oldExpireMillis == KeyEntry.NEVER ? 0 : 1;
    databases[entry.database].volatileKeys += (entry.isVolatile() ? 1 : 0) - was;
  }

  private KeyEntry applyMove(KeyEntry entry, int toDatabase, byte[] name) {
    Database from = databases[entry.database];
    from.keys.remove(entry.name());
    from.volatileKeys -= entry.isVolatile() ? 1 : 0;
    timers.schedule(entry, Long.MAX_VALUE);
    uncount(entry);
    KeyEntry moved = new KeyEntry(entry.id, toDatabase, name, entry.value, entry.expireMillis);
    moved.position = entry.position;
    moved.bodyBytes = entry.bodyBytes;
    moved.sweepPosition = entry.sweepPosition;
    moved.sweepBodyBytes = entry.sweepBodyBytes;
    moved.sweep = entry.sweep;
    index.replace(moved);
    Database to = databases[toDatabase];
    to.keys.add(moved);
    to.volatileKeys += moved.isVolatile() ? 1 : 0;
    settle(moved);
    return moved;
  }

  private void applyFlush(Database database) {
    database.keys.forEach(this::leave);
    database.clear();
  }

  private void applySwap(int first, int second) {
    Database one = databases[first];
    Database other = databases[second];
    one.keys.forEach(entry -> entry.database = second);
    other.keys.forEach(entry -> entry.database = first);
    var keys = one.keys;
    one.keys = other.keys;
    other.keys = keys;
    int count = one.volatileKeys;
    one.volatileKeys = other.volatileKeys;
    other.volatileKeys = count;
  }

  private void settle(KeyEntry entry) {
    uncount(entry);
    entry.countedBytes = entry.bytes();
    entry.countedNoteBytes = Math.max(0, entry.countedBytes - entry.bodyBytes);
    bytes += entry.countedBytes;
    noteBytes += entry.countedNoteBytes;
    timers.schedule(entry, entry.nextDueMillis());
  }

  private void uncount(KeyEntry entry) {
    bytes -= entry.countedBytes;
    noteBytes -= entry.countedNoteBytes;
  }

  private void forget(long position, int bodyBytes) {
    if (position != FactLog.NOWHERE) {
      facts.forget(position, bodyBytes);
    }
  }
}
