package io.haulm.engine.keyspace.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryRowTest {
  private final EntryRow row = new EntryRow();

  private static byte[][] fields(String... words) {
    byte[][] fields = new byte[words.length][];
    for (int i = 0; i < words.length; i++) {
      fields[i] = words[i].getBytes(StandardCharsets.UTF_8);
    }
    return fields;
  }

  private static List<String> words(EntryCursor entry) {
    List<String> words = new ArrayList<>();
    for (byte[] word : entry.fields()) {
      words.add(new String(word, StandardCharsets.UTF_8));
    }
    return words;
  }

  private List<String> all() {
    List<String> all = new ArrayList<>();
    EntryWalk walk = EntryWalk.upFrom(row, StreamId.MIN);
    while (walk.next()) {
      all.add(walk.entry().id() + " " + words(walk.entry()));
    }
    return all;
  }

  @Test
  void entriesWithOtherNamesLieAmongThoseWithTheSame() {
    row.add(1, 0, fields("a", "1", "b", "2"));
    row.add(2, 0, fields("a", "3", "b", "4"));
    row.add(3, 0, fields("a", "5"));
    row.add(4, 0, fields("b", "6", "a", "7"));

    assertThat(row.blocks()).isEqualTo(1);
    assertThat(all())
        .containsExactly("1-0 [a, 1, b, 2]", "2-0 [a, 3, b, 4]", "3-0 [a, 5]", "4-0 [b, 6, a, 7]");
  }

  @Test
  void anEntryLargerThanABlockHasOneForItself() {
    String large = "x".repeat(3 * EntryBlock.BYTES_MAX);
    row.add(1, 0, fields("a", "1"));
    row.add(2, 0, fields("a", large));
    row.add(3, 0, fields("a", "3"));

    assertThat(row.blocks()).isEqualTo(3);
    assertThat(all()).containsExactly("1-0 [a, 1]", "2-0 [a, " + large + "]", "3-0 [a, 3]");
  }

  @Test
  void anEntryMayHaveManyFields() {
    String[] words = new String[2000];
    for (int i = 0; i < words.length; i++) {
      words[i] = "w" + i;
    }
    row.add(1, 0, fields(words));
    row.add(2, 0, fields(words));
    assertThat(all()).containsExactly("1-0 " + List.of(words), "2-0 " + List.of(words));
  }

  @Test
  void idsMayBeFarApartAndAsLargeAsTheyGet() {
    row.add(0, 1, fields("a", "1"));
    row.add(5, -1, fields("a", "2"));
    row.add(6, 0, fields("a", "3"));
    row.add(-1, -1, fields("a", "4"));
    assertThat(all())
        .containsExactly(
            "0-1 [a, 1]",
            "5-18446744073709551615 [a, 2]",
            "6-0 [a, 3]",
            "18446744073709551615-18446744073709551615 [a, 4]");
  }

  @Test
  void aBlockThatIsHalfDeletedGivesItsRoomBack() {
    for (int i = 1; i <= 30; i++) {
      row.add(i, 0, fields("a", "x".repeat(100)));
    }
    row.add(31, 0, fields("a", "x".repeat(1200)));
    long full = row.memory();
    for (int i = 1; i <= 29; i += 2) {
      assertThat(row.remove(i, 0)).isTrue();
    }
    assertThat(row.remove(2, 0)).isTrue();
    assertThat(row.memory()).isLessThan(full - 15 * 100);
    assertThat(row.length()).isEqualTo(15);
  }

  @Test
  void allRoomIsGivenBackWhenAllEntriesGo() {
    long empty = row.memory();
    for (int i = 1; i <= 10_000; i++) {
      row.add(i, 0, fields("a", "1"));
    }
    assertThat(row.removeUpTo(new StreamId(9_999, 5))).isEqualTo(9_999);
    assertThat(row.remove(10_000, 0)).isTrue();
    assertThat(row.memory()).isLessThan(empty + 200);
  }

  @Test
  void entriesThatComeInAnyOrderFillTheirBlocks() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 20_000; i++) {
      row.add(random.nextInt(1, 1_000_000), 0, fields("a", "x".repeat(50)));
    }
    assertThat(row.memory() / row.length()).isLessThan(130);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theRowIsWhatAMapWouldBe(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TreeMap<StreamId, List<String>> model = new TreeMap<>();
    for (int i = 0; i < 4000; i++) {
      StreamId id = new StreamId(random.nextInt(1, 600), random.nextInt(3));
      switch (random.nextInt(20)) {
        case 0 -> {
          long gone = row.removeUpTo(id);
          assertThat(gone).isEqualTo(model.headMap(id, true).size());
          model.headMap(id, true).clear();
        }
        case 1, 2, 3, 4, 5 ->
            assertThat(row.remove(id.millis(), id.sequence())).isEqualTo(model.remove(id) != null);
        default -> {
          String[] words = anyFields(random);
          row.add(id.millis(), id.sequence(), fields(words));
          model.putIfAbsent(id, List.of(words));
        }
      }
    }
    assertThat(all()).isEqualTo(texts(model));
    assertThat(row.length()).isEqualTo(model.size());
    checkRanges(random, model);
    checkWayBack(model);
  }

  private static String[] anyFields(SplittableRandom random) {
    String value = "v".repeat(random.nextInt(random.nextInt(10) == 0 ? 5000 : 200));
    return random.nextInt(4) == 0 ? new String[] {"b", value, "c", "1"} : new String[] {"a", value};
  }

  private static List<String> texts(Map<StreamId, List<String>> model) {
    List<String> texts = new ArrayList<>();
    model.forEach((id, words) -> texts.add(id + " " + words));
    return texts;
  }

  private void checkRanges(SplittableRandom random, NavigableMap<StreamId, List<String>> model) {
    for (int i = 0; i < 200; i++) {
      StreamId from = new StreamId(random.nextInt(600), 1);
      StreamId to = new StreamId(from.millis() + random.nextInt(300), 1);
      assertThat(EntryWalk.count(row, from, to, Long.MAX_VALUE))
          .isEqualTo(model.subMap(from, true, to, true).size());
    }
  }

  private void checkWayBack(NavigableMap<StreamId, List<String>> model) {
    EntryWalk walk = EntryWalk.downFrom(row, StreamId.MAX);
    for (StreamId id : model.descendingKeySet()) {
      assertThat(walk.previous()).isTrue();
      assertThat(walk.entry().id()).isEqualTo(id);
    }
    assertThat(walk.previous()).isFalse();
  }
}
