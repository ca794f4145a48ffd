package io.haulm.server.store;

import io.haulm.engine.keyspace.sortedset.SortedSetChange;

/** Changes of sorted sets. */
final class SortedSetChangeCodec implements ChangeCodec<SortedSetChange> {
  private static final int SCORED = 1;
  private static final int REMOVED = 2;

  @Override
  public void write(HeadWriter writer, SortedSetChange change) {
    switch (change) {
      case SortedSetChange.Scored(byte[][] members, double[] scores) -> {
        writer.writeByte(SCORED);
        SetChangeCodec.writeMembers(writer, members);
        for (double score : scores) {
          writer.writeDouble(score);
        }
      }
      case SortedSetChange.Removed(byte[][] members) -> {
        writer.writeByte(REMOVED);
        SetChangeCodec.writeMembers(writer, members);
      }
    }
  }

  @Override
  public SortedSetChange read(HeadReader reader) throws BadFactException {
    int kind = reader.readByte();
    return switch (kind) {
      case SCORED -> readScored(reader);
      case REMOVED -> new SortedSetChange.Removed(SetChangeCodec.readMembers(reader));
      default ->
          throw new BadFactException("kind " + kind + " of a sorted set's change is unknown");
    };
  }

  private static SortedSetChange readScored(HeadReader reader) throws BadFactException {
    byte[][] members = SetChangeCodec.readMembers(reader);
    double[] scores = new double[members.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = reader.readDouble();
      if (Double.isNaN(scores[i])) {
        throw new BadFactException("a score is no number");
      }
    }
    return new SortedSetChange.Scored(members, scores);
  }
}
