package io.haulm.tasks.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.tasks.AsyncResult;
import io.haulm.tasks.Canvas;
import io.haulm.tasks.Flow;
import io.haulm.tasks.Step;
import io.haulm.tasks.Task;
import io.haulm.tasks.TypeRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Any nesting of chain, group, chord, map, chunks and replacement gives what the same computation
 * gives when done here.
 */
class CanvasPropertyTest {

  private static final int FLOWS = 400;
  private static final int DEPTH_MAX = 4;
  private static final long PRIME = 1_000_003;

  private static final Task<Long, Long> START = Task.named("start", Long.class, Long.class);
  private static final Task<Long, Long> TRIPLE = Task.named("triple", Long.class, Long.class);
  private static final Task<Long, Long> NEXT = Task.named("next", Long.class, Long.class);

  // Depends on the order, so that mixed-up members are seen.
  private static final Task<List<Long>, Long> FOLD =
      Task.named("fold", TypeRef.listOf(Long.class), Long.class);
  private static final Task<List<List<Long>>, Long> FOLD_ALL =
      Task.named("fold_all", TypeRef.listOf(Long.class).list(), Long.class);

  // These are replaced by flows that the test has put here before.
  private static final List<Flow<?>> REPLACEMENTS = new ArrayList<>();
  private static final Task<Integer, Long> REPLACE =
      Task.named("replace", Integer.class, Long.class);
  private static final Task<Integer, List<Long>> REPLACE_LIST =
      Task.named("replace_list", TypeRef.of(Integer.class), TypeRef.listOf(Long.class));

  @SuppressWarnings("unchecked") // as it was put there
  private static <T> Flow<T> replacement(int key) {
    return (Flow<T>) REPLACEMENTS.get(key);
  }

  private static long start(long number) {
    return number * 7 % PRIME;
  }

  private static long triple(long number) {
    return number * 3 % PRIME;
  }

  private static long next(long number) {
    return (number + 1) % PRIME;
  }

  private static long fold(List<Long> numbers) {
    long folded = 17;
    for (long number : numbers) {
      folded = (folded * 31 + number) % PRIME;
    }
    return folded;
  }

  private static long foldAll(List<List<Long>> lists) {
    return fold(lists.stream().map(CanvasPropertyTest::fold).toList());
  }

  /** A flow and what it must give. */
  private record Expected<T>(Flow<T> flow, T value) {}

  private static TestTasks tasks() {
    return TestTasks.manual()
        .handle(START, (number, context) -> start(number))
        .handle(TRIPLE, (number, context) -> triple(number))
        .handle(NEXT, (number, context) -> next(number))
        .handle(FOLD, (numbers, context) -> fold(numbers))
        .handle(FOLD_ALL, (lists, context) -> foldAll(lists))
        .handle(REPLACE, (key, context) -> context.replaceWith(replacement(key)))
        .handle(REPLACE_LIST, (key, context) -> context.replaceWith(replacement(key)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20261121})
  void nestedFlowGivesWhatIsComputedHere(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < FLOWS; i++) {
      TestTasks tasks = tasks();
      Expected<Long> number = number(random, DEPTH_MAX);
      Expected<List<Long>> list = list(random, DEPTH_MAX);
      AsyncResult<Long> numberResult = tasks.enqueue(number.flow());
      AsyncResult<List<Long>> listResult = tasks.enqueue(list.flow());
      tasks.runAll();
      assertEnded(numberResult, number.value(), "number", seed, i);
      assertEnded(listResult, list.value(), "list", seed, i);
    }
  }

  private static <T> void assertEnded(
      AsyncResult<T> result, T expected, String what, long seed, int index) {
    assertThat(result.status().name())
        .as("%s %d of seed %d", what, index, seed)
        .isEqualTo("SUCCESS");
    assertThat(result.get(Duration.ofSeconds(10)))
        .as("%s %d of seed %d", what, index, seed)
        .isEqualTo(expected);
  }

  private static Expected<Long> number(Random random, int depth) {
    if (depth == 0) {
      long input = random.nextInt(1000);
      return new Expected<>(START.with(input), start(input));
    }
    return switch (random.nextInt(9)) {
      case 0 -> number(random, 0);
      case 7 -> {
        List<Long> inputs = numbers(random);
        yield new Expected<>(
            Canvas.map(TRIPLE, inputs).then(FOLD),
            fold(inputs.stream().map(CanvasPropertyTest::triple).toList()));
      }
      case 8 -> replaced(number(random, depth - 1));
      case 1 -> tripled(number(random, depth - 1));
      case 2 -> {
        Expected<Long> next = number(random, depth - 1);
        Flow<Long> before = number(random, depth - 1).flow();
        yield new Expected<>(before.thenRun(next.flow()), next.value());
      }
      case 3 -> {
        Expected<List<Long>> header = list(random, depth - 1);
        yield new Expected<>(header.flow().then(FOLD), fold(header.value()));
      }
      case 4 -> {
        Expected<List<Long>> header = list(random, depth - 1);
        yield tripled(new Expected<>(header.flow().then(FOLD), fold(header.value())));
      }
      case 5 -> {
        Expected<List<List<Long>>> lists = lists(random, depth - 1);
        yield new Expected<>(lists.flow().then(FOLD_ALL), foldAll(lists.value()));
      }
      default -> {
        Expected<Long> fanned = number(random, depth - 1);
        List<Step<Long, Long>> steps = List.of(TRIPLE, NEXT, TRIPLE);
        List<Long> values =
            List.of(triple(fanned.value()), next(fanned.value()), triple(fanned.value()));
        yield new Expected<>(fanned.flow().thenAll(steps).then(FOLD), fold(values));
      }
    };
  }

  private static Expected<Long> tripled(Expected<Long> number) {
    return new Expected<>(number.flow().then(TRIPLE), triple(number.value()));
  }

  /** The same by a task that lets others stand in its place. */
  private static Expected<Long> replaced(Expected<Long> number) {
    return new Expected<>(REPLACE.with(kept(number.flow())), number.value());
  }

  private static int kept(Flow<?> flow) {
    int key = REPLACEMENTS.size();
    REPLACEMENTS.add(flow);
    return key;
  }

  private static List<Long> numbers(Random random) {
    return random.longs(1 + random.nextInt(5), 0, 1000).boxed().toList();
  }

  private static Expected<List<Long>> list(Random random, int depth) {
    if (random.nextInt(8) == 0) {
      Expected<List<Long>> inner = list(random, Math.max(0, depth - 1));
      return new Expected<>(REPLACE_LIST.with(kept(inner.flow())), inner.value());
    }
    if (random.nextInt(4) == 0) {
      Expected<Long> fanned = number(random, depth);
      return new Expected<>(
          fanned.flow().thenAll(List.of(NEXT, TRIPLE)),
          List.of(next(fanned.value()), triple(fanned.value())));
    }
    List<Flow<Long>> flows = new ArrayList<>();
    List<Long> values = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      Expected<Long> member = number(random, Math.max(0, depth - 1));
      flows.add(member.flow());
      values.add(member.value());
    }
    return new Expected<>(Canvas.all(flows), values);
  }

  private static Expected<List<List<Long>>> lists(Random random, int depth) {
    if (random.nextInt(4) == 0) {
      return chunked(numbers(random), 1 + random.nextInt(3));
    }
    List<Flow<List<Long>>> flows = new ArrayList<>();
    List<List<Long>> values = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      Expected<List<Long>> member = list(random, Math.max(0, depth - 1));
      flows.add(member.flow());
      values.add(member.value());
    }
    return new Expected<>(Canvas.all(flows), values);
  }

  private static Expected<List<List<Long>>> chunked(List<Long> inputs, int size) {
    List<List<Long>> values = new ArrayList<>();
    for (int from = 0; from < inputs.size(); from += size) {
      List<Long> chunk = inputs.subList(from, Math.min(inputs.size(), from + size));
      values.add(chunk.stream().map(CanvasPropertyTest::next).toList());
    }
    return new Expected<>(Canvas.chunks(NEXT, inputs, size), values);
  }
}
