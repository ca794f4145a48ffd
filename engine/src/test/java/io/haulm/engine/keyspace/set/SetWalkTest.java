package io.haulm.engine.keyspace.set;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.Chance;
import io.haulm.engine.keyspace.KeyChange;
import io.haulm.engine.keyspace.Sweep;
import io.haulm.engine.keyspace.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A set beside a plain one, a set that is told its changes, and one that grows out of a sweep. */
class SetWalkTest {
  private static final int STEPS = 4000;

  private final SetValue set = new SetValue(11);
  private final SetValue replica = new SetValue(12);
  private final Set<String> model = new HashSet<>();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void allKnowTheSame(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    // Odd seeds stay in the small forms for long, even ones are about the table.
    int range = seed % 2 == 0 ? 3000 : 200;
    Sweep sweep = set.sweep();
    SetValue swept = new SetValue(13);
    for (int step = 0; step < STEPS; step++) {
      KeyChange change = change(random, range, step);
      set.apply(change);
      replica.apply(change);
      swept.apply(change);
      if (random.nextInt(50) == 0) {
        KeyChange slice = sweep.next();
        if (slice == null) {
          assertThat(members(swept)).as("step %s", step).isEqualTo(model);
          sweep = set.sweep();
          swept = new SetValue(step);
        } else {
          swept.apply(slice);
        }
      }
      assertThat(set.size()).isEqualTo(model.size());
      assertThat(set.isEmpty()).isEqualTo(model.isEmpty());
    }
    assertThat(members(set)).isEqualTo(model);
    assertThat(members(replica)).isEqualTo(model);
    assertThat(members((SetValue) set.copy())).isEqualTo(model);
    assertThat(members(swept(set))).isEqualTo(model);
    if (!model.isEmpty()) {
      assertThat(model).contains(Words.text(set.random(new Chance(seed))));
    }
  }

  private KeyChange change(SplittableRandom random, int range, int step) {
    byte[][] members = new byte[random.nextInt(1, 6)][];
    // The set grows for a while, then shrinks.
    boolean isAdding = random.nextInt(1000) < (step % 1000 < 600 ? 700 : 200);
    for (int i = 0; i < members.length; i++) {
      String member = name(random.nextInt(range), step);
      members[i] = Words.bytes(member);
      if (isAdding) {
        model.add(member);
      } else {
        model.remove(member);
      }
    }
    return isAdding ? new SetChange.Added(members) : new SetChange.Removed(members);
  }

  private static String name(int number, int step) {
    if (step < STEPS / 4) {
      return Integer.toString(number - 50);
    }
    return number % 70 == 0 && step > STEPS / 2 ? "long".repeat(20) + number : "m" + number;
  }

  private static SetValue swept(SetValue value) {
    SetValue swept = new SetValue(14);
    List<KeyChange> slices = new ArrayList<>();
    Sweep sweep = value.sweep();
    for (KeyChange slice = sweep.next(); slice != null; slice = sweep.next()) {
      slices.add(slice);
    }
    slices.forEach(swept::apply);
    slices.forEach(swept::apply);
    return swept;
  }

  private static Set<String> members(SetValue value) {
    Set<String> members = new HashSet<>();
    value.forEach(member -> assertThat(members.add(Words.text(member))).isTrue());
    return members;
  }
}
