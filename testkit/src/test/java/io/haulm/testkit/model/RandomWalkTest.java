package io.haulm.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.Reply;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The engine does what the model does, whatever the order of commands and the passing of time.
 *
 * <p>The system property {@code haulm.walks} says how many walks to take; a night takes more.
 */
class RandomWalkTest {
  private static final int STEPS = 2000;
  private static final int RESTARTED_STEPS = 700;

  /** Seeds that found something once; each says what. */
  private static final long[] SEEDS_KEPT = {};

  private static final long[] SEEDS_KEPT_RESTARTED = {};

  private static LongStream seeds() {
    return LongStream.concat(
        LongStream.of(SEEDS_KEPT),
        LongStream.rangeClosed(1, Integer.getInteger("haulm.walks", 200)));
  }

  private static LongStream restartedSeeds() {
    return LongStream.concat(
        LongStream.of(SEEDS_KEPT_RESTARTED),
        LongStream.rangeClosed(1, Integer.getInteger("haulm.walks", 200) / 4));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void engineDoesWhatTheModelDoes(long seed) {
    assertThat(Walk.of(seed, STEPS, false).take()).as("steps of seed %s", seed).isNotEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("restartedSeeds")
  void engineStartedAgainFromItsFactsGoesOnAsTheModelDoes(long seed) {
    assertThat(Walk.of(seed, RESTARTED_STEPS, true).take())
        .as("steps of seed %s", seed)
        .isNotEmpty();
  }

  @Test
  void walksReachEveryPlainReply() {
    Set<String> reached = new HashSet<>();
    for (long seed = 1; seed <= 5; seed++) {
      Walk.of(seed, STEPS, false)
          .take()
          .forEach(line -> reached.add(line.substring(line.lastIndexOf(' ') + 1)));
    }

    assertThat(reached)
        .containsAll(Arrays.stream(Reply.Plain.values()).map(Reply.Plain::name).toList());
  }
}
