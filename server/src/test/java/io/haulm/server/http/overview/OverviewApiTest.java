package io.haulm.server.http.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.server.Client;
import io.haulm.server.http.HttpTest;
import io.haulm.server.http.Web;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class OverviewApiTest extends HttpTest {
  @Test
  void aBrowserIsToldEverythingAndThenWhatChanges() throws Exception {
    try (Client client = new Client(server());
        Events events = new Events(local())) {
      Events.Event first = events.await(_ -> true);
      assertThat(first.name()).isEqualTo("snapshot");
      assertThat(first.tube("default").path("ready").asInt()).isZero();

      client.ask("use mail");
      client.put("a letter");

      Events.Event delta = events.await(event -> event.tube("mail").path("ready").asInt() == 1);
      assertThat(delta.name()).isEqualTo("delta");
      assertThat(delta.data().path("totals").path("ready").asInt()).isEqualTo(1);
      assertThat(delta.tube("mail").path("inPerSecond").asDouble()).isPositive();
      assertThat(delta.tube("mail").path("waitMillis").isNull()).isTrue();
    }
  }

  @Test
  void aTubeThatHasGoneIsNamed() throws Exception {
    try (Events events = new Events(local())) {
      try (Client client = new Client(server())) {
        client.ask("use mail");
        events.await(event -> !event.tube("mail").isMissingNode());
      }

      Events.Event delta = events.await(event -> !event.data().path("gone").isEmpty());

      assertThat(delta.data().path("gone").get(0).asText()).isEqualTo("mail");
    }
  }

  @Test
  void whatAJobWaitedForIsToldOnceItIsReserved() throws Exception {
    try (Client client = new Client(server());
        Events events = new Events(local())) {
      client.put("a letter");
      client.ask("reserve");

      Events.Event told =
          events.await(event -> event.tube("default").path("waitMillis").isObject());

      assertThat(told.tube("default").path("waitMillis").path("p99").asDouble()).isPositive();
      assertThat(told.tube("default").path("reserved").asInt()).isEqualTo(1);
    }
  }

  @Test
  void someoneWhoSeesSomeTubesIsToldOfTheseOnly() throws Exception {
    Web viewer = user(admin(), "ann", "viewer", "mail*");
    try (Client client = new Client(server());
        Events events = new Events(viewer)) {
      client.put("not for ann");
      client.ask("use mail-eu");
      client.put("for ann");

      Events.Event told = events.await(event -> event.tube("mail-eu").path("ready").asInt() == 1);

      assertThat(told.data().path("totals").path("ready").asInt()).isEqualTo(1);
      assertThat(told.data().path("totals").path("tubes").asInt()).isEqualTo(1);
      assertThat(told.tube("default").isMissingNode()).isTrue();
    }
  }

  @Test
  void anOldJobNeedsAttentionOnceItIsOlderThanTheLimit() throws Exception {
    Web local = local();
    local.put("/api/v1/settings", "{\"alerts\":{\"oldestReadyMillis\":1,\"tubes\":{}}}");
    try (Client client = new Client(server());
        Events events = new Events(local)) {
      client.ask("use mail");
      client.put("a letter");

      Events.Event attention =
          events.await(event -> event.name().equals("attention") && !event.data().isEmpty());

      JsonNode told = attention.data().get(0);
      assertThat(told.path("kind").asText()).isEqualTo("oldest");
      assertThat(told.path("tube").asText()).isEqualTo("mail");
      assertThat(told.path("limitMillis").asLong()).isEqualTo(1);
      JsonNode overview = local.get("/api/v1/overview").json();
      assertThat(overview.path("attention").get(0).path("tube").asText()).isEqualTo("mail");
      assertThat(overview.path("totals").path("ready").asInt()).isEqualTo(1);
    }
  }

  @Test
  void prometheusIsToldOfTubes() throws Exception {
    try (Events events = new Events(local())) {
      events.await(event -> event.name().equals("snapshot"));
    }

    Web.Answer page = local().get("/metrics");

    assertThat(page.header("content-type")).contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(page.text().lines())
        .contains("haulm_tube_jobs{state=\"ready\",tube=\"default\"} 0.0")
        .contains("haulm_tubes 1.0");
  }

  @Test
  void prometheusIsToldOfStreamsOnceTheyAreFound() throws Exception {
    String redis = server().redisAddress().orElseThrow();
    int port = Integer.parseInt(redis.substring(redis.lastIndexOf(':') + 1));
    try (Client client = new Client(port);
        Events events = new Events(local())) {
      client.ask("XGROUP CREATE orders billing $ MKSTREAM");
      client.send("XADD orders * a 1\r\n");

      String wanted =
          "haulm_stream_group_lag{database=\"0\",group=\"billing\",stream=\"orders\"} 1.0";
      while (!local().get("/metrics").text().contains(wanted)) {
        events.await(event -> event.name().equals("delta"));
      }
    }
  }

  @Test
  void prometheusNeedsSomebodyWhoMaySeeEverything() throws Exception {
    Web viewer = user(admin(), "ann", "viewer", "mail*");

    assertThat(viewer.get("/metrics").status()).isEqualTo(403);
  }

  @Test
  void whoHasNotLoggedInIsToldNothing() throws Exception {
    var _ = admin();

    assertThat(anybody().get("/api/v1/overview").status()).isEqualTo(401);
    assertThat(anybody().get("/metrics").status()).isEqualTo(401);
    assertThatThrownBy(() -> new Events(anybody()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("401");
  }

  @Test
  void overviewIsOnlyAsked() throws Exception {
    assertThat(local().post("/api/v1/overview", "{}").status()).isEqualTo(405);
  }
}
