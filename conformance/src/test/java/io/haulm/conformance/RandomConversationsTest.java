package io.haulm.conformance;

import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chance looks for what nobody thought of. A seed that failed once stays in the list for good. */
@Tag("conformance")
class RandomConversationsTest {

  private static final int STEPS = 500;
  private static final int SHRINK_TRIES_MAX = 60;

  /** Lines of both transcripts shown before the first difference. */
  private static final int LINES_SHOWN = 30;

  private static final ServerPair PAIR = new ServerPair();

  @AfterAll
  static void stop() {
    PAIR.close();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void haulmSaysWhatBeanstalkdSays(long seed) {
    Script script = RandomScript.of(seed, STEPS);
    var outcome = PAIR.hold(script);
    if (outcome.isSame()) {
      return;
    }
    List<Step> prefix = script.steps().subList(0, outcome.stepsToDifference(script.steps().size()));
    var shrinker =
        new Shrinker<Step>(s -> !PAIR.hold(script.withSteps(s)).isSame(), SHRINK_TRIES_MAX);
    Script shortest = script.withSteps(shrinker.shrink(prefix));
    fail(
        "%s: a difference after %d steps%n%s%nShortest conversation found:%n%s%n%s"
            .formatted(
                script.title(),
                prefix.size(),
                outcome.sideBySide(LINES_SHOWN),
                shortest.text(),
                PAIR.hold(shortest).sideBySide(LINES_SHOWN)));
  }
}
