package io.haulm.server.http.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.server.http.Web;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsApiTest extends KeyspaceTest {
  private static final String ORDERS = "/api/v1/streams/0/" + inPath("orders");
  private static final String GROUP = ORDERS + "/groups/billing";

  @Test
  void streamIsShownWithItsGroups() throws Exception {
    Web web = webWithPendingEntries();

    JsonNode listed = web.get("/api/v1/streams").json().path("items").get(0);
    JsonNode stream = web.get(ORDERS).json();

    assertThat(listed.path("length").asInt()).isEqualTo(3);
    assertThat(listed.path("lagMax").asInt()).isEqualTo(1);
    assertThat(listed.path("groups")).isEmpty();
    assertThat(stream.path("firstId").asText()).isEqualTo("1-0");
    JsonNode group = stream.path("groups").get(0);
    assertThat(group.at("/name/text").asText()).isEqualTo("billing");
    assertThat(group.path("pending").asInt()).isEqualTo(2);
    assertThat(group.path("lag").asInt()).isEqualTo(1);
    assertThat(group.path("lastDeliveredId").asText()).isEqualTo("2-0");
  }

  @Test
  void entriesComeInPagesEitherWay() throws Exception {
    Web web = webWithPendingEntries();

    JsonNode first = web.get(ORDERS + "/entries?limit=2").json();
    JsonNode second = web.get(ORDERS + "/entries?limit=2&cursor=" + cursor(first)).json();
    JsonNode newest = web.get(ORDERS + "/entries?limit=2&reverse=true").json();
    JsonNode older =
        web.get(ORDERS + "/entries?limit=2&reverse=true&cursor=" + cursor(newest)).json();

    assertThat(first.at("/items/0/fields/0/1/text").asText()).isEqualTo("1");
    assertThat(second.at("/items/0/id").asText()).isEqualTo("3-0");
    assertThat(second.path("cursor").isNull()).isTrue();
    assertThat(newest.at("/items/0/id").asText()).isEqualTo("3-0");
    assertThat(older.at("/items/0/id").asText()).isEqualTo("1-0");
    assertThat(web.get(ORDERS + "/entries?from=2-0&to=2-0").json().path("items")).hasSize(1);
  }

  @Test
  void consumersAndWhatIsPendingAreShown() throws Exception {
    Web web = webWithPendingEntries();

    JsonNode consumer = web.get(GROUP + "/consumers").json().at("/items/0");
    JsonNode pending = web.get(GROUP + "/pending?limit=1").json();
    JsonNode next = web.get(GROUP + "/pending?limit=1&cursor=" + cursor(pending)).json();

    assertThat(consumer.at("/name/text").asText()).isEqualTo("anna");
    assertThat(consumer.path("pending").asInt()).isEqualTo(2);
    assertThat(pending.at("/items/0/id").asText()).isEqualTo("1-0");
    assertThat(pending.at("/items/0/deliveries").asInt()).isEqualTo(1);
    assertThat(next.at("/items/0/id").asText()).isEqualTo("2-0");
    assertThat(web.get(GROUP + "/pending?consumer=nobody").json().path("items")).isEmpty();
    assertThat(web.get(GROUP + "/pending?minIdleMillis=3600000").json().path("items")).isEmpty();
  }

  @Test
  void pendingEntriesAreAcknowledgedOrGivenToOthers() throws Exception {
    Web web = webWithPendingEntries();

    JsonNode acked = web.post(GROUP + "/ack", "{\"ids\": [\"1-0\", \"9-0\"]}").json();
    JsonNode claimed =
        web.post(
                GROUP + "/claim",
                "{\"consumer\": \"bert\", \"minIdleMillis\": 0, \"ids\": [\"2-0\"]}")
            .json();
    JsonNode back =
        web.post(GROUP + "/autoclaim", "{\"consumer\": \"anna\", \"minIdleMillis\": 0}").json();

    assertThat(acked.path("count").asInt()).isEqualTo(1);
    assertThat(claimed.at("/ids/0").asText()).isEqualTo("2-0");
    assertThat(back.at("/ids/0").asText()).isEqualTo("2-0");
    assertThat(back.path("cursor").isNull()).isTrue();
    assertThat(web.get(GROUP + "/pending").json().at("/items/0/consumer/text").asText())
        .isEqualTo("anna");
  }

  @Test
  void entriesAreAddedDeletedAndTrimmed() throws Exception {
    Web web = webWithPendingEntries();

    assertThat(web.post(ORDERS + "/add", "{\"fields\": {\"n\": \"4\"}, \"id\": \"4-0\"}").text())
        .isEqualTo("{\"id\":\"4-0\"}");
    assertThat(web.post(ORDERS + "/delete", "{\"ids\": [\"4-0\"]}").text())
        .isEqualTo("{\"count\":1}");
    assertThat(web.post(ORDERS + "/trim", "{\"maxLength\": 1}").text()).isEqualTo("{\"count\":2}");
    assertThat(web.get(ORDERS).json().path("length").asInt()).isEqualTo(1);
  }

  @Test
  void groupsAreMadeMovedAndRemoved() throws Exception {
    Web web = webWithPendingEntries();

    assertThat(web.post(ORDERS + "/groups", "{\"name\": \"stock\", \"id\": \"0\"}").status())
        .isEqualTo(204);
    assertThat(web.post(ORDERS + "/groups", "{\"name\": \"stock\"}").status()).isEqualTo(409);
    assertThat(web.post(ORDERS + "/groups/stock/setid", "{\"id\": \"2-0\"}").status())
        .isEqualTo(204);
    assertThat(web.get(ORDERS).json().at("/groups/1/lastDeliveredId").asText()).isEqualTo("2-0");
    assertThat(web.delete(ORDERS + "/groups/stock").status()).isEqualTo(204);
    assertThat(web.delete(ORDERS + "/groups/stock").code()).isEqualTo("no-such-group");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/entries?from=x",
        "/entries?cursor=x",
        "/entries?limit=501",
        "/tail?after=x",
        "/groups/billing/pending?minIdleMillis=-1"
      })
  void nonsenseQuestionsAreRefused(String path) throws Exception {
    assertThat(webWithPendingEntries().get(ORDERS + path).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/add",
        "/trim",
        "/delete",
        "/groups",
        "/groups/billing/ack",
        "/groups/billing/claim",
        "/groups/billing/autoclaim"
      })
  void nonsenseActsAreRefused(String path) throws Exception {
    Web web = webWithPendingEntries();

    assertThat(web.post(ORDERS + path, "{}").status()).isEqualTo(400);
    assertThat(web.post(ORDERS + path, "[").status()).isEqualTo(400);
  }

  @Test
  void whatIsNoStreamIsMissed() throws Exception {
    Web web = local();
    redis(web, "SET orders 1");

    assertThat(web.get(ORDERS).code()).isEqualTo("no-such-stream");
    assertThat(web.get(ORDERS + "/entries").code()).isEqualTo("no-such-stream");
    assertThat(web.get(GROUP + "/pending").code()).isEqualTo("no-such-stream");
    assertThat(web.post(ORDERS + "/add", "{\"fields\": {\"a\": \"b\"}}").status()).isEqualTo(409);
  }

  @Test
  void viewerMayLookOnly() throws Exception {
    Web admin = admin();
    redis(admin, "XADD orders 1-0 n 1");
    redis(admin, "XGROUP CREATE orders billing 0");
    Web viewer = user(admin, "vera", "viewer", "*");

    assertThat(viewer.get(ORDERS).status()).isEqualTo(200);
    for (String act :
        new String[] {
          "/add",
          "/trim",
          "/delete",
          "/groups",
          "/groups/billing/setid",
          "/groups/billing/ack",
          "/groups/billing/claim",
          "/groups/billing/autoclaim"
        }) {
      assertThat(viewer.post(ORDERS + act, "{}").status()).as(act).isEqualTo(403);
    }
    assertThat(viewer.delete(GROUP).status()).isEqualTo(403);
    Web some = user(admin, "sam", "operator", "mail");
    assertThat(some.get("/api/v1/streams").status()).isEqualTo(403);
    assertThat(anybody().get("/api/v1/streams").status()).isEqualTo(401);
  }

  @Test
  void tailTellsEntriesAsTheyAreAdded() throws Exception {
    Web web = webWithPendingEntries();
    try (Socket socket = web.connect()) {
      socket
          .getOutputStream()
          .write(web.head("GET", ORDERS + "/tail?after=2-0").getBytes(StandardCharsets.UTF_8));
      var events =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));

      assertThat(nextData(events)).contains("\"id\":\"3-0\"").doesNotContain("\"2-0\"");
      redis(web, "XADD orders 4-0 n 4");
      assertThat(nextData(events)).contains("\"id\":\"4-0\"").doesNotContain("\"3-0\"");
    }
  }

  private static String nextData(BufferedReader events) throws Exception {
    String line = events.readLine();
    while (!line.startsWith("data: ")) {
      line = events.readLine();
    }
    return line;
  }

  private Web webWithPendingEntries() throws Exception {
    Web web = local();
    redis(web, "XADD orders 1-0 n 1");
    redis(web, "XADD orders 2-0 n 2");
    redis(web, "XADD orders 3-0 n 3");
    redis(web, "XGROUP CREATE orders billing 0");
    redis(web, "XREADGROUP GROUP billing anna COUNT 2 STREAMS orders >");
    return web;
  }

  private static String cursor(JsonNode page) {
    return page.path("cursor").asText().replace("(", "%28");
  }
}
