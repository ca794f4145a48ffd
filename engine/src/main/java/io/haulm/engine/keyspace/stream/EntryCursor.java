package io.haulm.engine.keyspace.stream;

import io.haulm.engine.keyspace.ReplySink;
import java.util.Arrays;

/**
 * Goes over the entries of one block from its first on, passing those that are deleted. The block
 * must not change in between.
 */
final class EntryCursor {
  final EntryBlock block;

  /** Where the present entry begins. */
  int at;

  /** Where the next one begins. */
  int next;

  long millis;
  long sequence;
  private int flags;
  private int contentAt;

  EntryCursor(EntryBlock block) {
    this.block = block;
    next = block.entriesAt();
  }

  /** Goes on to the next entry; false when there is none. */
  boolean next() {
    while (next < block.end) {
      readHead();
      if ((flags & EntryBlock.DELETED) == 0) {
        return true;
      }
    }
    return false;
  }

  /** Goes on to the first entry whose id is not below this one; false when there is none. */
  boolean nextFrom(long fromMillis, long fromSequence) {
    next = Math.max(next, block.placeBefore(fromMillis, fromSequence));
    while (next()) {
      if (StreamId.compare(millis, sequence, fromMillis, fromSequence) >= 0) {
        block.remember(this);
        return true;
      }
    }
    return false;
  }

  /** Makes the entry that begins here the present one. */
  void moveTo(int entryAt) {
    next = entryAt;
    readHead();
  }

  private void readHead() {
    byte[] bytes = block.bytes;
    at = next;
    flags = bytes[at];
    int idAt = Varints.skip(bytes, at + 1);
    next = idAt + (int) Varints.read(bytes, at + 1);
    millis = block.baseMillis + Varints.read(bytes, idAt);
    int sequenceAt = Varints.skip(bytes, idAt);
    sequence = block.baseSequence + Varints.unzigzag(Varints.read(bytes, sequenceAt));
    contentAt = Varints.skip(bytes, sequenceAt);
  }

  StreamId id() {
    return new StreamId(millis, sequence);
  }

  /** How many fields the present entry has. */
  int fieldCount() {
    return (int) Varints.read(block.bytes, hasOwnNames() ? contentAt : 0);
  }

  /** About how many bytes the present entry has in a reply. */
  int contentBytes() {
    return next - contentAt;
  }

  /** Tells names and values of the present entry. */
  void tellFields(ReplySink reply) {
    int count = fieldCount();
    reply.array(count * 2);
    if (hasOwnNames()) {
      int word = Varints.skip(block.bytes, contentAt);
      for (int i = 0; i < count * 2; i++) {
        word = tellWord(reply, word);
      }
      return;
    }
    int name = Varints.skip(block.bytes, 0);
    int value = contentAt;
    for (int i = 0; i < count; i++) {
      name = tellWord(reply, name);
      value = tellWord(reply, value);
    }
  }

  private int tellWord(ReplySink reply, int wordAt) {
    int from = Varints.skip(block.bytes, wordAt);
    int length = (int) Varints.read(block.bytes, wordAt);
    reply.bulk(block.bytes, from, length);
    return from + length;
  }

  /** Names and values of the present entry, copied. */
  byte[][] fields() {
    int count = fieldCount();
    byte[][] fields = new byte[count * 2][];
    int name = Varints.skip(block.bytes, hasOwnNames() ? contentAt : 0);
    int value = contentAt;
    for (int i = 0; i < count; i++) {
      fields[i * 2] = word(name);
      name = block.wordEnd(name);
      if (hasOwnNames()) {
        fields[i * 2 + 1] = word(name);
        name = block.wordEnd(name);
      } else {
        fields[i * 2 + 1] = word(value);
        value = block.wordEnd(value);
      }
    }
    return fields;
  }

  private byte[] word(int wordAt) {
    return Arrays.copyOfRange(
        block.bytes, Varints.skip(block.bytes, wordAt), block.wordEnd(wordAt));
  }

  private boolean hasOwnNames() {
    return (flags & EntryBlock.OWN_NAMES) != 0;
  }
}
