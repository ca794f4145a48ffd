package io.haulm.server.http.tubes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is hidden in bodies cannot be guessed by asking for it. */
class MaskedSearchTest extends TubesTest {
  @BeforeEach
  void putAndHide() throws Exception {
    put("mail", "{\"card\":{\"number\":\"4111-2222\"},\"to\":\"ann\",\"error\":\"5555\"}");
    assertThat(
            root()
                .put(API + "/settings", "{\"maskedPaths\":[\"body.card.number\",\"body.error\"]}")
                .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "body.card.number:4*",
        "body.card.number:4111-2222",
        "4111",
        "body:\"4111\"",
        "error:\"5555\""
      })
  void hiddenFieldIsNotFoundByItsValue(String filter) throws Exception {
    String found = vera().get(API + "/jobs?q=" + encoded(filter)).text();
    String exported = vera().get(API + "/jobs/export?q=" + encoded(filter)).text();

    assertThat(found).contains("\"items\":[]");
    assertThat(exported).doesNotContain("mail");
    assertThat(matchedByDryRun(filter)).isZero();
  }

  @Test
  void whatIsShownIsFound() throws Exception {
    assertThat(matchedByDryRun("body.to:ann")).isEqualTo(1);
    assertThat(vera().get(API + "/jobs?q=" + encoded("body.to:ann")).text()).contains("\"id\"");
  }

  private int matchedByDryRun(String filter) throws Exception {
    String wanted =
        "{\"kind\":\"bury\",\"dryRun\":true,\"q\":\"" + filter.replace("\"", "\\\"") + "\"}";
    return ended(olga(), olga().post(API + "/operations", wanted)).path("matched").asInt();
  }
}
