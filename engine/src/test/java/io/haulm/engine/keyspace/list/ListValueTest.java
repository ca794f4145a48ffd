package io.haulm.engine.keyspace.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.Fact;
import io.haulm.engine.keyspace.KeyEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ListValueTest {
  private static final byte[] NAME = {'l'};

  private final ListFixture keys = new ListFixture();

  @Test
  void anElementOf100BytesTakesNoMoreThanInRedis() {
    String element = "e".repeat(100);
    for (int i = 0; i < 20_000; i++) {
      keys.run("LPUSH l " + element);
    }

    assertThat(list().bytes()).isLessThan(104L * 20_000);
  }

  @Test
  void aQueueThatIsFilledAndDrainedTakesNoMoreThanWhatIsInIt() {
    for (int i = 0; i < 20_000; i++) {
      keys.run("LPUSH l " + "e".repeat(1 + i % 150));
      if (i >= 100) {
        keys.run("RPOP l");
      }
    }

    assertThat(list().size()).isEqualTo(100);
    assertThat(list().bytes()).isLessThan(3 * 8 * 1024);
  }

  @Test
  void removingMostElementsGivesTheirMemoryBack() {
    for (int i = 0; i < 5000; i++) {
      keys.run("RPUSH l " + (i % 50 == 0 ? "keep" : "drop"));
    }

    keys.run("LREM l 0 drop");

    assertThat(list().size()).isEqualTo(100);
    assertThat(list().row().count()).isLessThanOrEqualTo(2);
    assertThat(list().bytes()).isLessThan(8 * 1024);
  }

  @Test
  void insertingAlwaysAtTheSamePlaceNeverRunsOutOfRoom() {
    keys.run("RPUSH l a z");
    for (int i = 0; i < 2000; i++) {
      keys.run("LINSERT l BEFORE z " + i);
    }

    assertThat(keys.run("LRANGE l 1998 -1")).isEqualTo("[1997 1998 1999 z]");
    assertThat(keys.recovered().run("LRANGE l 0 -1")).isEqualTo(keys.run("LRANGE l 0 -1"));
  }

  @Test
  void inALongListOnlyNeighboursAreRenumbered() {
    StringBuilder push = new StringBuilder("RPUSH l");
    for (int i = 0; i < 10_000; i++) {
      push.append(" e").append(i);
    }
    keys.run(push.toString());

    for (int i = 0; i < 200; i++) {
      keys.run("LINSERT l BEFORE e5000 x" + i);
    }

    List<Integer> renumbered =
        keys.facts.stream()
            .filter(fact -> fact instanceof Fact.KeyChanged)
            .map(fact -> ((Fact.KeyChanged) fact).change())
            .filter(change -> change instanceof ListChange.Renumbered)
            .map(change -> ((ListChange.Renumbered) change).elements().length)
            .toList();
    assertThat(renumbered).isNotEmpty().allMatch(count -> count < 500);
    assertThat(keys.run("LRANGE l 5199 5200")).isEqualTo("[x199 e5000]");
    assertThat(keys.recovered().run("LRANGE l 0 -1")).isEqualTo(keys.run("LRANGE l 0 -1"));
  }

  @Test
  void aListWhoseOrdersAreUsedUpIsNumberedAnew() {
    ListValue value = new ListValue();
    byte[][] elements = {bytes("a"), bytes("b")};
    value.apply(new ListChange.Row(ListValue.ORDER_MAX - ListValue.GAP, ListValue.GAP, elements));
    var _ = keys.keyspace.writer(keys.nowMillis, 0).put(NAME, value, KeyEntry.NEVER);

    assertThat(keys.run("RPUSH l c d")).isEqualTo(":4");

    assertThat(list().lastOrder()).isLessThan(4 * ListValue.GAP);
    assertThat(keys.run("LRANGE l 0 -1")).isEqualTo("[a b c d]");
    assertThat(keys.recovered().run("LRANGE l 0 -1")).isEqualTo("[a b c d]");
  }

  @Test
  void applyingAChangeAgainChangesNothing() {
    keys.run("RPUSH l a b c d e f");
    keys.run("LINSERT l AFTER c x");
    keys.run("LREM l 1 b");
    keys.run("LSET l 0 A");
    keys.run("RPOP l");
    int facts = keys.facts.size();
    String before = keys.run("LRANGE l 0 -1");

    for (int i = 1; i < facts; i++) {
      list().apply(((Fact.KeyChanged) keys.facts.get(i)).change());
    }

    assertThat(keys.run("LRANGE l 0 -1")).isEqualTo(before);
  }

  @Test
  void aLargeElementIsKeptAsTheArrayThatItCameIn() {
    byte[] large = new byte[Chunk.LONE_BYTES_MIN];
    var _ = keys.client().run(bytes("RPUSH"), NAME, large);

    assertThat(list().cursor(0, true).element()).isSameAs(large);
    assertThat(list().bytes()).isLessThan(large.length + 300L);
  }

  @Test
  void theEncodingFollowsTheSizeWithoutFlutter() {
    assertThat(ListValue.of(List.of(bytes("a"))).encoding()).isEqualTo("listpack");
    for (int i = 0; i < 81; i++) {
      keys.run("RPUSH l " + "e".repeat(100));
    }
    assertThat(list().encoding()).isEqualTo("quicklist");

    keys.run("LPOP l 20");
    assertThat(list().encoding()).isEqualTo("quicklist");
    keys.run("LPOP l 30");

    assertThat(list().encoding()).isEqualTo("listpack");
  }

  @Test
  void aCopySharesNothing() {
    keys.run("RPUSH l a b c");
    ListValue copy = (ListValue) list().copy();

    keys.run("LSET l 1 X");
    keys.run("RPUSH l d");

    assertThat(copy.size()).isEqualTo(3);
    assertThat(copy.cursor(1, true).element()).isEqualTo(bytes("b"));
  }

  private ListValue list() {
    return ListValue.of(Objects.requireNonNull(keys.entry("l")));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
