package io.haulm.server.http.workers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.server.Client;
import io.haulm.server.http.HttpTest;
import io.haulm.server.http.Web;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers, failures and workflows, as a browser sees them. */
class WorkersApiTest extends HttpTest {
  private static final String WORKERS = "/api/v1/workers";
  private static final String FAILURES = "/api/v1/failures";
  private static final String WORKFLOWS = "/api/v1/workflows";

  @Test
  void connectionIsShownWithWhatItDoes() throws Exception {
    try (Client client = new Client(server())) {
      client.ask("use mail");
      client.ask("watch mail");
      client.ask("put 0 0 60 1\r\nx");
      client.ask("reserve");
      JsonNode connection = local().get(WORKERS).json().at("/connections/0");

      assertThat(connection.path("face").asText()).isEqualTo("beanstalk");
      assertThat(connection.path("address").asText()).startsWith("127.0.0.1:");
      assertThat(connection.path("using").asText()).isEqualTo("mail");
      assertThat(connection.path("tubes")).hasToString("[\"default\",\"mail\"]");
      assertThat(connection.path("reserved").asInt()).isEqualTo(1);
      assertThat(connection.path("waiting").asBoolean()).isFalse();
      assertThat(connection.path("lastCommand").asText()).isEqualTo("reserve");
    }
  }

  @Test
  void whoOnlyPutsIsNoWorkerOfTheTubeThatAllWatch() throws Exception {
    try (Client producer = new Client(server());
        Client worker = new Client(server())) {
      producer.ask("put 0 0 60 1\r\nx");
      Web local = local();
      assertThat(local.get("/api/v1/tubes/default").json().path("workers").asInt()).isZero();

      worker.ask("reserve");

      assertThat(local.get("/api/v1/tubes/default").json().path("workers").asInt()).isEqualTo(1);
      assertThat(local.get(WORKERS).json().path("connections").findValuesAsText("worker"))
          .containsExactly("false", "true");
    }
  }

  @Test
  void connectionsOfTheServerWithItselfAreNotShown() throws Exception {
    Web local = local();
    local.post("/api/v1/commands/redis", "{\"line\":\"PING\"}");

    assertThat(local.get(WORKERS).json().path("connections")).isEmpty();
  }

  @Test
  void operatorBreaksAConnectionOff() throws Exception {
    Web local = local();
    try (Client client = new Client(server())) {
      client.ask("list-tube-used");
      String id = local.get(WORKERS).at("/connections/0/id");

      assertThat(local.post(WORKERS + "/" + id + "/disconnect", "{}").status()).isEqualTo(204);

      assertThat(client.isClosedByServer()).isTrue();
      assertThat(local.post(WORKERS + "/" + id + "/disconnect", "{}").code())
          .isEqualTo("no-such-connection");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "x", "-1"})
  void connectionThatCannotBeIsRefused(String id) throws Exception {
    assertThat(local().post(WORKERS + "/" + id + "/disconnect", "{}").code())
        .isEqualTo("bad-parameter");
  }

  @Test
  void viewerMayLookButNotDisconnect() throws Exception {
    Web viewer = user(admin(), "eve", "viewer", "*");

    assertThat(viewer.get(WORKERS).status()).isEqualTo(200);
    assertThat(viewer.post(WORKERS + "/1/disconnect", "{}").code()).isEqualTo("forbidden");
  }

  @ParameterizedTest
  @ValueSource(strings = {WORKERS, WORKFLOWS, WORKFLOWS + "/r1", "/api/v1/schedules"})
  void oneFromWhomTubesAreHiddenSeesNone(String path) throws Exception {
    Web viewer = user(admin(), "eve", "viewer", "mail.*");

    assertThat(viewer.get(path).code()).isEqualTo("forbidden");
  }

  @Test
  void buriedJobsAreGroupedByTubeAndError() throws Exception {
    bury("mail", "{\"error\":\"HTTP 503\"}", "{\"error\":\"HTTP 502\"}", "{}");
    Web local = local();

    JsonNode items = local.get(FAILURES).json().path("items");

    assertThat(items).hasSize(2);
    assertThat(items.at("/0/error").asText()).isEqualTo("HTTP <n>");
    assertThat(items.at("/0/count").asInt()).isEqualTo(2);
    assertThat(items.at("/0/tubes")).hasToString("[\"mail\"]");
    assertThat(items.at("/0/sampleIds")).hasSize(2);
    assertThat(items.at("/1/error").asText()).isEqualTo("buried");
    assertThat(local.get(FAILURES + "/" + items.at("/0/fingerprint").asText()).at("/error"))
        .isEqualTo("HTTP <n>");
    assertThat(local.get(FAILURES + "/none").code()).isEqualTo("no-such-failure");
  }

  @Test
  void failuresOfHiddenTubesAreHidden() throws Exception {
    bury("secret", "{}");
    Web root = admin();
    Web viewer = user(root, "eve", "viewer", "mail.*");

    assertThat(root.get(FAILURES).json().path("items")).hasSize(1);
    assertThat(viewer.get(FAILURES).json().path("items")).isEmpty();
  }

  @Test
  void anOperationOnAGroupMeansExactlyItsJobs() throws Exception {
    bury(
        "fx",
        "{\"error\":\"503\"}",
        "{\"error\":\"504\"}",
        "{\"error\":\"timeout\"}",
        "{\"error\":\"connect timeout to db\"}",
        "{\"error\":\"connect timeout to web\"}",
        "{\"error\":\"say \\\"hi\\\"\"}",
        "{}",
        "no JSON");
    bury("other", "{\"error\":\"timeout\"}");
    Web local = local();
    JsonNode groups = local.get(FAILURES).json().path("items");
    assertThat(groups).hasSize(7);

    for (JsonNode group : groups) {
      String filter = "failure:" + group.path("fingerprint").asText();
      JsonNode dry =
          ended(
              local,
              local.post(
                  "/api/v1/operations",
                  "{\"kind\":\"kick\",\"q\":\"" + filter + "\",\"dryRun\":true}"));
      assertThat(dry.path("done").asInt())
          .as(group.toString())
          .isEqualTo(group.path("count").asInt());
      JsonNode jobs = local.get("/api/v1/jobs?q=" + filter).json().path("items");
      assertThat(jobs.findValuesAsText("id"))
          .containsExactlyInAnyOrderElementsOf(texts(group.path("sampleIds")));
    }
    assertThat(
            local
                .get("/api/v1/jobs?q=-failure:" + groups.at("/0/fingerprint").asText())
                .json()
                .path("items"))
        .hasSize(7);
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  @Test
  void allBuriedJobsAreCountedWithTheirTrend() throws Exception {
    int count = 2_100;
    bury("mail", Collections.nCopies(count, "{\"error\":\"HTTP 503\"}").toArray(String[]::new));

    JsonNode found = local().get(FAILURES).json();

    assertThat(found.path("complete").asBoolean()).isTrue();
    assertThat(found.at("/items/0/count").asInt()).isEqualTo(count);
    long inTrend = texts(found.at("/items/0/trend")).stream().mapToLong(Long::parseLong).sum();
    assertThat(inTrend).isEqualTo(count);
  }

  private void bury(String tube, String... bodies) throws Exception {
    try (Client client = new Client(server())) {
      client.ask("use " + tube);
      client.ask("watch " + tube);
      for (String body : bodies) {
        client.ask("put 0 0 60 " + body.length() + "\r\n" + body);
        String id = client.ask("reserve").split(" ", -1)[1];
        client.line();
        client.ask("bury " + id + " 0");
      }
    }
  }

  @Test
  void celerysEventsAreOverheard() throws Exception {
    Web local = local();
    publish(
        "[{\"type\":\"worker-online\",\"hostname\":\"w1@vm\",\"freq\":2},"
            + "{\"type\":\"task-sent\",\"uuid\":\"r1\",\"name\":\"chain\",\"root_id\":\"r1\",\"timestamp\":1},"
            + "{\"type\":\"task-failed\",\"uuid\":\"t2\",\"root_id\":\"r1\",\"parent_id\":\"r1\","
            + "\"exception\":\"KeyError(1)\",\"traceback\":\"\",\"timestamp\":2}]");

    Web.Answer workflows = local.get(WORKFLOWS);
    while (workflows.json().path("items").isEmpty()) {
      workflows = local.get(WORKFLOWS);
    }

    assertThat(workflows.at("/items/0/rootId")).isEqualTo("r1");
    assertThat(workflows.at("/items/0/state")).isEqualTo("failed");
    assertThat(workflows.json().at("/items/0/total").asInt()).isEqualTo(2);
    assertThat(local.get(WORKFLOWS + "/r1").at("/nodes/1/parent")).isEqualTo("r1");
    assertThat(local.get(WORKERS).at("/celery/0/hostname")).isEqualTo("w1@vm");
    assertThat(local.get(FAILURES).at("/items/0/error")).isEqualTo("KeyError(<n>)");
  }

  @Test
  void nobodyCanTellThatEventsAreOverheard() throws Exception {
    assertThat(publish("[]")).isEqualTo(":0");
  }

  @Test
  void workflowsThatMakeNoSenseAreRefused() throws Exception {
    assertThat(local().get(WORKFLOWS + "?limit=0").code()).isEqualTo("bad-parameter");
    assertThat(local().get(WORKFLOWS + "/none").code()).isEqualTo("no-such-workflow");
  }

  /** Publishes as a worker does; the result is how many have heard it. */
  private String publish(String events) throws Exception {
    String body = Base64.getEncoder().encodeToString(events.getBytes(StandardCharsets.UTF_8));
    String address = server().redisAddress().orElseThrow();
    int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    try (Client client = new Client(port)) {
      return client.ask(
          "PUBLISH /0.celeryev/task.multi \"{\\\"body\\\":\\\""
              + body
              + "\\\",\\\"properties\\\":{\\\"body_encoding\\\":\\\"base64\\\"}}\"");
    }
  }
}
