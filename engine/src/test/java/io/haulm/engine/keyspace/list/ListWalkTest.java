package io.haulm.engine.keyspace.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.Fact;
import io.haulm.engine.keyspace.KeyChange;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.Sweep;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A list beside a plain one that knows nothing of chunks and orders, beside what recovery makes of
 * its facts, and beside what a sweep tells while it changes.
 */
class ListWalkTest {
  private static final int STEPS = 3000;
  private static final int STEPS_PER_CHECK = 100;
  private static final int[] LENGTHS = {1, 5, 100, 127, 128, 1500, 2047, 2048, 5000};

  private final ListFixture keys = new ListFixture();
  private final List<String> model = new ArrayList<>();
  private SplittableRandom random = new SplittableRandom(0);
  private @Nullable Sweep sweep;
  private ListValue swept = new ListValue();
  private int factsSeen;
  private int sweepsDone;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aListIsWhatAPlainListWouldBe(long seed) {
    random = new SplittableRandom(seed);
    for (int step = 0; step < STEPS; step++) {
      // Grows in one half of the time and shrinks in the other.
      boolean grows = step / 300 % 2 == 0;
      String command = grows || random.nextInt(3) == 0 ? grow() : change();
      keepSweepGoing();
      assertThat(keys.run("LLEN l")).as("seed %s, %s", seed, command).isEqualTo(":" + model.size());
      if (step % STEPS_PER_CHECK == 0) {
        check("seed " + seed + ", step " + step + ", " + command);
      }
    }
    assertThat(sweepsDone).as("sweeps that were compared").isPositive();
  }

  private String grow() {
    String one = element();
    String other = element();
    return switch (random.nextInt(4)) {
      case 0 -> {
        model.addFirst(one);
        model.addFirst(other);
        yield run("LPUSH l " + one + " " + other);
      }
      case 1 -> {
        int pivot = model.indexOf(one);
        if (pivot >= 0) {
          model.add(pivot, other);
        }
        yield run("LINSERT l BEFORE " + one + " " + other);
      }
      case 2 -> {
        int pivot = model.indexOf(one);
        if (pivot >= 0) {
          model.add(pivot + 1, other);
        }
        yield run("LINSERT l AFTER " + one + " " + other);
      }
      default -> {
        model.add(one);
        model.add(other);
        yield run("RPUSH l " + one + " " + other);
      }
    };
  }

  private String change() {
    if (model.isEmpty()) {
      return grow();
    }
    int index = random.nextInt(model.size());
    String element = element();
    return switch (random.nextInt(20)) {
      case 0, 1, 2 -> {
        int count = Math.min(model.size(), random.nextInt(8));
        model.subList(0, count).clear();
        yield run("LPOP l " + count);
      }
      case 3, 4, 5 -> {
        int count = Math.min(model.size(), random.nextInt(8));
        model.subList(model.size() - count, model.size()).clear();
        yield run("RPOP l " + count);
      }
      case 6, 7, 8, 9, 10 -> {
        model.set(index, element);
        yield run("LSET l " + index + " " + element);
      }
      case 11 -> {
        model.removeAll(List.of(element));
        yield run("LREM l 0 " + element);
      }
      case 12, 13, 14 -> {
        Collections.reverse(model);
        model.remove(element);
        Collections.reverse(model);
        yield run("LREM l -1 " + element);
      }
      case 15 -> {
        int from = random.nextInt(Math.min(model.size(), 10));
        model.subList(0, from).clear();
        yield run("LTRIM l " + from + " -1");
      }
      default -> {
        model.addFirst(model.removeLast());
        yield run("LMOVE l l RIGHT LEFT");
      }
    };
  }

  private String run(String command) {
    assertThat(keys.run(command)).as(command).doesNotStartWith("-");
    return command;
  }

  // Few different ones, so that they are found; of lengths that matter to chunks.
  private String element() {
    int length = LENGTHS[random.nextInt(LENGTHS.length)];
    if (length > 200 && random.nextInt(4) > 0) {
      length = 100;
    }
    char letter = (char) ('a' + random.nextInt(6));
    return String.valueOf(letter).repeat(length);
  }

  // Slices of a sweep and the facts of what happens in between make up a second list.
  private void keepSweepGoing() {
    for (; factsSeen < keys.facts.size(); factsSeen++) {
      follow(keys.facts.get(factsSeen));
    }
    KeyEntry entry = keys.entry("l");
    Sweep present = sweep;
    if (entry == null) {
      return;
    }
    if (present == null) {
      sweep = entry.value().sweep();
      swept = new ListValue();
    } else if (random.nextInt(3) == 0) {
      KeyChange slice = present.next();
      if (slice != null) {
        swept.apply(slice);
        return;
      }
      assertThat(elements(swept)).isEqualTo(model);
      sweepsDone++;
      sweep = null;
    }
  }

  private void follow(Fact fact) {
    if (fact instanceof Fact.KeyDeleted) {
      sweep = null;
    } else if (fact instanceof Fact.KeyChanged changed && sweep != null) {
      swept.apply(changed.change());
    }
  }

  private void check(String step) {
    String expected = "[" + String.join(" ", model) + "]";
    assertThat(keys.run("LRANGE l 0 -1")).as(step).isEqualTo(expected);
    assertThat(keys.recovered().run("LRANGE l 0 -1")).as(step).isEqualTo(expected);
    KeyEntry entry = keys.entry("l");
    if (entry != null) {
      ListValue list = ListValue.of(entry);
      assertThat(elements((ListValue) list.copy())).as(step).isEqualTo(model);
      checkBooks(list, step);
    }
    if (!model.isEmpty()) {
      int index = random.nextInt(model.size());
      assertThat(keys.run("LINDEX l " + index)).as(step).isEqualTo(model.get(index));
      String element = element();
      int first = model.indexOf(element);
      assertThat(keys.run("LPOS l " + element)).isEqualTo(first < 0 ? "nil" : ":" + first);
      int last = model.lastIndexOf(element);
      assertThat(keys.run("LPOS l " + element + " RANK -1"))
          .isEqualTo(last < 0 ? "nil" : ":" + last);
    }
  }

  private static void checkBooks(ListValue list, String step) {
    long used = 0;
    long before = Long.MIN_VALUE;
    for (int i = 0; i < list.row().count(); i++) {
      Chunk chunk = list.row().get(i);
      assertThat(chunk.count()).as(step).isPositive();
      for (int at = 0; at < chunk.count(); at++) {
        assertThat(chunk.order(at)).as(step).isGreaterThan(before);
        before = chunk.order(at);
      }
      used += chunk.heapBytes();
    }
    long expected = ListValue.BASE_BYTES + list.row().heapBytes() + used;
    assertThat(list.bytes()).as(step).isEqualTo(expected);
  }

  private static List<String> elements(ListValue list) {
    List<String> elements = new ArrayList<>();
    for (ListCursor cursor = list.cursor(0, true); cursor.isAtElement(); cursor.advance()) {
      elements.add(new String(cursor.element(), StandardCharsets.UTF_8));
    }
    return elements;
  }
}
