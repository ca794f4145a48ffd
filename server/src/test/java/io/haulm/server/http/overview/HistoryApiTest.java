package io.haulm.server.http.overview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.server.Client;
import io.haulm.server.HaulmServer;
import io.haulm.server.Servers;
import io.haulm.server.config.Durability;
import io.haulm.server.http.HttpTest;
import io.haulm.server.http.Web;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryApiTest extends HttpTest {
  @TempDir private Path folder;

  @Override
  protected HaulmServer startServer() throws Exception {
    return HaulmServer.start(Servers.withHttp(folder, new Durability.Sync(), Servers.ANY_HTTP));
  }

  @Test
  void aTubeHasACurveWithGapsWhereNothingIsKnown() throws Exception {
    fillMail();

    JsonNode curves =
        local().get("/api/v1/history?series=tube:mail&metrics=in,ready,waitP99").json();

    JsonNode ready = curves.path("metrics").path("ready");
    assertThat(curves.path("folded").asBoolean()).isFalse();
    assertThat(curves.path("stepMillis").asLong()).isPositive();
    assertThat(ready.get(0).isNull()).isTrue();
    assertThat(known(ready).getLast().asInt()).isEqualTo(2);
    JsonNode in = curves.path("metrics").path("in");
    assertThat(known(in).stream().mapToDouble(JsonNode::asDouble).sum()).isPositive();
    JsonNode waits = curves.path("metrics").path("waitP99");
    assertThat(waits).hasSameSizeAs(ready);
    assertThat(known(waits)).isEmpty();
  }

  /** The points of a curve that are no gaps; the last one may have begun just now. */
  private static List<JsonNode> known(JsonNode curve) {
    return curve.valueStream().filter(point -> !point.isNull()).toList();
  }

  /** How often anything happened, in all columns of a heat map. */
  private static int total(JsonNode counts) {
    return counts.valueStream().flatMap(JsonNode::valueStream).mapToInt(JsonNode::asInt).sum();
  }

  @Test
  void theHistorySurvivesARestart() throws Exception {
    fillMail();
    Web web = local();
    long toMillis = System.currentTimeMillis();
    web.post("/api/v1/marks", "{\"text\":\"deploy 7\"}");
    server().close();
    try (HaulmServer again = startServer()) {
      JsonNode curves =
          Web.local(again)
              .get("/api/v1/history?series=tube:mail&metrics=ready&from=" + (toMillis - 7_200_000))
              .json();

      assertThat(curves.path("metrics").path("ready").toString()).contains("2");
      assertThat(curves.path("marks").get(0).path("text").asText()).isEqualTo("deploy 7");
    }
  }

  @Test
  void theHeatMapHasAColumnForEachPeriod() throws Exception {
    try (Client client = new Client(server());
        Events events = new Events(local())) {
      client.put("a letter");
      client.ask("reserve");
      events.await(event -> event.tube("default").path("waitMillis").isObject());
    }

    JsonNode heat = local().get("/api/v1/history/heat?tube=default&points=20").json();

    JsonNode counts = heat.path("counts");
    assertThat(counts.size()).isBetween(2, 20);
    assertThat(counts.get(0)).isEmpty();
    JsonNode last = counts.get(counts.size() - 1);
    assertThat(last).hasSize(heat.path("bucketsMillis").size());
    assertThat(total(counts)).isEqualTo(1);
  }

  @Test
  void runsHaveAHeatMapOfTheirOwn() throws Exception {
    try (Client client = new Client(server());
        Events events = new Events(local())) {
      client.put("a letter");
      client.ask("reserve");
      client.ask("release 1 0 0");
      events.await(event -> event.tube("default").path("runMillis").isObject());
    }

    JsonNode heat = local().get("/api/v1/history/heat?tube=default&of=runs&points=20").json();
    JsonNode curves =
        local().get("/api/v1/history?series=tube:default&metrics=runP50,runP99&points=20").json();

    JsonNode counts = heat.path("counts");
    assertThat(counts.get(0)).isEmpty();
    assertThat(total(counts)).isEqualTo(1);
    assertThat(known(curves.path("metrics").path("runP50"))).hasSize(1);
  }

  @Test
  void aTubeThatHasNoPlaceIsAllGaps() throws Exception {
    JsonNode curves = local().get("/api/v1/history?series=tube:nobody").json();

    assertThat(curves.path("folded").asBoolean()).isTrue();
    assertThat(curves.path("metrics").path("in").get(0).isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "series=everything",
        "metrics=in,colour",
        "points=501",
        "points=0",
        "from=yesterday",
        "from=10&to=9",
        "from=99999999999999"
      })
  void nonsenseIsRefused(String query) throws Exception {
    assertThat(local().get("/api/v1/history?" + query).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"points=501", "from=10&to=9", "of=colours"})
  void nonsenseAboutHeatIsRefused(String query) throws Exception {
    assertThat(local().get("/api/v1/history/heat?" + query).status()).isEqualTo(400);
  }

  @Test
  void aMarkIsToldWithTheCurvesAndNotedInTheAudit() throws Exception {
    Web web = local();

    assertThat(web.post("/api/v1/marks", "{\"text\":\" deploy 7 \"}").status()).isEqualTo(201);

    JsonNode marks = web.get("/api/v1/history").json().path("marks");
    assertThat(marks.get(0).path("text").asText()).isEqualTo("deploy 7");
    JsonNode entry = web.get("/api/v1/audit").json().path("items").get(0);
    assertThat(entry.path("action").asText()).isEqualTo("mark.add");
  }

  @Test
  void aMarkNeedsATextThatIsNotTooLong() throws Exception {
    Web web = local();

    assertThat(web.post("/api/v1/marks", "{}").code()).isEqualTo("bad-mark");
    assertThat(web.post("/api/v1/marks", "{\"text\":\"" + "x".repeat(480) + "\"}").status())
        .isEqualTo(201);
    assertThat(web.post("/api/v1/marks", "{\"text\":\"" + "x".repeat(481) + "\"}").code())
        .isEqualTo("bad-mark");
  }

  @Test
  void viewersMayLookAndNotMark() throws Exception {
    Web viewer = user(admin(), "ann", "viewer", "*");

    assertThat(viewer.get("/api/v1/history").status()).isEqualTo(200);
    assertThat(viewer.get("/api/v1/history/heat").status()).isEqualTo(200);
    assertThat(viewer.post("/api/v1/marks", "{\"text\":\"x\"}").status()).isEqualTo(403);
  }

  @Test
  void someoneWhoSeesSomeTubesSeesTheirHistoryOnly() throws Exception {
    Web viewer = user(admin(), "ann", "viewer", "mail*");

    assertThat(viewer.get("/api/v1/history?series=tube:mail").status()).isEqualTo(200);
    assertThat(viewer.get("/api/v1/history/heat?tube=mail").status()).isEqualTo(200);
    assertThat(viewer.get("/api/v1/history?series=tube:video").status()).isEqualTo(403);
    assertThat(viewer.get("/api/v1/history/heat?tube=video").status()).isEqualTo(403);
    assertThat(viewer.get("/api/v1/history").status()).isEqualTo(403);
  }

  @Test
  void whoHasNotLoggedInSeesNoHistory() throws Exception {
    var _ = admin();

    assertThat(anybody().get("/api/v1/history").status()).isEqualTo(401);
    assertThat(anybody().get("/api/v1/history/heat").status()).isEqualTo(401);
    assertThat(anybody().post("/api/v1/marks", "{\"text\":\"x\"}").status()).isEqualTo(401);
  }

  private void fillMail() throws Exception {
    try (Client client = new Client(server());
        Events events = new Events(local())) {
      client.ask("use mail");
      client.put("one");
      client.put("two");
      events.await(event -> event.tube("mail").path("ready").asInt() == 2);
    }
  }
}
