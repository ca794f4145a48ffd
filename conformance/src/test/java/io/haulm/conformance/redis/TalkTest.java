package io.haulm.conformance.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TalkTest {

  @Test
  void fileHoldsConversationsStepsAndRepliesByHand() {
    String file =
        """
        # a remark
        == One
        a: SET k "a b"
        w? BLPOP l 0
        a>2 PING\\r\\nPING\\r\\n
          a< +PONG
          a< +PONG

        == Two
        w waits
        a until EXISTS k gives :0
        a ends
        """;
    List<Talk> talks = Talk.parseAll(file);
    assertThat(talks).extracting(Talk::title).containsExactly("One", "Two");
    assertThat(talks.getFirst().lines())
        .extracting(Talk.Line::step)
        .containsExactly(
            new TalkStep.Command("a", "SET k \"a b\"", true, false),
            new TalkStep.Command("w", "BLPOP l 0", true, true),
            new TalkStep.Raw("a", "PING\\r\\nPING\\r\\n", 2));
    assertThat(talks.getFirst().lines().getLast().byHand())
        .containsExactly(new Talk.ByHand("a", "+PONG"), new Talk.ByHand("a", "+PONG"));
    assertThat(talks.getLast().lines())
        .extracting(Talk.Line::step)
        .containsExactly(
            new TalkStep.AwaitReply("w"),
            new TalkStep.AwaitState("a", "EXISTS k", ":0"),
            new TalkStep.AwaitEnd("a"));
  }

  @Test
  void whatIsWrittenCanBeReadAgain() {
    for (RandomTheme theme : RandomTheme.values()) {
      Talk talk = RandomTalk.of(theme, 7, 300);
      assertThat(Talk.parseAll(talk.text())).containsExactly(talk);
    }
  }

  @Test
  void seedMakesTheSameConversationForEver() {
    assertThat(RandomTalk.of(RandomTheme.LISTS, 3, 100))
        .isEqualTo(RandomTalk.of(RandomTheme.LISTS, 3, 100))
        .isNotEqualTo(RandomTalk.of(RandomTheme.LISTS, 4, 100));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "w waits|true",
        "a until EXISTS k gives :0|true",
        "w: BLPOP l 0|false",
        "w ends|false"
      })
  void stepThatWaitsForTimeIsKnown(String line, boolean dependsOnTime) {
    assertThat(Talk.parseAll(line).getFirst().dependsOnTime()).isEqualTo(dependsOnTime);
  }

  @Test
  void lineThatIsNoStepIsRefused() {
    assertThatThrownBy(() -> Talk.parseStep("a sleeps")).hasMessageContaining("a sleeps");
  }

  @Test
  void wordsAreSplitAtBlanksOutsideOfQuotes() {
    assertThat(Words.split("SET k  \"a b\\r\\n\" '\\r \"x\"' {3*z} \"\""))
        .containsExactly("SET", "k", "a b\r\n", "\\r \"x\"", "zzz", "");
    assertThatThrownBy(() -> Words.split("SET \"open")).hasMessageContaining("no end");
  }
}
