package io.haulm.server.store;

import io.haulm.engine.keyspace.string.StringChange;

/** Changes of strings. */
final class StringChangeCodec implements ChangeCodec<StringChange> {
  private static final int WHOLE = 1;
  private static final int RANGE = 2;

  @Override
  public void write(HeadWriter writer, StringChange change) {
    switch (change) {
      case StringChange.Whole(byte[] bytes) -> {
        writer.writeByte(WHOLE);
        writer.writeBytes(bytes);
      }
      case StringChange.Range(int offset, byte[] bytes) -> {
        writer.writeByte(RANGE);
        writer.writeVarint(offset);
        writer.writeBytes(bytes);
      }
    }
  }

  @Override
  public StringChange read(HeadReader reader) throws BadFactException {
    int kind = reader.readByte();
    return switch (kind) {
      case WHOLE -> new StringChange.Whole(reader.readBytes());
      case RANGE ->
          new StringChange.Range(
              (int) reader.readVarint("an offset", Integer.MAX_VALUE), reader.readBytes());
      default -> throw new BadFactException("kind " + kind + " of a string's change is unknown");
    };
  }
}
