package io.haulm.engine.keyspace.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.Fact;
import io.haulm.engine.keyspace.KeyChange;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.Sweep;
import io.haulm.engine.keyspace.list.ListFixture;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A hash beside a plain map, beside what recovery makes of its facts, and beside what a sweep tells
 * while it changes.
 */
class HashWalkTest {
  private static final int STEPS = 3000;
  private static final int STEPS_PER_CHECK = 250;

  private record Content(String value, long untilMillis) {}

  private final ListFixture keys = new ListFixture();
  private final Map<String, Content> model = new LinkedHashMap<>();
  private SplittableRandom random = new SplittableRandom(0);
  private int names;
  private @Nullable Sweep sweep;
  private HashValue swept = new HashValue(0);
  private int factsSeen;
  private int sweepsDone;

  @ParameterizedTest(name = "seed {0}, up to {1} fields")
  @CsvSource({"1, 5", "2, 60", "3, 120", "4, 200", "5, 1000", "6, 1000"})
  void aHashIsWhatAPlainMapWouldBe(long seed, int fieldsMax) {
    random = new SplittableRandom(seed);
    names = fieldsMax;
    for (int step = 0; step < STEPS; step++) {
      String command = step();
      model.values().removeIf(content -> isExpired(content));
      assertThat(keys.run("HLEN h"))
          .as("seed %s, step %s, %s", seed, step, command)
          .isEqualTo(":" + model.size());
      keepSweepGoing();
      if (step % STEPS_PER_CHECK == 0) {
        check("seed " + seed + ", step " + step + ", " + command);
      }
    }
    assertThat(sweepsDone).as("sweeps that were compared").isPositive();
  }

  private boolean isExpired(Content content) {
    return content.untilMillis != HashValue.NEVER && content.untilMillis <= keys.nowMillis;
  }

  private String step() {
    String field = "f" + random.nextInt(names);
    Content old = model.get(field);
    String value = "v".repeat(1 + random.nextInt(20));
    return switch (random.nextInt(12)) {
      case 0 -> {
        model.remove(field);
        yield run("HDEL h " + field);
      }
      case 1 -> {
        model.remove(field);
        yield run("HGETDEL h FIELDS 1 " + field);
      }
      case 2 -> {
        model.putIfAbsent(field, new Content(value, HashValue.NEVER));
        yield run("HSETNX h " + field + " " + value);
      }
      case 3 -> {
        long until = keys.nowMillis + 1 + random.nextInt(1000);
        model.computeIfPresent(field, (_, content) -> new Content(content.value, until));
        yield run("HPEXPIREAT h " + until + " FIELDS 1 " + field);
      }
      case 4 -> {
        model.computeIfPresent(field, (_, content) -> new Content(content.value, HashValue.NEVER));
        yield run("HPERSIST h FIELDS 1 " + field);
      }
      case 5 -> {
        long until = keys.nowMillis + 1 + random.nextInt(1000);
        model.put(field, new Content(value, until));
        yield run("HSETEX h PXAT " + until + " FIELDS 1 " + field + " " + value);
      }
      case 6 -> {
        model.put(field, new Content(value, old == null ? HashValue.NEVER : old.untilMillis));
        yield run("HSETEX h KEEPTTL FIELDS 1 " + field + " " + value);
      }
      case 7 -> {
        // Sometimes the keyspace notices before the next command, sometimes the command itself.
        long millis = random.nextInt(30);
        if (random.nextBoolean()) {
          keys.pass(millis);
        } else {
          keys.nowMillis += millis;
        }
        yield "time passes";
      }
      default -> {
        model.put(field, new Content(value, HashValue.NEVER));
        model.put("g" + field, new Content(value, HashValue.NEVER));
        yield run("HSET h " + field + " " + value + " g" + field + " " + value);
      }
    };
  }

  private String run(String command) {
    assertThat(keys.run(command)).as(command).doesNotStartWith("-");
    return command;
  }

  private void keepSweepGoing() {
    for (; factsSeen < keys.facts.size(); factsSeen++) {
      follow(keys.facts.get(factsSeen));
    }
    KeyEntry entry = keys.entry("h");
    Sweep present = sweep;
    if (entry == null) {
      return;
    }
    if (present == null) {
      sweep = entry.value().sweep();
      swept = new HashValue(0);
    } else if (random.nextInt(5) == 0) {
      KeyChange slice = present.next();
      if (slice != null) {
        swept.apply(slice);
        return;
      }
      assertThat(contents(swept)).containsExactlyInAnyOrderEntriesOf(model);
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
    KeyEntry entry = keys.entry("h");
    assertThat(entry != null).as(step).isEqualTo(!model.isEmpty());
    if (entry == null) {
      return;
    }
    HashValue hash = HashValue.of(entry);
    KeyEntry recovered = keys.recovered().entry("h");
    assertThat(recovered).as(step).isNotNull();
    assertThat(contents(hash)).as(step).containsExactlyInAnyOrderEntriesOf(model);
    assertThat(contents((HashValue) hash.copy())).as(step).isEqualTo(contents(hash));
    if (recovered != null) {
      assertThat(contents(HashValue.of(recovered))).as(step).isEqualTo(contents(hash));
    }
    if (!hash.encoding().equals("hashtable")) {
      assertThat(contents(hash).keySet()).as(step).containsExactlyElementsOf(model.keySet());
    }
  }

  private static Map<String, Content> contents(HashValue hash) {
    Map<String, Content> contents = new LinkedHashMap<>();
    hash.fields()
        .forEach(pair ->
            contents.put(
                new String(pair.field(), StandardCharsets.UTF_8),
                new Content(new String(pair.value(), StandardCharsets.UTF_8), pair.untilMillis())));
    return contents;
  }
}
