package io.haulm.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a waits",
        "a sees {job 1} become ready",
        "a: put 0 1 60 1\\r\\nx",
        "a: put 0 0 9 1\\r\\nx",
        "a: put 0 0 0 1\\r\\nx",
        "a: release {job 12} 0 1",
        "a: reserve-with-timeout 9",
        "a: pause-tube default 1"
      })
  void stepThatMustComeWithinSecondsIsKnown(String line) {
    assertThat(Script.parseAll(line).getFirst().dependsOnTime()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: put 0 0 10 1\\r\\nx",
        "a: put 1 10 100 1\\r\\nx",
        "a: release {job 1} 5 0",
        "a: release {job 1} 5 10",
        "a: reserve-with-timeout 0",
        "a: reserve-with-timeout 10",
        "a: pause-tube default 1000",
        "a: reserve"
      })
  void stepThatMayComeLateIsKnown(String line) {
    assertThat(Script.parseAll(line).getFirst().dependsOnTime()).isFalse();
  }

  @Test
  void escapesStandForBytes() {
    assertThat(Escapes.expand("{3*ab}\\r\\n\\x00\\\\r{job 2}", n -> "id" + n))
        .isEqualTo("ababab\r\n\0\\rid2");
    assertThat(Escapes.show("a\r\n\0\\é")).isEqualTo("a\\r\\n\\x00\\\\\\xe9");
  }
}
