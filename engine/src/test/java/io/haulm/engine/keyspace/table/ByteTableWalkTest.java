package io.haulm.engine.keyspace.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.Chance;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside a plain set of keys, through growth and shrinking. */
class ByteTableWalkTest {
  private static final int NAMES = 1_500;

  private static final class Node extends ByteNode {
    private final int number;

    private Node(int number) {
      super(name(number));
      this.number = number;
    }
  }

  private final ByteTable<Node> table = new ByteTable<>(5);
  private final TreeSet<Integer> model = new TreeSet<>();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void theTableHoldsWhatWasAddedAndNotRemoved(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Chance chance = new Chance(seed);
    for (int round = 0; round < 8; round++) {
      drift(random, round % 2 == 0 ? 80 : 15, 2_000);
      assertThat(table.size()).isEqualTo(model.size());
      Set<Integer> seen = new TreeSet<>();
      table.forEach(node -> assertThat(seen.add(node.number)).isTrue());
      assertThat(seen).isEqualTo(model);
      for (int number = 0; number < NAMES; number += 7) {
        assertThat(table.find(name(number)) != null).isEqualTo(model.contains(number));
      }
      if (!model.isEmpty()) {
        assertThat(model).contains(table.random(chance).number);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aScanMissesNothingThatIsThereAllTheTime(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 6; round++) {
      boolean grows = random.nextBoolean();
      drift(random, grows ? 10 : 90, 2_000);
      Set<Integer> allTheTime = new HashSet<>(model);
      Set<Integer> seen = new HashSet<>();
      long cursor = 0;
      int steps = 0;
      do {
        cursor = table.scan(cursor, node -> seen.add(node.number));
        drift(random, grows ? 90 : 10, 10);
        allTheTime.retainAll(model);
        steps++;
      } while (cursor != 0);
      assertThat(seen).as("round %s", round).containsAll(allTheTime);
      assertThat(steps).as("a scan ends").isLessThan(5 * NAMES);
    }
  }

  /** Adds and removes; of a hundred steps so many add. */
  private void drift(SplittableRandom random, int addPercent, int steps) {
    for (int i = 0; i < steps; i++) {
      int number = random.nextInt(NAMES);
      if (random.nextInt(100) >= addPercent) {
        boolean wasThere = table.remove(name(number)) != null;
        if (wasThere != model.remove(number)) {
          throw new AssertionError("removing " + number + " says that it was there: " + wasThere);
        }
      } else if (model.add(number)) {
        table.add(new Node(number));
      }
    }
  }

  private static byte[] name(int number) {
    return ("key:" + number).getBytes(StandardCharsets.US_ASCII);
  }
}
