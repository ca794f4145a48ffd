package io.haulm.tasks.celery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddresseesTest {

  private static Map<String, Object> body(String pattern, String matcher) {
    Map<String, Object> body = new HashMap<>(Map.of("method", "shutdown"));
    body.put("pattern", pattern);
    body.put("matcher", matcher);
    return body;
  }

  @ParameterizedTest
  @CsvSource({
    "*,             glob,  true",
    "web*,          glob,  true",
    "w?b1@h.st,     glob,  false",
    "web?@host,     glob,  true",
    "web[0-3]@host, glob,  true",
    "web[!1]@host,  glob,  false",
    "web[!2]@host,  glob,  true",
    "old-*,         glob,  false",
    "web1,          glob,  false",
    "web1@host[,    glob,  false",
    "web\\d,        pcre,  true",
    "eb1,           pcre,  false",
    "(,             pcre,  false",
    "web1@host,     other, false"
  })
  void patternSaysWhoIsMeant(String pattern, String matcher, boolean isMeant) {
    assertThat(Addressees.include("web1@host", body(pattern, matcher))).isEqualTo(isMeant);
  }

  @Test
  void destinationNamesThem() {
    assertThat(Addressees.include("a@b", Map.of("destination", List.of("a@b")))).isTrue();
    assertThat(Addressees.include("a@b", Map.of("destination", List.of("c@b")))).isFalse();
    assertThat(Addressees.include("a@b", Map.of())).isTrue();
  }
}
