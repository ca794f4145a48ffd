package io.haulm.server.store;

import io.haulm.engine.keyspace.stream.PackedEntries;
import io.haulm.engine.keyspace.stream.References;
import io.haulm.engine.keyspace.stream.StreamChange;
import io.haulm.engine.keyspace.stream.StreamId;
import io.haulm.engine.keyspace.stream.StreamOptions;
import java.util.ArrayList;
import java.util.List;

/** Changes of streams. */
final class StreamChangeCodec implements ChangeCodec<StreamChange> {
  private static final int ADDED = 1;
  private static final int ENTRIES = 2;
  private static final int DELETED = 3;
  private static final int TRIMMED = 4;
  private static final int COUNTERS = 5;
  private static final int SEVERAL = 6;
  private static final int CONFIGURED = 7;
  private static final int DELAYED = 8;
  private static final int DELAYED_ENTRIES = 9;
  private static final int DELAYED_GONE = 10;
  private static final int DUE = 11;
  private static final int PRODUCED = 12;
  private static final int PRODUCERS_FORGOTTEN = 13;
  private static final int GROUP_SET = 14;
  private static final int GROUP_GONE = 15;

  private final GroupChangeCodec groups = new GroupChangeCodec();

  @Override
  public void write(HeadWriter writer, StreamChange change) {
    switch (change) {
      case StreamChange.Added(StreamId id, byte[][] fields) -> {
        writer.writeByte(ADDED);
        writeEntry(writer, id, fields);
      }
      case StreamChange.Entries(List<PackedEntries> blocks) -> {
        writer.writeByte(ENTRIES);
        writeBlocks(writer, blocks);
      }
      case StreamChange.Deleted(long[] ids) -> {
        writer.writeByte(DELETED);
        StreamIdCodec.writeAll(writer, ids);
      }
      case StreamChange.Trimmed(StreamId upTo) -> {
        writer.writeByte(TRIMMED);
        StreamIdCodec.write(writer, upTo);
      }
      case StreamChange.Counters(StreamId lastId, long entriesAdded, StreamId maxDeletedId) -> {
        writer.writeByte(COUNTERS);
        StreamIdCodec.write(writer, lastId);
        writer.writeVarint(entriesAdded);
        StreamIdCodec.write(writer, maxDeletedId);
      }
      case StreamChange.Several(List<StreamChange> changes) -> {
        writer.writeByte(SEVERAL);
        writer.writeVarint(changes.size());
        changes.forEach(part -> write(writer, part));
      }
      case StreamChange.Configured(StreamOptions options) -> writeOptions(writer, options);
      case StreamChange.Delayed(StreamId id, byte[][] fields) -> {
        writer.writeByte(DELAYED);
        writeEntry(writer, id, fields);
      }
      case StreamChange.DelayedEntries(List<PackedEntries> blocks) -> {
        writer.writeByte(DELAYED_ENTRIES);
        writeBlocks(writer, blocks);
      }
      case StreamChange.DelayedGone(long[] ids) -> {
        writer.writeByte(DELAYED_GONE);
        StreamIdCodec.writeAll(writer, ids);
      }
      case StreamChange.Due(StreamId delayed, StreamId id) -> {
        writer.writeByte(DUE);
        StreamIdCodec.write(writer, delayed);
        StreamIdCodec.write(writer, id);
      }
      case StreamChange.Produced produced -> {
        writer.writeByte(PRODUCED);
        writer.writeBytes(produced.producer());
        writer.writeBytes(produced.key());
        StreamIdCodec.write(writer, produced.id());
        writer.writeVarint(produced.timeMillis());
      }
      case StreamChange.ProducersForgotten() -> writer.writeByte(PRODUCERS_FORGOTTEN);
      case StreamChange.GroupSet set -> {
        writer.writeByte(GROUP_SET);
        writer.writeVarint(set.group());
        writer.writeBytes(set.name());
        StreamIdCodec.write(writer, set.lastDelivered());
        writer.writeSigned(set.entriesRead());
      }
      case StreamChange.GroupGone(int group) -> {
        writer.writeByte(GROUP_GONE);
        writer.writeVarint(group);
      }
      case StreamChange.WithinGroup within -> groups.write(writer, within);
    }
  }

  @Override
  public StreamChange read(HeadReader reader) throws BadFactException {
    int kind = reader.readByte();
    return switch (kind) {
      case ADDED -> new StreamChange.Added(StreamIdCodec.read(reader), readFields(reader));
      case ENTRIES -> new StreamChange.Entries(readBlocks(reader));
      case DELETED -> new StreamChange.Deleted(StreamIdCodec.readAll(reader));
      case TRIMMED -> new StreamChange.Trimmed(StreamIdCodec.read(reader));
      case COUNTERS ->
          new StreamChange.Counters(
              StreamIdCodec.read(reader),
              reader.readVarint("a number of entries", Long.MAX_VALUE),
              StreamIdCodec.read(reader));
      case SEVERAL -> readSeveral(reader);
      case CONFIGURED -> readOptions(reader);
      case DELAYED -> new StreamChange.Delayed(StreamIdCodec.read(reader), readFields(reader));
      case DELAYED_ENTRIES -> new StreamChange.DelayedEntries(readBlocks(reader));
      case DELAYED_GONE -> new StreamChange.DelayedGone(StreamIdCodec.readAll(reader));
      case DUE -> new StreamChange.Due(StreamIdCodec.read(reader), StreamIdCodec.read(reader));
      case PRODUCED ->
          new StreamChange.Produced(
              reader.readBytes(),
              reader.readBytes(),
              StreamIdCodec.read(reader),
              reader.readVarint("a time", Long.MAX_VALUE));
      case PRODUCERS_FORGOTTEN -> new StreamChange.ProducersForgotten();
      case GROUP_SET ->
          new StreamChange.GroupSet(
              GroupChangeCodec.readNumber(reader),
              reader.readBytes(),
              StreamIdCodec.read(reader),
              reader.readSigned());
      case GROUP_GONE -> new StreamChange.GroupGone(GroupChangeCodec.readNumber(reader));
      default -> groups.read(reader, kind);
    };
  }

  private static void writeEntry(HeadWriter writer, StreamId id, byte[][] fields) {
    StreamIdCodec.write(writer, id);
    writer.writeByteArrays(fields);
  }

  private static byte[][] readFields(HeadReader reader) throws BadFactException {
    byte[][] fields = reader.readByteArrays();
    if (fields.length % 2 != 0) {
      throw new BadFactException("a field of an entry has no value");
    }
    return fields;
  }

  private static void writeBlocks(HeadWriter writer, List<PackedEntries> blocks) {
    writer.writeVarint(blocks.size());
    for (PackedEntries block : blocks) {
      StreamIdCodec.write(writer, block.base());
      writer.writeVarint(block.count());
      writer.writeBytes(block.bytes());
    }
  }

  private static List<PackedEntries> readBlocks(HeadReader reader) throws BadFactException {
    int count = reader.readCount("a number of blocks");
    List<PackedEntries> blocks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      StreamId base = StreamIdCodec.read(reader);
      int entries = (int) reader.readVarint("a number of entries", Integer.MAX_VALUE);
      blocks.add(new PackedEntries(base, entries, reader.readBytes()));
    }
    return blocks;
  }

  private StreamChange.Several readSeveral(HeadReader reader) throws BadFactException {
    int count = reader.readCount("a number of changes");
    List<StreamChange> changes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      changes.add(read(reader));
    }
    return new StreamChange.Several(changes);
  }

  private static void writeOptions(HeadWriter writer, StreamOptions options) {
    writer.writeByte(CONFIGURED);
    writer.writeVarint(options.idempotenceSeconds());
    writer.writeVarint(options.idempotenceIds());
    writer.writeByte(
        switch (options.trim()) {
          case KEEP -> 0;
          case DELETE -> 1;
          case ACKED -> 2;
        });
    writer.writeByte(options.freesAcked() ? 1 : 0);
  }

  private static StreamChange.Configured readOptions(HeadReader reader) throws BadFactException {
    int seconds =
        GroupChangeCodec.readAtLeastOne(
            reader, "a duration", StreamOptions.IDEMPOTENCE_SECONDS_MAX);
    int ids =
        GroupChangeCodec.readAtLeastOne(
            reader, "a number of ids", StreamOptions.IDEMPOTENCE_IDS_MAX);
    int trim = reader.readByte();
    References references =
        switch (trim) {
          case 0 -> References.KEEP;
          case 1 -> References.DELETE;
          case 2 -> References.ACKED;
          default -> throw new BadFactException("way " + trim + " of trimming is unknown");
        };
    return new StreamChange.Configured(
        new StreamOptions(seconds, ids, references, reader.readByte() != 0));
  }
}
