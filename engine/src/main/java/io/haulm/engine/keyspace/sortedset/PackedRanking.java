package io.haulm.engine.keyspace.sortedset;

import java.util.Arrays;

/**
 * A few short members in order, one behind the other in one array, each behind a byte with its
 * length; their scores in a row beside it.
 */
final class PackedRanking extends Ranking {
  /** With more members than this another form is quicker. */
  static final int MEMBERS_MAX = 128;

  /** The longest member that is packed, in bytes. */
  static final int MEMBER_BYTES_MAX = 64;

  private static final int BASE_BYTES = 64;
  private static final int MEMBERS_MIN = 2;
  private static final int CAPACITY_MIN = 16;
  private static final int NOWHERE = -1;

  private double[] scores;
  private byte[] packed;
  private int end;
  private int count;

  PackedRanking() {
    this(new double[MEMBERS_MIN], new byte[CAPACITY_MIN], 0, 0);
  }

  private PackedRanking(double[] scores, byte[] packed, int end, int count) {
    this.scores = scores;
    this.packed = packed;
    this.end = end;
    this.count = count;
  }

  @Override
  int size() {
    return count;
  }

  @Override
  String encoding() {
    return "listpack";
  }

  @Override
  long bytes() {
    return BASE_BYTES + (long) packed.length + (long) Double.BYTES * scores.length;
  }

  @Override
  double score(byte[] member) {
    int place = find(member);
    return place == NOWHERE ? Double.NaN : scores[place];
  }

  @Override
  boolean suits(byte[] another) {
    return count < MEMBERS_MAX && another.length <= MEMBER_BYTES_MAX;
  }

  @Override
  void put(byte[] member, double score) {
    remove(member);
    int place = place(Cut.before(score, member));
    int start = startOf(place);
    makeRoom(1 + member.length);
    System.arraycopy(scores, place, scores, place + 1, count - place);
    scores[place] = score;
    int next = start + 1 + member.length;
    System.arraycopy(packed, start, packed, next, end - start);
    packed[start] = (byte) member.length;
    System.arraycopy(member, 0, packed, start + 1, member.length);
    end += next - start;
    count++;
  }

  private void makeRoom(int bytes) {
    if (count == scores.length) {
      scores = Arrays.copyOf(scores, Math.min(MEMBERS_MAX, count + count / 2 + 1));
    }
    int newEnd = end + bytes;
    if (newEnd > packed.length) {
      packed = Arrays.copyOf(packed, newEnd + newEnd / 4);
    }
  }

  @Override
  void remove(byte[] member) {
    int place = find(member);
    if (place != NOWHERE) {
      int start = startOf(place);
      int next = next(start);
      System.arraycopy(packed, next, packed, start, end - next);
      System.arraycopy(scores, place + 1, scores, place, count - place - 1);
      end -= next - start;
      count--;
    }
  }

  @Override
  int place(Cut cut) {
    int place = 0;
    int start = 0;
    while (place < count && cut.isBehind(scores[place], packed, start + 1, next(start))) {
      start = next(start);
      place++;
    }
    return place;
  }

  @Override
  void forEach(int from, int to, ScoreConsumer consumer) {
    int start = startOf(from);
    for (int place = from; place < to; place++) {
      consumer.accept(memberAt(start), scores[place]);
      start = next(start);
    }
  }

  @Override
  void forEachReversed(int from, int to, ScoreConsumer consumer) {
    // They have to be walked forward, so their beginnings are noted on the way.
    int[] starts = new int[to];
    int start = 0;
    for (int place = 0; place < to; place++) {
      starts[place] = start;
      start = next(start);
    }
    for (int place = to - 1; place >= from; place--) {
      consumer.accept(memberAt(starts[place]), scores[place]);
    }
  }

  @Override
  Ranking copy() {
    return new PackedRanking(scores.clone(), packed.clone(), end, count);
  }

  private byte[] memberAt(int start) {
    return Arrays.copyOfRange(packed, start + 1, next(start));
  }

  private int find(byte[] member) {
    int start = 0;
    for (int place = 0; place < count; place++) {
      if (packed[start] == member.length
          && Arrays.equals(packed, start + 1, next(start), member, 0, member.length)) {
        return place;
      }
      start = next(start);
    }
    return NOWHERE;
  }

  private int startOf(int place) {
    int start = 0;
    for (int i = 0; i < place; i++) {
      start = next(start);
    }
    return start;
  }

  private int next(int start) {
    return start + 1 + packed[start];
  }
}
