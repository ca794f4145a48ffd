package io.haulm.conformance.redis;

import static org.assertj.core.api.Assertions.fail;

import io.haulm.conformance.Shrinker;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Chance looks for what nobody thought of. */
@Tag("conformance")
class RedisRandomConversationsTest {

  private static final int LINES = 400;
  private static final int SEEDS = 8;
  private static final int SHRINK_TRIES_MAX = 40;

  /** A difference that is a silence takes a server's whole patience in each try. */
  private static final Duration SHRINK_TIME_MAX = Duration.ofSeconds(30);

  /** Lines of both transcripts shown before the first difference. */
  private static final int LINES_SHOWN = 30;

  private static final RedisPair PAIR = new RedisPair();

  @AfterAll
  static void stop() {
    PAIR.close();
  }

  @TestFactory
  Stream<DynamicContainer> haulmSaysWhatRedisSays() {
    return Arrays.stream(RandomTheme.values())
        .map(theme ->
            DynamicContainer.dynamicContainer(
                theme.toString(),
                LongStream.rangeClosed(1, SEEDS)
                    .mapToObj(seed ->
                        DynamicTest.dynamicTest("seed " + seed, () -> compare(theme, seed)))));
  }

  private static void compare(RandomTheme theme, long seed) {
    Talk talk = RandomTalk.of(theme, seed, LINES);
    var outcome = PAIR.hold(talk);
    if (outcome.isSame()) {
      return;
    }
    List<Talk.Line> prefix =
        talk.lines().subList(0, outcome.stepsToDifference(talk.lines().size()));
    long endNanos = System.nanoTime() + SHRINK_TIME_MAX.toNanos();
    var shrinker =
        new Shrinker<Talk.Line>(
            lines -> System.nanoTime() < endNanos && !PAIR.hold(talk.withLines(lines)).isSame(),
            SHRINK_TRIES_MAX);
    Talk shortest = talk.withLines(shrinker.shrink(prefix));
    fail(
        "%s: a difference after %d lines%n%s%nShortest conversation found:%n%s%n%s"
            .formatted(
                talk.title(),
                prefix.size(),
                outcome.sideBySide(LINES_SHOWN),
                shortest.text(),
                PAIR.hold(shortest).sideBySide(LINES_SHOWN)));
  }
}
