package io.haulm.engine.keyspace.set;

import io.haulm.engine.keyspace.Chance;
import java.util.Arrays;
import java.util.function.Consumer;

/** A few short members one behind the other in one array, each behind a byte with its length. */
final class PackedMembers extends Members {
  /** With more members than this another form is quicker. */
  static final int MEMBERS_MAX = 128;

  /** The longest member that is packed, in bytes. */
  static final int MEMBER_BYTES_MAX = 64;

  private static final int BASE_BYTES = 40;
  private static final int CAPACITY_MIN = 16;

  private byte[] packed;
  private int end;
  private int count;

  PackedMembers() {
    this(new byte[CAPACITY_MIN], 0, 0);
  }

  private PackedMembers(byte[] packed, int end, int count) {
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
  boolean contains(byte[] member) {
    return startOf(member) >= 0;
  }

  @Override
  boolean suits(byte[] another) {
    return suits(count, another);
  }

  /** True when this form suits that many members together with one more. */
  static boolean suits(int members, byte[] another) {
    return members < MEMBERS_MAX && another.length <= MEMBER_BYTES_MAX;
  }

  @Override
  void add(byte[] member) {
    int newEnd = end + 1 + member.length;
    if (newEnd > packed.length) {
      packed = Arrays.copyOf(packed, newEnd + newEnd / 4);
    }
    packed[end] = (byte) member.length;
    System.arraycopy(member, 0, packed, end + 1, member.length);
    end = newEnd;
    count++;
  }

  @Override
  void remove(byte[] member) {
    int start = startOf(member);
    if (start >= 0) {
      int next = start + 1 + member.length;
      System.arraycopy(packed, next, packed, start, end - next);
      end -= next - start;
      count--;
    }
  }

  @Override
  void forEach(Consumer<byte[]> consumer) {
    for (int start = 0; start < end; start += 1 + packed[start]) {
      consumer.accept(memberAt(start));
    }
  }

  @Override
  byte[] random(Chance chance) {
    int start = 0;
    for (int i = chance.below(count); i > 0; i--) {
      start += 1 + packed[start];
    }
    return memberAt(start);
  }

  @Override
  Members copy() {
    return new PackedMembers(packed.clone(), end, count);
  }

  private byte[] memberAt(int start) {
    return Arrays.copyOfRange(packed, start + 1, start + 1 + packed[start]);
  }

  private int startOf(byte[] member) {
    for (int start = 0; start < end; start += 1 + packed[start]) {
      int first = start + 1;
      if (packed[start] == member.length
          && Arrays.equals(packed, first, first + member.length, member, 0, member.length)) {
        return start;
      }
    }
    return -1;
  }
}
