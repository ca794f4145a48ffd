package io.haulm.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any nesting of chain, group and chord gives what the same sums give when done here. */
class CanvasTest {

  private static final Task<Long, Long> DOUBLE = Task.named("double", Long.class, Long.class);
  private static final Task<Long, Long> NEGATE = Task.named("negate", Long.class, Long.class);
  private static final Task<List<Long>, Long> SUM =
      Task.named("sum", TypeRef.listOf(Long.class), Long.class);
  private static final Task<List<List<Long>>, Long> WEIGHTED =
      Task.named("weighted", TypeRef.listOf(Long.class).list(), Long.class);

  /** A flow and what it must give. */
  private record Sum(Flow<Long> flow, long expected) {}

  private static final Bench BENCH =
      new Bench()
          .handle(DOUBLE, (number, context) -> 2 * number)
          .handle(NEGATE, (number, context) -> -number)
          .handle(SUM, (numbers, context) -> sum(numbers))
          .handle(WEIGHTED, (lists, context) -> weighted(lists))
          .start();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void anyNestingGivesTheSameSum(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 40; i++) {
      Sum sum = any(random, 4);
      AsyncResult<Long> result = BENCH.tasks.enqueue(sum.flow());
      BENCH.runAll();
      assertThat(result.get(Duration.ofSeconds(10)))
          .as("seed %s, flow %s", seed, i)
          .isEqualTo(sum.expected());
    }
  }

  private static Sum any(SplittableRandom random, int depth) {
    if (depth == 0) {
      long number = random.nextInt(100);
      return new Sum(DOUBLE.with(number), 2 * number);
    }
    return switch (random.nextInt(6)) {
      case 0 -> any(random, 0);
      case 1 -> negated(any(random, depth - 1));
      case 2 -> chord(random, depth);
      case 3 -> chordOfGroups(random, depth);
      case 4 -> fannedOut(any(random, depth - 1));
      default -> replaced(any(random, depth - 1), any(random, depth - 1));
    };
  }

  private static Sum negated(Sum inner) {
    return new Sum(inner.flow().then(NEGATE), -inner.expected());
  }

  private static Sum chord(SplittableRandom random, int depth) {
    List<Sum> members = several(random, depth);
    Group<Long> group = Canvas.all(members.stream().map(Sum::flow).toList());
    return new Sum(group.collect(SUM), sum(members.stream().map(Sum::expected).toList()));
  }

  private static Sum chordOfGroups(SplittableRandom random, int depth) {
    List<Flow<List<Long>>> groups = new ArrayList<>();
    List<List<Long>> expected = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      List<Sum> members = several(random, depth);
      groups.add(Canvas.all(members.stream().map(Sum::flow).toList()));
      expected.add(members.stream().map(Sum::expected).toList());
    }
    return new Sum(Canvas.all(groups).collect(WEIGHTED), weighted(expected));
  }

  private static Sum fannedOut(Sum inner) {
    return new Sum(
        inner.flow().thenAll(List.of(DOUBLE, NEGATE, DOUBLE)).then(SUM), 3 * inner.expected());
  }

  private static Sum replaced(Sum dropped, Sum next) {
    return new Sum(dropped.flow().thenRun(next.flow()), next.expected());
  }

  private static List<Sum> several(SplittableRandom random, int depth) {
    List<Sum> members = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      members.add(any(random, depth - 1));
    }
    return members;
  }

  private static long sum(List<Long> numbers) {
    return numbers.stream().mapToLong(number -> number).sum();
  }

  // Sums that know their place: a list that was flattened or shuffled gives another number.
  private static long weighted(List<List<Long>> lists) {
    long total = 0;
    for (int i = 0; i < lists.size(); i++) {
      total += (i + 1) * sum(lists.get(i)) + 1000L * lists.get(i).size();
    }
    return total;
  }
}
