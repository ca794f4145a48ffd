package io.haulm.engine.keyspace.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.Words;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class SetFormTest {
  private final SetValue set = new SetValue(3);

  @Test
  void wholeNumbersStandInARowUpToTheLimit() {
    addMany(IntegerMembers.MEMBERS_MAX, Integer::toString);
    assertThat(set.encoding()).isEqualTo("intset");
    add("-9223372036854775808");
    assertThat(set.encoding()).isEqualTo("hashtable");
    assertThat(set.size()).isEqualTo(IntegerMembers.MEMBERS_MAX + 1);
  }

  @Test
  void shortMembersArePackedUpToTheLimit() {
    addMany(PackedMembers.MEMBERS_MAX, i -> "m" + i);
    assertThat(set.encoding()).isEqualTo("listpack");
    add("one more");
    assertThat(set.encoding()).isEqualTo("hashtable");
    assertThat(set.size()).isEqualTo(PackedMembers.MEMBERS_MAX + 1);
  }

  @Test
  void aLongMemberIsNotPacked() {
    add("x".repeat(PackedMembers.MEMBER_BYTES_MAX));
    assertThat(set.encoding()).isEqualTo("listpack");
    add("y".repeat(PackedMembers.MEMBER_BYTES_MAX + 1));
    assertThat(set.encoding()).isEqualTo("hashtable");
  }

  @Test
  void aWordAmongNumbersPacksThem() {
    addMany(PackedMembers.MEMBERS_MAX - 1, Integer::toString);
    add("word");
    assertThat(set.encoding()).isEqualTo("listpack");
    assertThat(set.contains(Words.bytes("17"))).isTrue();
  }

  @Test
  void aWordAmongManyNumbersMakesATable() {
    addMany(PackedMembers.MEMBERS_MAX, Integer::toString);
    add("word");
    assertThat(set.encoding()).isEqualTo("hashtable");
    assertThat(set.contains(Words.bytes("17"))).isTrue();
  }

  @Test
  void aNumberInAnotherSpellingIsNoNumber() {
    add("+1");
    add("01");
    add("1");
    assertThat(set.size()).isEqualTo(3);
    assertThat(set.encoding()).isEqualTo("listpack");
  }

  @Test
  void aCopySharesNothingThatChanges() {
    for (int size : new int[] {10, 200, 1000}) {
      addMany(size, Integer::toString);
      SetValue copy = (SetValue) set.copy();
      set.apply(new SetChange.Removed(new byte[][] {Words.bytes("7")}));
      add("new" + size);
      assertThat(copy.contains(Words.bytes("7"))).isTrue();
      assertThat(copy.contains(Words.bytes("new" + size))).isFalse();
    }
  }

  private void addMany(int count, IntFunction<String> names) {
    for (int i = 0; i < count; i++) {
      add(names.apply(i));
    }
  }

  private void add(String member) {
    set.apply(new SetChange.Added(new byte[][] {Words.bytes(member)}));
  }
}
