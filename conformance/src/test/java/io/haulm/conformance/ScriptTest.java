package io.haulm.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptTest {

  @Test
  void fileHoldsConversationsAndRemarks() {
    String file =
        """
        # a remark
        == One
        a: stats
        b> par

        == Two
        a closes
        """;
    List<Script> scripts = Script.parseAll(file);
    assertThat(scripts).extracting(Script::title).containsExactly("One", "Two");
    assertThat(scripts.getFirst().steps())
        .containsExactly(
            new Step.Send("a: stats", "a", "stats\\r\\n", false),
            new Step.Send("b> par", "b", "par", false));
    assertThat(scripts.getLast().steps()).containsExactly(new Step.Close("a closes", "a"));
  }

  @Test
  void whatIsWrittenCanBeReadAgain() {
    Script script = RandomScript.of(7, 300);
    assertThat(Script.parseAll(script.text())).containsExactly(script);
  }

  @Test
  void lineThatIsNoStepIsRefused() {
    assertThatThrownBy(() -> Script.parseStep("a sleeps")).hasMessageContaining("a sleeps");
  }

  @Test
  void escapesStandForBytes() {
    assertThat(Escapes.expand("{3*ab}\\r\\n\\x00\\\\r{job 2}", n -> "id" + n))
        .isEqualTo("ababab\r\n\0\\rid2");
    assertThat(Escapes.show("a\r\n\0\\é")).isEqualTo("a\\r\\n\\x00\\\\\\xe9");
  }
}
