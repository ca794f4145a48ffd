package io.haulm.server.store;

import io.haulm.engine.keyspace.hash.HashChange;

/** Changes of hashes. */
final class HashChangeCodec implements ChangeCodec<HashChange> {
  private static final int FIELDS = 1;
  private static final int VOLATILE_FIELDS = 2;
  private static final int EXPIRY = 3;
  private static final int GONE = 4;

  @Override
  public void write(HeadWriter writer, HashChange change) {
    switch (change) {
      case HashChange.Fields(byte[][] pairs) -> {
        writer.writeByte(FIELDS);
        writer.writeByteArrays(pairs);
      }
      case HashChange.VolatileFields(byte[][] pairs, long[] untilMillis) -> {
        writer.writeByte(VOLATILE_FIELDS);
        writer.writeByteArrays(pairs);
        for (long until : untilMillis) {
          writer.writeVarint(until);
        }
      }
      case HashChange.Expiry(byte[][] fields, long untilMillis) -> {
        writer.writeByte(EXPIRY);
        writer.writeByteArrays(fields);
        writer.writeVarint(untilMillis);
      }
      case HashChange.Gone(byte[][] fields) -> {
        writer.writeByte(GONE);
        writer.writeByteArrays(fields);
      }
    }
  }

  @Override
  public HashChange read(HeadReader reader) throws BadFactException {
    int kind = reader.readByte();
    return switch (kind) {
      case FIELDS -> new HashChange.Fields(readPairs(reader));
      case VOLATILE_FIELDS -> {
        byte[][] pairs = readPairs(reader);
        long[] untilMillis = new long[pairs.length / 2];
        for (int i = 0; i < untilMillis.length; i++) {
          untilMillis[i] = readTime(reader);
        }
        yield new HashChange.VolatileFields(pairs, untilMillis);
      }
      case EXPIRY -> {
        byte[][] fields = reader.readByteArrays();
        yield new HashChange.Expiry(fields, readTime(reader));
      }
      case GONE -> new HashChange.Gone(reader.readByteArrays());
      default -> throw new BadFactException("kind " + kind + " of a hash's change is unknown");
    };
  }

  private static byte[][] readPairs(HeadReader reader) throws BadFactException {
    byte[][] pairs = reader.readByteArrays();
    if (pairs.length % 2 != 0) {
      throw new BadFactException("a field of a hash has no value");
    }
    return pairs;
  }

  private static long readTime(HeadReader reader) throws BadFactException {
    return reader.readVarint("a time", Long.MAX_VALUE);
  }
}
