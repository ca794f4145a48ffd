package io.haulm.server.store;

import io.haulm.engine.keyspace.stream.StreamId;

/** Ids of stream entries: one as two varints, several as differences. */
final class StreamIdCodec {
  static void write(HeadWriter writer, StreamId id) {
    writer.writeVarint(id.millis());
    writer.writeVarint(id.sequence());
  }

  static StreamId read(HeadReader reader) throws BadFactException {
    return new StreamId(reader.readVarint(), reader.readVarint());
  }

  /** Writes ids that are given as two numbers each. */
  static void writeAll(HeadWriter writer, long[] ids) {
    writer.writeVarint(ids.length / 2);
    long millis = 0;
    long sequence = 0;
    for (int i = 0; i < ids.length; i += 2) {
      writer.writeSigned(ids[i] - millis);
      writer.writeSigned(ids[i + 1] - sequence);
      millis = ids[i];
      sequence = ids[i + 1];
    }
  }

  static long[] readAll(HeadReader reader) throws BadFactException {
    long[] ids = new long[reader.readCount("a number of ids") * 2];
    long millis = 0;
    long sequence = 0;
    for (int i = 0; i < ids.length; i += 2) {
      millis += reader.readSigned();
      sequence += reader.readSigned();
      ids[i] = millis;
      ids[i + 1] = sequence;
    }
    return ids;
  }

  private StreamIdCodec() {}
}
