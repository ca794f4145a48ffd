package io.haulm.server.store;

import io.haulm.engine.keyspace.set.SetChange;
import java.util.ArrayList;
import java.util.List;

/** Changes of sets. */
final class SetChangeCodec implements ChangeCodec<SetChange> {
  private static final int ADDED = 1;
  private static final int REMOVED = 2;

  @Override
  public void write(HeadWriter writer, SetChange change) {
    switch (change) {
      case SetChange.Added(byte[][] members) -> {
        writer.writeByte(ADDED);
        writeMembers(writer, members);
      }
      case SetChange.Removed(byte[][] members) -> {
        writer.writeByte(REMOVED);
        writeMembers(writer, members);
      }
    }
  }

  @Override
  public SetChange read(HeadReader reader) throws BadFactException {
    int kind = reader.readByte();
    return switch (kind) {
      case ADDED -> new SetChange.Added(readMembers(reader));
      case REMOVED -> new SetChange.Removed(readMembers(reader));
      default -> throw new BadFactException("kind " + kind + " of a set's change is unknown");
    };
  }

  /** Writes how many there are, then each. */
  static void writeMembers(HeadWriter writer, byte[][] members) {
    writer.writeVarint(members.length);
    for (byte[] member : members) {
      writer.writeBytes(member);
    }
  }

  static byte[][] readMembers(HeadReader reader) throws BadFactException {
    // The number is not trusted with memory: a damaged one ends at the end of the record.
    List<byte[]> members = new ArrayList<>();
    long count = reader.readVarint("a number of members", Integer.MAX_VALUE);
    for (long i = 0; i < count; i++) {
      members.add(reader.readBytes());
    }
    return members.toArray(byte[][]::new);
  }
}
