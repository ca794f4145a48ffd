package io.haulm.engine.keyspace.sortedset;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A few short members in order, one behind the other in one array: 8 bytes of score, a byte with
 * the length, the member.
 */
final class PackedRanking extends Ranking {
  /** With more members than this another form is quicker. */
  static final int MEMBERS_MAX = 128;

  /** The longest member that is packed, in bytes. */
  static final int MEMBER_BYTES_MAX = 64;

  private static final VarHandle SCORE =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int HEAD_BYTES = Double.BYTES + 1;
  private static final int BASE_BYTES = 40;
  private static final int CAPACITY_MIN = 32;
  private static final int NOWHERE = -1;

  private byte[] packed;
  private int end;
  private int count;

  PackedRanking() {
    this(new byte[CAPACITY_MIN], 0, 0);
  }

  private PackedRanking(byte[] packed, int end, int count) {
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
    return BASE_BYTES + (long) packed.length;
  }

  @Override
  double score(byte[] member) {
    int start = find(member);
    return start == NOWHERE ? Double.NaN : scoreAt(start);
  }

  @Override
  boolean suits(byte[] another) {
    return count < MEMBERS_MAX && another.length <= MEMBER_BYTES_MAX;
  }

  @Override
  void put(byte[] member, double score) {
    remove(member);
    int start = startAt(place(Cut.before(score, member)));
    int length = HEAD_BYTES + member.length;
    if (end + length > packed.length) {
      packed = Arrays.copyOf(packed, end + length + (end + length) / 4);
    }
    System.arraycopy(packed, start, packed, start + length, end - start);
    SCORE.set(packed, start, score);
    packed[start + Double.BYTES] = (byte) member.length;
    System.arraycopy(member, 0, packed, start + HEAD_BYTES, member.length);
    end += length;
    count++;
  }

  @Override
  void remove(byte[] member) {
    int start = find(member);
    if (start != NOWHERE) {
      int next = next(start);
      System.arraycopy(packed, next, packed, start, end - next);
      end -= next - start;
      count--;
    }
  }

  @Override
  int place(Cut cut) {
    int place = 0;
    int start = 0;
    while (start < end && cut.isBehind(scoreAt(start), packed, start + HEAD_BYTES, next(start))) {
      start = next(start);
      place++;
    }
    return place;
  }

  @Override
  void forEach(int from, int to, ScoreConsumer consumer) {
    int start = startAt(from);
    for (int place = from; place < to; place++) {
      show(start, consumer);
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
      show(starts[place], consumer);
    }
  }

  @Override
  Ranking copy() {
    return new PackedRanking(packed.clone(), end, count);
  }

  private void show(int start, ScoreConsumer consumer) {
    consumer.accept(Arrays.copyOfRange(packed, start + HEAD_BYTES, next(start)), scoreAt(start));
  }

  private int find(byte[] member) {
    for (int start = 0; start < end; start = next(start)) {
      if (packed[start + Double.BYTES] == member.length
          && Arrays.equals(packed, start + HEAD_BYTES, next(start), member, 0, member.length)) {
        return start;
      }
    }
    return NOWHERE;
  }

  private int startAt(int place) {
    int start = 0;
    for (int i = 0; i < place; i++) {
      start = next(start);
    }
    return start;
  }

  private int next(int start) {
    return start + HEAD_BYTES + packed[start + Double.BYTES];
  }

  private double scoreAt(int start) {
    return (double) SCORE.get(packed, start);
  }
}
