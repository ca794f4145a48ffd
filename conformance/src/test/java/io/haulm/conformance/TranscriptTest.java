package io.haulm.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TranscriptTest {

  private static Transcript of(String... replies) {
    var builder = new Transcript.Builder();
    for (String reply : replies) {
      builder.step("a: stats");
      builder.add("  a< " + reply);
    }
    return builder.build();
  }

  @Test
  void sameReplyEverywhereIsNoDifference() {
    assertThat(of("OK", "OK").firstDifference(of("OK", "OK"))).isEqualTo(-1);
  }

  @Test
  void firstDifferenceIsFoundAndMarked() {
    Transcript left = of("OK", "NOT_FOUND");
    Transcript right = of("OK", "FOUND");
    assertThat(left.firstDifference(right)).isEqualTo(3);
    assertThat(Transcript.sideBySide("left", left, "right", right, 10))
        .contains("NOT_FOUND")
        .containsPattern("a< NOT_FOUND +\\| +a< FOUND");
  }

  @Test
  void missingReplyIsDifference() {
    assertThat(of("OK").firstDifference(of("OK", "OK"))).isEqualTo(2);
  }

  @Test
  void shrinkingKeepsWhatMatters() {
    Script script = RandomScript.of(3, 200);
    Step first = script.steps().get(20);
    Step second = script.steps().get(150);
    var shrinker = new Shrinker<Step>(s -> s.contains(first) && s.contains(second), 500);
    assertThat(shrinker.shrink(script.steps())).isEqualTo(List.of(first, second));
  }
}
