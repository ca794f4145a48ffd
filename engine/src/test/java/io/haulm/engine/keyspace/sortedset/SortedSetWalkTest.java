package io.haulm.engine.keyspace.sortedset;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.KeyChange;
import io.haulm.engine.keyspace.Sweep;
import io.haulm.engine.keyspace.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sorted set beside a plain map, one that is told its changes, and one out of a sweep. */
class SortedSetWalkTest {
  private static final int STEPS = 4000;

  private final SortedSetValue value = new SortedSetValue(21);
  private final SortedSetValue replica = new SortedSetValue(22);
  private final Map<String, Double> model = new HashMap<>();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void allKnowTheSame(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    // Odd seeds stay in the small form for long, even ones are about the tree.
    int range = seed % 2 == 0 ? 3000 : 150;
    Sweep sweep = value.sweep();
    SortedSetValue swept = new SortedSetValue(23);
    for (int step = 0; step < STEPS; step++) {
      KeyChange change = change(random, range, step);
      value.apply(change);
      replica.apply(change);
      swept.apply(change);
      if (random.nextInt(50) == 0) {
        KeyChange slice = sweep.next();
        if (slice == null) {
          assertThat(content(swept)).as("step %s", step).isEqualTo(expected());
          sweep = value.sweep();
          swept = new SortedSetValue(step);
        } else {
          swept.apply(slice);
        }
      }
      assertThat(value.size()).isEqualTo(model.size());
      assertThat(value.isEmpty()).isEqualTo(model.isEmpty());
      if (step % 10 == 0) {
        lookAtOne(random, range);
      }
    }
    assertThat(content(value)).isEqualTo(expected());
    assertThat(content(replica)).isEqualTo(expected());
    assertThat(content((SortedSetValue) value.copy())).isEqualTo(expected());
    assertThat(content(swept(value))).isEqualTo(expected());
  }

  @Test
  void shortMembersArePackedUpToTheLimit() {
    for (int i = 0; i < PackedRanking.MEMBERS_MAX; i++) {
      put("m" + i, i);
    }
    assertThat(value.encoding()).isEqualTo("listpack");
    put("m7", 1000);
    assertThat(value.encoding()).isEqualTo("listpack");
    put("one more", 0);
    assertThat(value.encoding()).isEqualTo("skiplist");
    assertThat(value.size()).isEqualTo(PackedRanking.MEMBERS_MAX + 1);
    assertThat(value.score(Words.bytes("m7"))).isEqualTo(1000);
  }

  @Test
  void aLongMemberIsNotPacked() {
    put("x".repeat(PackedRanking.MEMBER_BYTES_MAX), 1);
    assertThat(value.encoding()).isEqualTo("listpack");
    put("x".repeat(PackedRanking.MEMBER_BYTES_MAX + 1), 1);
    assertThat(value.encoding()).isEqualTo("skiplist");
  }

  private KeyChange change(SplittableRandom random, int range, int step) {
    boolean isAdding = random.nextInt(1000) < (step % 1000 < 600 ? 700 : 200);
    byte[][] members = new byte[random.nextInt(1, 6)][];
    double[] scores = new double[members.length];
    for (int i = 0; i < members.length; i++) {
      String member = name(random.nextInt(range), step);
      members[i] = Words.bytes(member);
      scores[i] = random.nextInt(-30, 30) / 2.0;
      if (isAdding) {
        model.put(member, scores[i]);
      } else {
        model.remove(member);
      }
    }
    return isAdding
        ? new SortedSetChange.Scored(members, scores)
        : new SortedSetChange.Removed(members);
  }

  private static String name(int number, int step) {
    return number % 70 == 0 && step > STEPS / 2 ? "long".repeat(20) + number : "m" + number;
  }

  private void lookAtOne(SplittableRandom random, int range) {
    String member = "m" + random.nextInt(range);
    assertThat(value.score(Words.bytes(member))).isEqualTo(model.getOrDefault(member, Double.NaN));
    double score = random.nextInt(-30, 30) / 2.0;
    assertThat(value.place(Cut.beforeScore(score)))
        .isEqualTo((int) model.values().stream().filter(other -> other < score).count());
    assertThat(value.place(Cut.behindScore(score)))
        .isEqualTo((int) model.values().stream().filter(other -> other <= score).count());
  }

  private void put(String member, double score) {
    value.apply(
        new SortedSetChange.Scored(new byte[][] {Words.bytes(member)}, new double[] {score}));
  }

  private List<String> expected() {
    return model.entrySet().stream()
        .sorted(
            Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .toList();
  }

  private static List<String> content(SortedSetValue value) {
    List<String> content = new ArrayList<>();
    value.forEach((member, score) -> content.add(score + " " + Words.text(member)));
    List<String> backwards = new ArrayList<>();
    value.forEachReversed(
        new Places(0, value.size()),
        (member, score) -> backwards.add(score + " " + Words.text(member)));
    assertThat(backwards.reversed()).isEqualTo(content);
    return content;
  }

  private static SortedSetValue swept(SortedSetValue value) {
    SortedSetValue swept = new SortedSetValue(24);
    List<KeyChange> slices = new ArrayList<>();
    Sweep sweep = value.sweep();
    for (KeyChange slice = sweep.next(); slice != null; slice = sweep.next()) {
      slices.add(slice);
    }
    slices.forEach(swept::apply);
    slices.forEach(swept::apply);
    return swept;
  }
}
