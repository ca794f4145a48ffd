package io.haulm.server.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TubeGlobTest {
  @ParameterizedTest
  @CsvSource({
    "*, mail",
    "mail, mail",
    "mail.*, mail.out",
    "mail.*, mail.",
    "*.out, mail.out",
    "m?il, mail",
    "*a*a*, banana",
    "*, ''",
    "a**b, ab",
    "[a], [a]"
  })
  void nameFits(String glob, String name) {
    assertThat(TubeGlob.matches(glob, name)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "mail, mails",
    "mail.*, mail",
    "m?il, mil",
    "?, ''",
    "*b, abc",
    "[a], a",
    "'', a",
    "*a*a*a*a, banana"
  })
  void nameDoesNotFit(String glob, String name) {
    assertThat(TubeGlob.matches(glob, name)).isFalse();
  }

  @Test
  void patternOfManyStarsIsAnsweredAtOnce() {
    assertThat(TubeGlob.matches("*a".repeat(50) + "b", "a".repeat(200))).isFalse();
  }
}
