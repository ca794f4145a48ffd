package io.haulm.server.http.workers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haulm.server.Client;
import io.haulm.server.http.HttpTest;
import io.haulm.server.http.Json;
import io.haulm.server.http.Web;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A failed task of Celery is looked at, and called again. */
class TasksApiTest extends HttpTest {
  private static final String TASK = "/api/v1/tasks/a";
  private static final String RETRY = TASK + "/retry";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Client redis;

  @BeforeEach
  void connect() throws Exception {
    String address = server().redisAddress().orElseThrow();
    redis = new Client(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
    // Calls are looked at from the first event on.
    publish("{'type':'worker-online','hostname':'w1@vm','freq':2}");
  }

  @AfterEach
  void disconnect() throws Exception {
    redis.close();
  }

  private String say(String... words) throws Exception {
    StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      int bytes = word.getBytes(StandardCharsets.UTF_8).length;
      command.append("$").append(bytes).append("\r\n").append(word).append("\r\n");
    }
    return redis.ask(command.substring(0, command.length() - 2));
  }

  private void publish(String event) throws Exception {
    ObjectNode envelope = Json.mapper().createObjectNode().put("body", event.replace('\'', '"'));
    say("PUBLISH", "/0.celeryev/task.multi", envelope.toString());
  }

  private void push(String id, String headers) throws Exception {
    byte[] message = Calls.message(id, "pay", headers, "[[17],{'card':{'number':'4111'}},{}]");
    say("LPUSH", "shop", new String(message, StandardCharsets.UTF_8));
  }

  private void fail(String id) throws Exception {
    publish(
        "{'type':'task-failed','uuid':'"
            + id
            + "','exception':'KeyError(1)','traceback':'over there','timestamp':2}");
  }

  /** Events are taken apart on a thread of their own. */
  private static JsonNode until(Web web, String path, Predicate<JsonNode> isSo) throws Exception {
    long endNanos = System.nanoTime() + PATIENCE.toNanos();
    JsonNode answer = web.get(path).json();
    while (!isSo.test(answer)) {
      assertThat(System.nanoTime()).as("still %s", answer).isLessThan(endNanos);
      answer = web.get(path).json();
    }
    return answer;
  }

  private static JsonNode untilFailed(Web web) throws Exception {
    return until(web, TASK, task -> task.path("state").asText().equals("failed"));
  }

  @Test
  void taskIsShownWithItsArgumentsAndWhyItFailed() throws Exception {
    push("a", "{}");
    fail("a");

    JsonNode task = untilFailed(local());

    assertThat(task.path("name").asText()).isEqualTo("pay");
    assertThat(task.path("queue").asText()).isEqualTo("shop");
    assertThat(task.path("exception").asText()).isEqualTo("KeyError(1)");
    assertThat(task.path("traceback").asText()).isEqualTo("over there");
    assertThat(task.path("arguments")).hasToString("[17]");
    assertThat(task.path("named")).hasToString("{\"card\":{\"number\":\"4111\"}}");
    assertThat(task.path("known").asBoolean()).isTrue();
    assertThat(task.path("againAs").isNull()).isTrue();
  }

  @Test
  void argumentsAreMasked() throws Exception {
    Web local = local();
    ObjectNode settings = (ObjectNode) local.get("/api/v1/settings").json();
    settings.putArray("maskedPaths").add("body.card.number");
    assertThat(local.put("/api/v1/settings", settings.toString()).status()).isLessThan(300);
    push("a", "{}");
    fail("a");

    assertThat(untilFailed(local).path("named")).hasToString("{\"card\":{\"number\":\"***\"}}");
  }

  @Test
  void failedTaskIsCalledAgainWithANewId() throws Exception {
    Web local = local();
    push("a", "{'root_id':'r'}");
    fail("a");
    untilFailed(local);
    say("DEL", "shop");

    Web.Answer called = local.post(RETRY, "{}");

    assertThat(called.status()).isEqualTo(200);
    assertThat(called.at("/queue")).isEqualTo("shop");
    assertThat(say("LLEN", "shop")).isEqualTo(":1");
    String path = "/api/v1/tasks/" + called.at("/id");
    JsonNode again = until(local, path, task -> task.path("state").asText().equals("sent"));
    assertThat(again.path("root").asText()).isEqualTo("r");
    assertThat(again.path("arguments")).hasToString("[17]");
    assertThat(local.get(TASK).at("/againAs")).isEqualTo(called.at("/id"));
    assertThat(local.post(RETRY, "{}").code()).isEqualTo("called-again");
    assertThat(local.get("/api/v1/audit").at("/items/0/action")).isEqualTo("task.retry");
  }

  @Test
  void taskWhoseCallWasNotSeenIsRefusedWithTheReason() throws Exception {
    fail("a");
    Web local = local();
    assertThat(untilFailed(local).path("known").asBoolean()).isFalse();

    Web.Answer refused = local.post(RETRY, "{}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("arguments-unknown");
    assertThat(refused.at("/title")).contains("not known in full", "extended result");
  }

  @Test
  void extendedResultIsEnoughToCallAgain() throws Exception {
    say(
        "SET",
        "celery-task-meta-a",
        "{\"status\":\"FAILURE\",\"name\":\"pay\",\"args\":[1],\"kwargs\":{},\"queue\":\"shop\"}");
    fail("a");
    Web local = local();
    untilFailed(local);

    assertThat(local.post(RETRY, "{}").at("/queue")).isEqualTo("shop");
    assertThat(say("LLEN", "shop")).isEqualTo(":1");
  }

  @Test
  void taskThatHasNotFailedIsRefused() throws Exception {
    push("a", "{}");
    Web local = local();
    until(local, TASK, task -> task.has("state"));

    assertThat(local.post(RETRY, "{}").code()).isEqualTo("not-failed");
  }

  @Test
  void queueThatIsNoListIsRefusedAndTheTaskCanBeCalledLater() throws Exception {
    push("a", "{}");
    fail("a");
    Web local = local();
    untilFailed(local);
    say("SET", "shop", "no list");

    assertThat(local.post(RETRY, "{}").code()).isEqualTo("refused");

    say("DEL", "shop");
    assertThat(local.post(RETRY, "{}").status()).isEqualTo(200);
  }

  @Test
  void wholeGroupIsCalledAgain() throws Exception {
    push("a", "{}");
    push("b", "{}");
    for (String id : new String[] {"a", "b", "c"}) {
      fail(id);
    }
    Web local = local();
    String fingerprint =
        until(local, "/api/v1/failures", all -> all.at("/items/0/count").asInt() == 3)
            .at("/items/0/fingerprint")
            .asText();
    String retry = "/api/v1/failures/" + fingerprint + "/retry";

    JsonNode dry = local.post(retry + "?dryRun=true", "{}").json();
    assertThat(dry).hasToString("{\"matched\":3,\"called\":2,\"unknown\":1,\"left\":0}");
    assertThat(say("LLEN", "shop")).isEqualTo(":2");

    assertThat(local.post(retry, "{}").json()).isEqualTo(dry);
    assertThat(say("LLEN", "shop")).isEqualTo(":4");
    assertThat(local.post(retry, "{}").at("/matched")).isEqualTo("1");
  }

  @Test
  void workflowIsCalledAgainWhereItFailed() throws Exception {
    push("a", "{'group':'g'}");
    push("b", "{'group':'g'}");
    fail("b");
    Web local = local();
    until(local, "/api/v1/tasks/b", task -> task.path("state").asText().equals("failed"));

    Web.Answer called = local.post("/api/v1/workflows/a/retry", "{}");

    assertThat(called.at("/called")).isEqualTo("1");
    JsonNode nodes =
        until(local, "/api/v1/workflows/a", flow -> flow.path("nodes").size() == 3).path("nodes");
    assertThat(nodes.at("/0/againAs").asText()).isEqualTo(nodes.at("/2/id").asText());
    assertThat(local.get("/api/v1/workflows").at("/items/0/state")).isEqualTo("running");
  }

  @ParameterizedTest
  @ValueSource(strings = {RETRY, "/api/v1/failures/none/retry", "/api/v1/workflows/none/retry"})
  void whatIsNotKnownCannotBeCalledAgain(String path) throws Exception {
    Web local = local();

    assertThat(local.post(path, "{}").code()).startsWith("no-such-");
    assertThat(local.get(TASK).code()).isEqualTo("no-such-task");
  }

  @ParameterizedTest
  @ValueSource(strings = {RETRY, "/api/v1/failures/none/retry", "/api/v1/workflows/none/retry"})
  void viewerMayNotCallAgain(String path) throws Exception {
    Web viewer = user(admin(), "eve", "viewer", "*");

    assertThat(viewer.post(path, "{}").code()).isEqualTo("forbidden");
  }

  @ParameterizedTest
  @ValueSource(strings = {RETRY, "/api/v1/failures/none/retry", "/api/v1/workflows/none/retry"})
  void operatorFromWhomTubesAreHiddenMayNotEither(String path) throws Exception {
    Web operator = user(admin(), "eve", "operator", "mail.*");

    assertThat(operator.post(path, "{}").code()).isEqualTo("forbidden");
    assertThat(operator.get(TASK).code()).isEqualTo("forbidden");
  }

  @ParameterizedTest
  @ValueSource(strings = {RETRY, "/api/v1/failures/none/retry", "/api/v1/workflows/none/retry"})
  void readOnlyServerCallsNothing(String path) throws Exception {
    Web local = local();
    ObjectNode settings = (ObjectNode) local.get("/api/v1/settings").json();
    settings.put("readOnly", true);
    assertThat(local.put("/api/v1/settings", settings.toString()).status()).isLessThan(300);

    assertThat(local.post(path, "{}").code()).isEqualTo("read-only");
  }

  @Test
  void dryRunThatIsNeitherTrueNorFalseIsRefused() throws Exception {
    push("a", "{}");
    Web local = local();
    until(local, TASK, task -> task.has("state"));

    assertThat(local.post("/api/v1/workflows/a/retry?dryRun=perhaps", "{}").code())
        .isEqualTo("bad-parameter");
  }
}
