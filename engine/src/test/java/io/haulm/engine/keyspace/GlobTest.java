package io.haulm.engine.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource({
    "*, '', true",
    "*, anything, true",
    "h?llo, hello, true",
    "h?llo, hllo, false",
    "h*llo, heeeello, true",
    "h[ae]llo, hallo, true",
    "h[ae]llo, hillo, false",
    "h[^e]llo, hallo, true",
    "h[^e]llo, hello, false",
    "h[a-b]llo, hbllo, true",
    "h[b-a]llo, hallo, true",
    "h[a-b]llo, hcllo, false",
    "\\*, *, true",
    "\\*, a, false",
    "[\\]], ], true",
    "[, [, false",
    "[a, a, true",
    "a\\, a\\, true",
    "a*b*c, aXbYbZc, true",
    "a*b*c, aXbYbZ, false",
    "'', '', true",
    "'', a, false",
    "**, a, true",
    "a**, a, true"
  })
  void patternsMatchAsInRedis(String pattern, String text, boolean matches) {
    assertThat(Glob.matches(Words.bytes(pattern), Words.bytes(text))).isEqualTo(matches);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void aNaiveMatcherAgrees(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 20_000; i++) {
      String pattern = letters(random, "ab*?*", 8);
      String text = letters(random, "ab", 8);
      assertThat(Glob.matches(Words.bytes(pattern), Words.bytes(text)))
          .as("%s and %s", pattern, text)
          .isEqualTo(naive(pattern, text));
    }
  }

  @Test
  void manyStarsTakeNoTime() {
    String pattern = "a*".repeat(2_000) + "b";
    assertThat(Glob.matches(Words.bytes(pattern), Words.bytes("a".repeat(4_000)))).isFalse();
  }

  @Test
  void caseMayNotMatter() {
    assertThat(Glob.matches(Words.bytes("MAX*[A-C]"), Words.bytes("maxmemoryb"), true)).isTrue();
    assertThat(Glob.matches(Words.bytes("MAX*"), Words.bytes("maxmemory"))).isFalse();
  }

  private static boolean naive(String pattern, String text) {
    if (pattern.isEmpty()) {
      return text.isEmpty();
    }
    if (pattern.charAt(0) == '*') {
      return naive(pattern.substring(1), text)
          || (!text.isEmpty() && naive(pattern, text.substring(1)));
    }
    return !text.isEmpty()
        && (pattern.charAt(0) == '?' || pattern.charAt(0) == text.charAt(0))
        && naive(pattern.substring(1), text.substring(1));
  }

  private static String letters(SplittableRandom random, String alphabet, int lengthMax) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(lengthMax + 1); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
