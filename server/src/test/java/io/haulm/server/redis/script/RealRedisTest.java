package io.haulm.server.redis.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scripts, and what redis-server 7.0.15 has answered to them. Where later versions answer
 * differently, or the difference is on purpose, the scripts are in other tests.
 */
class RealRedisTest {
  static Stream<Arguments> language() throws IOException {
    return cases("redis-7.0.15-language.txt");
  }

  static Stream<Arguments> libraries() throws IOException {
    return cases("redis-7.0.15-libraries.txt");
  }

  /** Each script is a line, and the next one is the answer. */
  private static Stream<Arguments> cases(String file) throws IOException {
    try (InputStream in = RealRedisTest.class.getResourceAsStream(file)) {
      List<String> lines =
          new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).lines().toList();
      return IntStream.range(0, lines.size() / 2)
          .mapToObj(i -> Arguments.of(lines.get(2 * i), lines.get(2 * i + 1).strip()));
    }
  }

  @ParameterizedTest
  @MethodSource("language")
  void theLanguageIsThatOfRedis(String script, String answer) {
    assertThat(answerTo(script)).isEqualTo(answer);
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void theLibrariesAreThoseOfRedis(String script, String answer) {
    assertThat(answerTo(script)).isEqualTo(answer);
  }

  private static String answerTo(String script) {
    Scripts scripts = new Scripts();
    scripts.run("SET", "str", "value");
    return scripts.run("EVAL", script, "2", "k1", "k2", "a1", "a2");
  }
}
