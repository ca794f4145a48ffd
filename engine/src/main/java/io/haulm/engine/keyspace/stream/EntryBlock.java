package io.haulm.engine.keyspace.stream;

import io.haulm.engine.Check;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Some entries that follow each other, packed into bytes.
 *
 * <p>The bytes begin with the field names of the entry that the block was begun with: how many,
 * then length and bytes of each. Then come the entries, each as
 *
 * <pre>
 *   flags       1 byte: DELETED, OWN_NAMES
 *   length      of what follows, varint
 *   millis      how much above the base, varint
 *   sequence    difference to the base's, zigzag varint
 *   content     without OWN_NAMES: length and bytes of each value;
 *               with it: how many pairs, then length and bytes of each name and value
 * </pre>
 *
 * <p>The base is not above any entry's id, and ids grow strictly among the entries that are not
 * deleted.
 */
final class EntryBlock {
  /** A block takes no more entries than this. */
  static final int ENTRIES_MAX = 100;

  /** A block of more than one entry has no more bytes than this. */
  static final int BYTES_MAX = 4096;

  static final int DELETED = 1;
  static final int OWN_NAMES = 2;

  private static final int CAPACITY_MIN = 128;
  // The object, its array's head, and its place in the row.
  private static final int BASE_BYTES = 88 + 16 + 8;

  final long baseMillis;
  final long baseSequence;

  /** The id of the last entry, deleted or not. */
  long lastMillis;

  long lastSequence;
  byte[] bytes;
  int end;

  /** How many entries there are, the deleted ones included. */
  int count;

  /** How many are not deleted. */
  int live;

  // An entry that was looked for, so that whoever reads on does not begin at the first one again;
  // 0 when none is known.
  private int knownAt;
  private long knownMillis;
  private long knownSequence;

  private EntryBlock(long baseMillis, long baseSequence, byte[] bytes) {
    this.baseMillis = baseMillis;
    this.baseSequence = baseSequence;
    this.bytes = bytes;
    lastMillis = baseMillis;
    lastSequence = baseSequence;
  }

  /** A block with this entry. */
  static EntryBlock of(long millis, long sequence, byte[][] fields) {
    int namesBytes = Varints.bytes(fields.length / 2);
    for (int i = 0; i < fields.length; i += 2) {
      namesBytes += Varints.bytes(fields[i].length) + fields[i].length;
    }
    EntryBlock block =
        new EntryBlock(millis, sequence, new byte[Math.max(CAPACITY_MIN, namesBytes)]);
    int at = Varints.write(block.bytes, 0, fields.length / 2);
    for (int i = 0; i < fields.length; i += 2) {
      at = writeWord(block.bytes, at, fields[i]);
    }
    block.end = at;
    block.append(millis, sequence, fields, false);
    return block;
  }

  /** A block of these entries, which are copied. */
  static EntryBlock of(PackedEntries packed) {
    EntryBlock block =
        new EntryBlock(packed.base().millis(), packed.base().sequence(), packed.bytes().clone());
    block.end = packed.bytes().length;
    block.count = packed.count();
    block.live = packed.count();
    EntryCursor cursor = new EntryCursor(block);
    while (cursor.next()) {
      block.lastMillis = cursor.millis;
      block.lastSequence = cursor.sequence;
    }
    return block;
  }

  EntryBlock copy() {
    EntryBlock copy = new EntryBlock(baseMillis, baseSequence, Arrays.copyOf(bytes, end));
    copy.lastMillis = lastMillis;
    copy.lastSequence = lastSequence;
    copy.end = end;
    copy.count = count;
    copy.live = live;
    return copy;
  }

  /** About how many bytes of memory it takes. */
  int memory() {
    return BASE_BYTES + bytes.length;
  }

  /** True when the id is above that of the last entry. */
  boolean endsBefore(long millis, long sequence) {
    return StreamId.compare(lastMillis, lastSequence, millis, sequence) < 0;
  }

  /** True when the last entry's id is above this one. */
  boolean endsAfter(StreamId id) {
    return StreamId.compare(lastMillis, lastSequence, id.millis(), id.sequence()) > 0;
  }

  /** True when the id is below the base. */
  boolean beginsAfter(long millis, long sequence) {
    return StreamId.compare(baseMillis, baseSequence, millis, sequence) > 0;
  }

  /** Appends an entry whose id is above all others, unless it is to have a block of its own. */
  boolean tryAppend(long millis, long sequence, byte[][] fields) {
    boolean ownNames = !hasNames(fields);
    if (!hasRoom(entryBytes(millis, sequence, fields, ownNames))) {
      return false;
    }
    append(millis, sequence, fields, ownNames);
    return true;
  }

  /** Puts an entry in between, unless it is too much for the block. */
  boolean tryInsert(int at, long millis, long sequence, byte[][] fields) {
    boolean ownNames = !hasNames(fields);
    int size = entryBytes(millis, sequence, fields, ownNames);
    if (!hasRoom(size)) {
      return false;
    }
    makeRoom(size);
    System.arraycopy(bytes, at, bytes, at + size, end - at);
    int written = write(at, millis, sequence, fields, ownNames);
    Check.invariant(written == at + size, "an entry takes the bytes that were counted");
    knownAt = 0;
    end += size;
    count++;
    live++;
    return true;
  }

  private boolean hasRoom(int size) {
    return count < ENTRIES_MAX && end + size <= BYTES_MAX;
  }

  private void append(long millis, long sequence, byte[][] fields, boolean ownNames) {
    makeRoom(entryBytes(millis, sequence, fields, ownNames));
    end = write(end, millis, sequence, fields, ownNames);
    count++;
    live++;
    lastMillis = millis;
    lastSequence = sequence;
  }

  /** The entry is deleted: its bytes stay until half of the block is. */
  void delete(EntryCursor cursor) {
    bytes[cursor.at] |= DELETED;
    live--;
    if (live * 2 < count) {
      dropDeleted();
    }
  }

  /** No bytes are kept in reserve: the block will hardly grow any more. */
  void seal() {
    if (bytes.length > end) {
      bytes = Arrays.copyOf(bytes, end);
    }
  }

  /** The entries that are not deleted. */
  PackedEntries packed() {
    EntryBlock all = this;
    if (live < count) {
      all = copy();
      all.dropDeleted();
    }
    return new PackedEntries(
        new StreamId(baseMillis, baseSequence), live, Arrays.copyOf(all.bytes, all.end));
  }

  /** The entries above this id that are not deleted; null when there are none. */
  @Nullable PackedEntries packedAfter(StreamId id) {
    if (live == 0 || beginsAfter(id.millis(), id.sequence())) {
      return live == 0 ? null : packed();
    }
    EntryBlock part = null;
    EntryCursor cursor = new EntryCursor(this);
    while (cursor.next()) {
      if (!cursor.id().isAfter(id)) {
        continue;
      }
      if (part == null) {
        part = of(cursor.millis, cursor.sequence, cursor.fields());
      } else {
        part.append(cursor.millis, cursor.sequence, cursor.fields());
      }
    }
    return part == null ? null : part.packed();
  }

  private void append(long millis, long sequence, byte[][] fields) {
    append(millis, sequence, fields, !hasNames(fields));
  }

  private void dropDeleted() {
    int to = entriesAt();
    EntryCursor cursor = new EntryCursor(this);
    byte[] kept = new byte[end];
    System.arraycopy(bytes, 0, kept, 0, to);
    while (cursor.next()) {
      System.arraycopy(bytes, cursor.at, kept, to, cursor.next - cursor.at);
      to += cursor.next - cursor.at;
    }
    bytes = Arrays.copyOf(kept, to);
    end = to;
    count = live;
    knownAt = 0;
  }

  /** From where on an entry with this id, or the next one, is to be looked for. */
  int placeBefore(long millis, long sequence) {
    boolean isKnown =
        knownAt > 0 && StreamId.compare(knownMillis, knownSequence, millis, sequence) <= 0;
    return isKnown ? knownAt : 0;
  }

  /** An entry was found here: others will be looked for near it. */
  void remember(EntryCursor found) {
    knownAt = found.at;
    knownMillis = found.millis;
    knownSequence = found.sequence;
  }

  /** Where the first entry is. */
  int entriesAt() {
    int names = (int) Varints.read(bytes, 0);
    int at = Varints.skip(bytes, 0);
    for (int i = 0; i < names; i++) {
      at = wordEnd(at);
    }
    return at;
  }

  private boolean hasNames(byte[][] fields) {
    int at = Varints.skip(bytes, 0);
    if (Varints.read(bytes, 0) != fields.length / 2) {
      return false;
    }
    for (int i = 0; i < fields.length; i += 2) {
      int from = Varints.skip(bytes, at);
      int to = from + (int) Varints.read(bytes, at);
      if (!Arrays.equals(bytes, from, to, fields[i], 0, fields[i].length)) {
        return false;
      }
      at = to;
    }
    return true;
  }

  private int entryBytes(long millis, long sequence, byte[][] fields, boolean ownNames) {
    int rest = restBytes(millis, sequence, fields, ownNames);
    return 1 + Varints.bytes(rest) + rest;
  }

  private int restBytes(long millis, long sequence, byte[][] fields, boolean ownNames) {
    long total =
        (long) Varints.bytes(millis - baseMillis)
            + Varints.bytes(Varints.zigzag(sequence - baseSequence))
            + (ownNames ? Varints.bytes(fields.length / 2) : 0);
    for (int i = ownNames ? 0 : 1; i < fields.length; i += ownNames ? 1 : 2) {
      total += Varints.bytes(fields[i].length) + fields[i].length;
    }
    Check.inRange("bytes of an entry", total, 0, Integer.MAX_VALUE - BYTES_MAX * 2);
    return (int) total;
  }

  private int write(int from, long millis, long sequence, byte[][] fields, boolean ownNames) {
    int at = from;
    bytes[at++] = (byte) (ownNames ? OWN_NAMES : 0);
    at = Varints.write(bytes, at, restBytes(millis, sequence, fields, ownNames));
    at = Varints.write(bytes, at, millis - baseMillis);
    at = Varints.write(bytes, at, Varints.zigzag(sequence - baseSequence));
    if (ownNames) {
      at = Varints.write(bytes, at, fields.length / 2);
    }
    for (int i = ownNames ? 0 : 1; i < fields.length; i += ownNames ? 1 : 2) {
      at = writeWord(bytes, at, fields[i]);
    }
    return at;
  }

  private static int writeWord(byte[] to, int at, byte[] word) {
    int from = Varints.write(to, at, word.length);
    System.arraycopy(word, 0, to, from, word.length);
    return from + word.length;
  }

  int wordEnd(int at) {
    return Varints.skip(bytes, at) + (int) Varints.read(bytes, at);
  }

  private void makeRoom(int more) {
    int needed = end + more;
    if (needed > bytes.length) {
      int doubled = Math.min(bytes.length * 2, BYTES_MAX);
      bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
    }
  }
}
