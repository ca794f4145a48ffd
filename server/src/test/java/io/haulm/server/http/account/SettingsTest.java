package io.haulm.server.http.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.server.http.HttpTest;
import io.haulm.server.http.Web;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings, read-only mode, and the log of who did what. */
class SettingsTest extends HttpTest {
  private static final String SETTINGS = "/api/v1/settings";
  private static final String AUDIT = "/api/v1/audit";

  @Test
  void whatIsNotGivenStays() throws Exception {
    Web root = admin();
    root.put(SETTINGS, "{\"maskedPaths\":[\"body.card.number\"]}");

    root.put(SETTINGS, "{\"alerts\":{\"tubes\":{\"mail.*\":{\"buriedPerMinute\":5}}}}");
    root.put(SETTINGS, "{\"alerts\":{\"oldestReadyMillis\":1000,\"diskUsableBytes\":0}}");

    assertThat(root.get(SETTINGS).text())
        .isEqualTo(
            "{\"readOnly\":false,\"alerts\":{\"oldestReadyMillis\":1000,\"unattendedMillis\":30000,"
                + "\"backlogMillis\":60000,\"buriedPerMinute\":10,\"pausedMillis\":3600000,"
                + "\"lagEntries\":10000,\"diskUsableBytes\":0,"
                + "\"tubes\":{\"mail.*\":{\"buriedPerMinute\":5}}},"
                + "\"maskedPaths\":[\"body.card.number\"]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bad-alerts       | {\"alerts\":{\"oldestReadyMillis\":-1,\"tubes\":{}}}",
        "bad-alerts       | {\"alerts\":{\"oldestReadyMillis\":1,\"tubes\":{\"a\":null}}}",
        "bad-alerts       | {\"alerts\":{\"oldestReadyMillis\":1.5}}",
        "bad-alerts       | {\"alerts\":{\"oldestReadyMillis\":9223372036854775808}}",
        "bad-alerts       | {\"alerts\":{\"oldestMillis\":1}}",
        "bad-alerts       | {\"alerts\":{\"tubes\":{\"a\":{\"lagEntries\":1}}}}",
        "bad-alerts       | {\"alerts\":{\"tubes\":{\"\":{}}}}",
        "bad-alerts       | {\"alerts\":{\"tubes\":[]}}",
        "bad-alerts       | {\"alerts\":[]}",
        "bad-masked-paths | {\"maskedPaths\":[\"card\"]}",
        "bad-masked-paths | {\"maskedPaths\":[null]}",
        "bad-json         | {\"readOnly\":\"perhaps\"}",
        "bad-json         | {\"unknown\":1}",
        "bad-json         | []"
      })
  void settingThatMakesNoSenseIsRefused(String code, String json) throws Exception {
    assertThat(local().put(SETTINGS, json).code()).isEqualTo(code);
  }

  @Test
  void onlyAdminsChangeLimits() throws Exception {
    Web root = admin();
    Web olga = user(root, "olga", "operator", "*");
    String json = "{\"alerts\":{\"pausedMillis\":1}}";

    assertThat(olga.put(SETTINGS, json).status()).isEqualTo(403);
    assertThat(anybody().put(SETTINGS, json).status()).isEqualTo(401);
    assertThat(root.put(SETTINGS, json).at("/alerts/pausedMillis")).isEqualTo("1");
    assertThat(root.get(AUDIT + "?limit=1").at("/items/0/after")).contains("\"pausedMillis\":1,");
  }

  @Test
  void readOnlyServerStillLetsAdminsChangeThat() throws Exception {
    Web root = admin();

    root.put(SETTINGS, "{\"readOnly\":true}");
    assertThat(root.get("/api/v1/session").json().path("readOnly").asBoolean()).isTrue();

    assertThat(root.put(SETTINGS, "{\"readOnly\":false}").status()).isEqualTo(200);
  }

  @Test
  void logTellsWhoDidWhat() throws Exception {
    Web root = admin();
    root.put(SETTINGS, "{\"readOnly\":true}");

    Web.Answer answer = root.get(AUDIT + "?limit=1");

    assertThat(answer.at("/items/0/who")).isEqualTo("root");
    assertThat(answer.at("/items/0/action")).isEqualTo("settings.change");
    assertThat(answer.at("/items/0/address")).isEqualTo("127.0.0.1");
    assertThat(answer.at("/items/0/before")).contains("\"readOnly\":false");
    assertThat(answer.at("/items/0/after")).contains("\"readOnly\":true");
  }

  @Test
  void logIsReadPageByPage() throws Exception {
    Web root = admin();
    root.put(SETTINGS, "{}");

    Web.Answer first = root.get(AUDIT + "?limit=2");
    Web.Answer second = root.get(AUDIT + "?limit=2&cursor=" + first.at("/cursor"));

    assertThat(first.at("/items/0/action")).isEqualTo("settings.change");
    assertThat(first.at("/items/1/action")).isEqualTo("login");
    assertThat(second.at("/items/0/action")).isEqualTo("user.add");
    assertThat(second.json().path("cursor").isNull()).isTrue();
  }

  @Test
  void logIsAskedForSomebodyOrSomething() throws Exception {
    Web root = admin();

    assertThat(root.get(AUDIT + "?who=local").json().path("items")).hasSize(1);
    assertThat(root.get(AUDIT + "?action=log").json().path("items")).hasSize(1);
    assertThat(root.get(AUDIT + "?who=nobody").json().path("items")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=501", "limit=x", "cursor=-1", "limit=1&limit=2"})
  void pageThatMakesNoSenseIsRefused(String query) throws Exception {
    assertThat(local().get(AUDIT + "?" + query).code()).isEqualTo("bad-parameter");
  }
}
