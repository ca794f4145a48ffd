package io.haulm.server.http.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.server.http.Json;
import io.haulm.server.monitor.AlertLimit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsTest {
  @TempDir Path folder;

  private static Alerts alerts(String json) throws IOException {
    return Alerts.DEFAULT.with(Json.tree(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theLongestPatternThatSetsALimitCounts() throws Exception {
    Alerts alerts =
        alerts(
            """
            {"pausedMillis": 7, "tubes": {
              "mail.*": {"oldestReadyMillis": 50, "buriedPerMinute": 3},
              "mail.slow": {"oldestReadyMillis": 900},
              "*": {"oldestReadyMillis": 10}}}
            """);

    assertThat(alerts.of("mail.slow").get(AlertLimit.OLDEST_READY_MILLIS)).isEqualTo(900);
    assertThat(alerts.of("mail.slow").get(AlertLimit.BURIED_PER_MINUTE)).isEqualTo(3);
    assertThat(alerts.of("mail.eu").get(AlertLimit.OLDEST_READY_MILLIS)).isEqualTo(50);
    assertThat(alerts.of("sms").get(AlertLimit.OLDEST_READY_MILLIS)).isEqualTo(10);
    assertThat(alerts.of("sms").get(AlertLimit.BURIED_PER_MINUTE)).isEqualTo(10);
    assertThat(alerts.of("mail.slow").get(AlertLimit.PAUSED_MILLIS)).isEqualTo(7);
    assertThat(alerts.of("").get(AlertLimit.OLDEST_READY_MILLIS)).isEqualTo(300_000);
  }

  @Test
  void whatAnOlderReleaseHasKeptIsRead() throws Exception {
    Path file = folder.resolve("http-settings.json");
    Files.writeString(
        file,
        """
        {"readOnly": false, "alerts": {"oldestReadyMillis": 1000, "tubes": {"mail.*": 50}},
         "maskedPaths": []}
        """);

    Alerts alerts = new Settings(Optional.of(file)).get().alerts();

    assertThat(alerts.of("sms").get(AlertLimit.OLDEST_READY_MILLIS)).isEqualTo(1000);
    assertThat(alerts.of("mail.eu").get(AlertLimit.OLDEST_READY_MILLIS)).isEqualTo(50);
    assertThat(alerts.of("mail.eu").get(AlertLimit.LAG_ENTRIES)).isEqualTo(10_000);
  }

  @Test
  void whatIsKeptIsReadAgain() throws Exception {
    Path file = folder.resolve("http-settings.json");
    new Settings(Optional.of(file))
        .set(
            new FaceSettings(
                true,
                alerts("{\"lagEntries\": 0, \"tubes\": {\"a*\": {\"backlogMillis\": 5}}}"),
                FaceSettings.DEFAULT.maskedPaths()));

    Alerts alerts = new Settings(Optional.of(file)).get().alerts();

    assertThat(alerts.of("").get(AlertLimit.LAG_ENTRIES)).isZero();
    assertThat(alerts.of("ab").get(AlertLimit.BACKLOG_MILLIS)).isEqualTo(5);
  }

  @Test
  void onePatternTooManyIsRefused() throws Exception {
    assertThat(alerts(patterns(Alerts.TUBES_MAX)).of("t1").get(AlertLimit.PAUSED_MILLIS))
        .isEqualTo(1);
    assertThatThrownBy(() -> alerts(patterns(Alerts.TUBES_MAX + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1000 patterns");
  }

  @Test
  void aPatternThatIsTooLongIsRefused() throws Exception {
    String longest = "t".repeat(Alerts.PATTERN_CHARS_MAX);
    assertThat(alerts("{\"tubes\":{\"" + longest + "\":{}}}")).isNotNull();
    assertThatThrownBy(() -> alerts("{\"tubes\":{\"" + longest + "t\":{}}}"))
        .hasMessageContaining("characters");
  }

  private static String patterns(int count) {
    StringBuilder json = new StringBuilder("{\"tubes\":{");
    for (int i = 0; i < count; i++) {
      json.append(i == 0 ? "" : ",").append("\"t").append(i).append("\":{\"pausedMillis\":1}");
    }
    return json.append("}}").toString();
  }
}
