package io.haulm.server.store;

import io.haulm.engine.Fact;
import io.haulm.engine.keyspace.KeyChange;
import io.haulm.engine.keyspace.KeyType;
import io.haulm.engine.keyspace.Keyspace;
import io.haulm.engine.keyspace.hash.HashChange;
import io.haulm.engine.keyspace.list.ListChange;
import io.haulm.engine.keyspace.set.SetChange;
import io.haulm.engine.keyspace.sortedset.SortedSetChange;
import io.haulm.engine.keyspace.stream.StreamChange;
import io.haulm.engine.keyspace.string.StringChange;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/** Facts about the keyspace as the heads of journal records, and back. */
final class KeyFactCodec {
  /** All facts of the keyspace have this number or a higher one. */
  static final int FIRST_TYPE = 16;

  /** Added to the type of a fact that goes on in the record's body, behind its subject. */
  private static final int LONG = 0x80;

  private static final int VERSION = 1;

  private static final int KEY_BEGUN = 16;
  private static final int KEY_CHANGED = 17;
  private static final int KEY_DELETED = 18;
  private static final int KEY_EXPIRES = 19;
  private static final int KEY_MOVED = 20;
  private static final int KEY_SWEPT = 21;
  private static final int DATABASE_FLUSHED = 22;
  private static final int DATABASES_SWAPPED = 23;
  private static final int KEY_IDS_TAKEN = 24;

  /** Numbers of the types on disk. They are not the enum's ordinals, which may change. */
  private static final int STRING = 1;

  private static final int LIST = 2;
  private static final int HASH = 3;
  private static final int SET = 4;
  private static final int SORTED_SET = 5;
  private static final int STREAM = 6;

  private static final int IS_WHOLE = 1;
  private static final int HAS_FIRST = 2;

  private final StringChangeCodec strings = new StringChangeCodec();
  private final SetChangeCodec sets = new SetChangeCodec();
  private final SortedSetChangeCodec sortedSets = new SortedSetChangeCodec();
  private final ListChangeCodec lists = new ListChangeCodec();
  private final HashChangeCodec hashes = new HashChangeCodec();
  private final StreamChangeCodec streams = new StreamChangeCodec();

  /** Marks the fact that was just written as one that goes on in the record's body. */
  static void markAsLong(HeadWriter writer) {
    byte type = writer.written().get(ValueLayout.JAVA_BYTE, 0);
    writer.overwriteByte(0, type | LONG);
  }

  /** True when the head of a record says that its fact goes on in the body. */
  static boolean isLong(MemorySegment head) {
    return (head.get(ValueLayout.JAVA_BYTE, 0) & LONG) != 0;
  }

  /** The key that the record is the base of; -1 when it is the base of none. */
  static long begunKey(HeadReader reader, MemorySegment head) throws BadFactException {
    reader.begin(head);
    int type = reader.readByte() & ~LONG;
    int version = reader.readByte();
    return type == KEY_BEGUN && version == VERSION ? reader.readVarint() : -1;
  }

  /** Writes a fact, and returns where its subject ends. */
  int write(HeadWriter writer, Fact.KeyFact fact) {
    return switch (fact) {
      case Fact.KeyBegun begun -> writeBegun(writer, begun);
      case Fact.KeyChanged changed -> {
        int end = begin(writer, KEY_CHANGED, changed.keyId());
        writeType(writer, changed.type());
        writeChange(writer, changed.type(), changed.change());
        yield end;
      }
      case Fact.KeyDeleted deleted -> begin(writer, KEY_DELETED, deleted.keyId());
      case Fact.KeyExpires expires -> {
        int end = begin(writer, KEY_EXPIRES, expires.keyId());
        writer.writeVarint(expires.untilMillis());
        yield end;
      }
      case Fact.KeyMoved moved -> {
        int end = begin(writer, KEY_MOVED, moved.keyId());
        writer.writeVarint(moved.database());
        writer.writeBytes(moved.name());
        yield end;
      }
      case Fact.KeySwept swept -> begin(writer, KEY_SWEPT, swept.keyId());
      case Fact.DatabaseFlushed flushed -> begin(writer, DATABASE_FLUSHED, flushed.database());
      case Fact.DatabasesSwapped swapped -> {
        int end = begin(writer, DATABASES_SWAPPED, swapped.first());
        writer.writeVarint(swapped.second());
        yield end;
      }
      case Fact.KeyIdsTaken taken -> begin(writer, KEY_IDS_TAKEN, taken.keyId());
    };
  }

  Fact.KeyFact read(HeadReader reader, int markedType, FactCodec.BodySource body)
      throws BadFactException, IOException {
    int version = reader.readByte();
    if (version != VERSION) {
      throw new BadFactException("version " + version + " of a fact is unknown to this release");
    }
    long subject = reader.readVarint("a key's id", Long.MAX_VALUE);
    int type = markedType & ~LONG;
    if (type != markedType) {
      reader.continueWith(body.read());
    }
    return switch (type) {
      case KEY_BEGUN -> readBegun(reader, subject);
      case KEY_CHANGED -> {
        KeyType valueType = readType(reader);
        yield new Fact.KeyChanged(subject, valueType, readChange(reader, valueType));
      }
      case KEY_DELETED -> new Fact.KeyDeleted(subject);
      case KEY_EXPIRES -> new Fact.KeyExpires(subject, readTime(reader));
      case KEY_MOVED -> new Fact.KeyMoved(subject, readDatabase(reader), reader.readBytes());
      case KEY_SWEPT -> new Fact.KeySwept(subject);
      case DATABASE_FLUSHED -> new Fact.DatabaseFlushed(database(subject));
      case DATABASES_SWAPPED -> new Fact.DatabasesSwapped(database(subject), readDatabase(reader));
      case KEY_IDS_TAKEN -> new Fact.KeyIdsTaken(subject);
      default -> throw new BadFactException("type " + type + " of a fact is unknown");
    };
  }

  private static int begin(HeadWriter writer, int type, long subject) {
    writer.writeByte(type);
    writer.writeByte(VERSION);
    writer.writeVarint(subject);
    return writer.length();
  }

  private int writeBegun(HeadWriter writer, Fact.KeyBegun begun) {
    int end = begin(writer, KEY_BEGUN, begun.keyId());
    writer.writeVarint(begun.database());
    writer.writeBytes(begun.name());
    writeType(writer, begun.type());
    writer.writeVarint(begun.expireMillis());
    KeyChange first = begun.first();
    writer.writeByte((begun.isWhole() ? IS_WHOLE : 0) | (first == null ? 0 : HAS_FIRST));
    if (first != null) {
      writeChange(writer, begun.type(), first);
    }
    return end;
  }

  private Fact.KeyBegun readBegun(HeadReader reader, long keyId) throws BadFactException {
    int database = readDatabase(reader);
    byte[] name = reader.readBytes();
    KeyType type = readType(reader);
    long expireMillis = readTime(reader);
    int flags = reader.readByte();
    @Nullable KeyChange first = (flags & HAS_FIRST) == 0 ? null : readChange(reader, type);
    return new Fact.KeyBegun(
        keyId, database, name, type, expireMillis, (flags & IS_WHOLE) != 0, first);
  }

  private void writeChange(HeadWriter writer, KeyType type, KeyChange change) {
    switch (type) {
      case STRING -> strings.write(writer, (StringChange) change);
      case SET -> sets.write(writer, (SetChange) change);
      case SORTED_SET -> sortedSets.write(writer, (SortedSetChange) change);
      case LIST -> lists.write(writer, (ListChange) change);
      case HASH -> hashes.write(writer, (HashChange) change);
      case STREAM -> streams.write(writer, (StreamChange) change);
    }
  }

  private KeyChange readChange(HeadReader reader, KeyType type) throws BadFactException {
    return switch (type) {
      case STRING -> strings.read(reader);
      case SET -> sets.read(reader);
      case SORTED_SET -> sortedSets.read(reader);
      case LIST -> lists.read(reader);
      case HASH -> hashes.read(reader);
      case STREAM -> streams.read(reader);
    };
  }

  private static void writeType(HeadWriter writer, KeyType type) {
    writer.writeByte(
        switch (type) {
          case STRING -> STRING;
          case LIST -> LIST;
          case HASH -> HASH;
          case SET -> SET;
          case SORTED_SET -> SORTED_SET;
          case STREAM -> STREAM;
        });
  }

  private static KeyType readType(HeadReader reader) throws BadFactException {
    int type = reader.readByte();
    return switch (type) {
      case STRING -> KeyType.STRING;
      case LIST -> KeyType.LIST;
      case HASH -> KeyType.HASH;
      case SET -> KeyType.SET;
      case SORTED_SET -> KeyType.SORTED_SET;
      case STREAM -> KeyType.STREAM;
      default -> throw new BadFactException("type " + type + " of a value is unknown");
    };
  }

  private static int readDatabase(HeadReader reader) throws BadFactException {
    return (int) reader.readVarint("a database", Keyspace.DATABASES - 1);
  }

  private static int database(long number) throws BadFactException {
    if (number >= Keyspace.DATABASES) {
      throw new BadFactException("database " + number + " is unknown");
    }
    return (int) number;
  }

  private static long readTime(HeadReader reader) throws BadFactException {
    return reader.readVarint("a time", Long.MAX_VALUE);
  }
}
