package io.haulm.server.store;

import io.haulm.engine.keyspace.stream.GroupOptions;
import io.haulm.engine.keyspace.stream.StreamChange;

/** Changes within the groups of streams. */
final class GroupChangeCodec {
  private static final int GROUP_CONFIGURED = 32;
  private static final int CONSUMER_SET = 33;
  private static final int CONSUMER_GONE = 34;
  private static final int DELIVERED = 35;
  private static final int PENDING = 36;
  private static final int SETTLED = 37;

  private static final int ROW_LONGS = 4;

  void write(HeadWriter writer, StreamChange.WithinGroup change) {
    switch (change) {
      case StreamChange.GroupConfigured(int group, GroupOptions options) -> {
        begin(writer, GROUP_CONFIGURED, group);
        writer.writeVarint(options.deliveriesMax());
        writer.writeBytes(options.deadLetters());
        writer.writeByte(options.returnsOnClose() ? 1 : 0);
        writer.writeVarint(options.consumerIdleMillis());
      }
      case StreamChange.ConsumerSet set -> {
        begin(writer, CONSUMER_SET, set.group());
        writer.writeVarint(set.consumer());
        writer.writeBytes(set.name());
        writer.writeVarint(set.seenMillis());
        writer.writeSigned(set.activeMillis());
      }
      case StreamChange.ConsumerGone(int group, int consumer) -> {
        begin(writer, CONSUMER_GONE, group);
        writer.writeVarint(consumer);
      }
      case StreamChange.Delivered delivered -> {
        begin(writer, DELIVERED, delivered.group());
        StreamIdCodec.write(writer, delivered.lastDelivered());
        writer.writeSigned(delivered.entriesRead());
        writeRows(writer, delivered.rows());
      }
      case StreamChange.Pending(int group, long[] rows) -> {
        begin(writer, PENDING, group);
        writeRows(writer, rows);
      }
      case StreamChange.Settled(int group, long[] ids) -> {
        begin(writer, SETTLED, group);
        StreamIdCodec.writeAll(writer, ids);
      }
    }
  }

  StreamChange.WithinGroup read(HeadReader reader, int kind) throws BadFactException {
    if (kind < GROUP_CONFIGURED || kind > SETTLED) {
      throw new BadFactException("kind " + kind + " of a stream's change is unknown");
    }
    int group = readNumber(reader);
    return switch (kind) {
      case GROUP_CONFIGURED -> new StreamChange.GroupConfigured(group, readOptions(reader));
      case CONSUMER_SET ->
          new StreamChange.ConsumerSet(
              group,
              readNumber(reader),
              reader.readBytes(),
              reader.readVarint("a time", Long.MAX_VALUE),
              reader.readSigned());
      case CONSUMER_GONE -> new StreamChange.ConsumerGone(group, readNumber(reader));
      case DELIVERED ->
          new StreamChange.Delivered(
              group, StreamIdCodec.read(reader), reader.readSigned(), readRows(reader));
      case PENDING -> new StreamChange.Pending(group, readRows(reader));
      default -> new StreamChange.Settled(group, StreamIdCodec.readAll(reader));
    };
  }

  static int readNumber(HeadReader reader) throws BadFactException {
    return readAtLeastOne(reader, "a number", Integer.MAX_VALUE);
  }

  static int readAtLeastOne(HeadReader reader, String name, int max) throws BadFactException {
    int number = (int) reader.readVarint(name, max);
    if (number == 0) {
      throw new BadFactException(name + " is 0");
    }
    return number;
  }

  private static void begin(HeadWriter writer, int kind, int group) {
    writer.writeByte(kind);
    writer.writeVarint(group);
  }

  private static GroupOptions readOptions(HeadReader reader) throws BadFactException {
    return new GroupOptions(
        (int) reader.readVarint("a number of deliveries", GroupOptions.DELIVERIES_MAX),
        reader.readBytes(),
        reader.readByte() != 0,
        reader.readVarint("an idle time", GroupOptions.CONSUMER_IDLE_MILLIS_MAX));
  }

  // Rows are much like the ones before: each number as the difference to that of the row before, or
  // to 0; the time of the first one as the difference to the id's milliseconds.
  private static void writeRows(HeadWriter writer, long[] rows) {
    writer.writeVarint(rows.length / ROW_LONGS);
    for (int at = 0; at < rows.length; at += ROW_LONGS) {
      for (int i = 0; i < ROW_LONGS; i++) {
        writer.writeSigned(rows[at + i] - expected(rows, at, i));
      }
    }
  }

  private static long[] readRows(HeadReader reader) throws BadFactException {
    long[] rows = new long[reader.readCount("a number of rows") * ROW_LONGS];
    for (int at = 0; at < rows.length; at += ROW_LONGS) {
      for (int i = 0; i < ROW_LONGS; i++) {
        rows[at + i] = expected(rows, at, i) + reader.readSigned();
      }
    }
    return rows;
  }

  private static long expected(long[] rows, int at, int place) {
    if (at > 0) {
      return rows[at + place - ROW_LONGS];
    }
    // Owner and count of the first row: owner 1, delivered once.
    return switch (place) {
      case 2 -> rows[0];
      case 3 -> (1L << Integer.SIZE) | 1;
      default -> 0;
    };
  }
}
