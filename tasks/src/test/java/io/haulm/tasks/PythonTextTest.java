package io.haulm.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values as Python prints them. */
class PythonTextTest {

  private static Object nested(int depth) {
    Object tree = 1;
    for (int i = 0; i < depth; i++) {
      tree = List.of(tree);
    }
    return tree;
  }

  @Test
  void valuesAreAsPythonPrintsThem() {
    assertThat(PythonText.repr(Arrays.asList(null, true, 1.5, "it's", "a\nb")))
        .isEqualTo("[None, True, 1.5, \"it's\", 'a\\nb']");
    assertThat(PythonText.repr(Map.of("a", List.of()))).isEqualTo("{'a': []}");
    assertThat(PythonText.args(List.of("one"))).isEqualTo("('one',)");
    assertThat(PythonText.args(List.of(1, 2))).isEqualTo("(1, 2)");
  }

  @Test
  void whatIsDeepIsDotsAsInCelery() {
    assertThat(PythonText.repr(nested(4))).isEqualTo("[[[[...]]]]");
    assertThat(PythonText.args(List.of(nested(4)))).isEqualTo("([[[...]]],)");
    assertThat(PythonText.repr(nested(100_000))).isEqualTo("[[[[...]]]]");
  }

  @Test
  void whatIsLongIsCut() {
    String fits = "x".repeat(PythonText.TEXT_MAX - 2);
    assertThat(PythonText.repr(fits)).hasSize(PythonText.TEXT_MAX).endsWith("x'");
    assertThat(PythonText.repr(fits + "x")).hasSize(PythonText.TEXT_MAX).endsWith("...");
    assertThat(PythonText.repr(Collections.nCopies(1_000_000_000, "x")))
        .hasSize(PythonText.TEXT_MAX)
        .endsWith("...");
  }
}
