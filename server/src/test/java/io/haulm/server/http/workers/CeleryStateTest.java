package io.haulm.server.http.workers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.server.console.ErrorShape;
import io.haulm.server.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is understood of Celery's events, with a clock that the test turns. */
class CeleryStateTest {
  private long nowMillis = 10_000_000;
  private final FailureGroups failures = new FailureGroups(() -> nowMillis);
  private final CeleryState state = new CeleryState(() -> nowMillis, failures);

  private void happened(String event) throws IOException {
    state.happened(0, Json.tree(event.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] message(String body) {
    String base64 = Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8));
    return ("{\"body\":\"" + base64 + "\",\"properties\":{\"body_encoding\":\"base64\"}}")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void messageHoldsOneEventOrMany() {
    assertThat(CeleryEar.decode(message("{\"type\":\"worker-online\"}"))).hasSize(1);
    assertThat(CeleryEar.decode(message("[{\"type\":\"a\"},{\"type\":\"b\"}]")))
        .extracting(event -> event.path("type").asText())
        .containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "{\"body\":7}",
        "{\"body\":\"***\",\"properties\":{\"body_encoding\":\"base64\"}}"
      })
  void messageThatIsSomethingElseHoldsNone(String message) {
    assertThat(CeleryEar.decode(message.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void workerIsOnlineWhileItsHeartBeats() throws Exception {
    happened(
        "{'type':'worker-heartbeat','hostname':'w1@vm','freq':5,'active':2,'processed':7,'loadavg':[0.25,0.5,1],"
            + "'sw_ident':'py-celery','sw_ver':'5.2.6','sw_sys':'Linux'}");

    assertThat(state.workers())
        .containsExactly(
            new CeleryState.Worker(
                "w1@vm", "online", 2, 7, 0, 0.25, List.of(), nowMillis, "py-celery 5.2.6 (Linux)"));
    nowMillis += 15_000;
    assertThat(state.workers().getFirst().status()).isEqualTo("online");
    nowMillis++;
    assertThat(state.workers().getFirst().status()).isEqualTo("offline");
  }

  @Test
  void workerThatSaysGoodbyeIsOffline() throws Exception {
    happened("{'type':'worker-online','hostname':'w1@vm','freq':2}");
    happened("{'type':'worker-offline','hostname':'w1@vm','freq':2}");

    assertThat(state.workers().getFirst().status()).isEqualTo("offline");
  }

  @Test
  void taskIsFollowedFromItsSendingToItsEnd() throws Exception {
    happened(
        "{'type':'task-sent','uuid':'1','name':'add','root_id':'0','parent_id':'0','timestamp':1}");
    happened("{'type':'task-started','uuid':'1','hostname':'w1','timestamp':2.5}");
    happened("{'type':'task-succeeded','uuid':'1','hostname':'w1','timestamp':4}");

    CeleryTask task = state.tasks().getFirst();
    assertThat(state.tasks()).hasSize(1);
    assertThat(List.of(task.id(), task.name(), task.state(), task.hostname()))
        .containsExactly("1", "add", "succeeded", "w1");
    assertThat(List.of(task.root(), String.valueOf(task.parent()))).containsExactly("0", "0");
    assertThat(List.of(task.firstMillis(), task.startedMillis(), task.endedMillis()))
        .containsExactly(1000L, 2500L, 4000L);
  }

  @Test
  void eventThatComesLateDoesNotUndoTheEnd() throws Exception {
    happened("{'type':'task-succeeded','uuid':'1','timestamp':4}");
    happened("{'type':'task-received','uuid':'1','name':'add','timestamp':1}");

    assertThat(state.tasks().getFirst().state()).isEqualTo("succeeded");
    assertThat(state.tasks().getFirst().name()).isEqualTo("add");
    assertThat(state.tasks().getFirst().firstMillis()).isEqualTo(1000);
  }

  @Test
  void onlySoManyTasksAndWorkersAreRemembered() throws Exception {
    for (int i = 0; i <= CeleryTasks.TASKS_MAX; i++) {
      happened("{'type':'task-sent','uuid':'" + i + "','timestamp':1}");
    }
    for (int i = 0; i <= CeleryState.WORKERS_MAX; i++) {
      happened("{'type':'worker-online','hostname':'w" + i + "'}");
    }

    assertThat(state.tasks()).hasSize(CeleryTasks.TASKS_MAX);
    assertThat(state.tasks()).extracting(CeleryTask::id).doesNotContain("0");
    assertThat(state.workers()).hasSize(CeleryState.WORKERS_MAX);
  }

  @Test
  void failuresThatDifferInValuesOnlyAreOneGroup() throws Exception {
    failed("1", "KeyError('customer 17')", 'a');
    failed("2", "KeyError('customer 18')", 'a');
    failed("3", "ValueError(5)", 'a');
    failed("4", "KeyError('customer 18')", 'b');

    assertThat(failures.all()).hasSize(3);
    FailureGroups.Group group = failures.all().getFirst();
    assertThat(group.error()).isEqualTo("KeyError: customer <n>");
    assertThat(group.frame()).isEqualTo("a.py in charge");
    assertThat(group.count()).isEqualTo(2);
    assertThat(group.sampleIds()).containsExactly("2", "1");
    assertThat(group.tasks()).containsExactly("pay");
    assertThat(group.trend()).hasSize(FailureGroups.TREND_STEPS).last().isEqualTo(2L);
  }

  @Test
  void trendMovesOnWithTime() throws Exception {
    failed("1", "ValueError(5)", 'a');

    nowMillis += FailureGroups.TREND_STEP_MILLIS;
    assertThat(failures.all().getFirst().trend()).endsWith(1L, 0L);
    nowMillis += FailureGroups.TREND_STEPS * FailureGroups.TREND_STEP_MILLIS;
    assertThat(failures.all().getFirst().trend()).containsOnly(0L);
  }

  @ParameterizedTest
  @CsvSource({
    "/0.celeryev/task.multi, 0",
    "/15.celeryev/worker.heartbeat, 15",
    "/115.celeryev/x, -1",
    "/.celeryev/x, -1",
    "0.celeryev/x, -1",
    "/0.celery.pidbox, -1",
    "/0.celeryev, -1"
  })
  void channelOfEventsTellsTheDatabase(String channel, int database) {
    assertThat(CeleryEar.databaseOf(channel.getBytes(StandardCharsets.UTF_8))).isEqualTo(database);
  }

  @Test
  void onlySoManyGroupsAreRemembered() throws Exception {
    for (int i = 0; i <= FailureGroups.GROUPS_MAX; i++) {
      failed("1", "E" + (char) ('a' + i % 26) + (char) ('a' + i / 26), 'a');
    }

    assertThat(failures.all()).hasSize(FailureGroups.GROUPS_MAX);
  }

  private void failed(String id, String exception, char file) throws IOException {
    JsonNode event =
        Json.mapper()
            .createObjectNode()
            .put("type", "task-failed")
            .put("uuid", id)
            .put("name", "pay")
            .put("exception", exception)
            .put(
                "traceback",
                "File \"/lib/celery/trace.py\", line 451, in trace_task\n  File \"/app/"
                    + file
                    + ".py\", line 17, in charge\n    raise")
            .put("timestamp", nowMillis / 1000.0);
    state.happened(0, event);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP 503 after 12.5 s                                    | HTTP <n> after <n>.<n> s",
        "no row 7086036a-f4e7-4b4d-8f34-43b4afd832e5              | no row <id>",
        "<Job object at 0x7f00aa12>                               | <Job object at <id>>",
        "bad \"name\" in 'x'                                      | bad <text> in <text>",
        "timed out                                                | timed out"
      })
  void errorIsReducedToItsShape(String error, String shape) {
    assertThat(ErrorShape.of(error)).isEqualTo(shape);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "KeyError('alice')                                        | KeyError(<text>)",
        "KeyError('order 17', 42)                                 | KeyError: order <n>",
        "OSError(\"cannot read 'a.png' at 7\")                     | OSError: cannot read <text> at <n>",
        "ValueError('it\\'s not\\nthere')                         | ValueError: it's not",
        "ValueError('cut off in the mid                           | ValueError: cut off in the mid",
        "IllegalStateException: row 7                             | IllegalStateException: row <n>"
      })
  void exceptionIsReducedToWhatItSays(String exception, String shape) {
    assertThat(ErrorShape.ofException(exception)).isEqualTo(shape);
  }

  @Test
  void wordTooLongToBeOneIsAValue() {
    assertThat(ErrorShape.of("no " + "x".repeat(40) + " here")).isEqualTo("no <text> here");
  }
}
