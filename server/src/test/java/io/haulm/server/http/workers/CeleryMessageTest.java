package io.haulm.server.http.workers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read in a call, what its plan makes of workflows, and how it is repeated. */
class CeleryMessageTest {
  private static final byte[] QUEUE = "shop\u0006\u00163".getBytes(StandardCharsets.UTF_8);
  private static final String NOTHING_FOLLOWS = "[[1],{},{'chain':null,'chord':null}]";
  private final CeleryState state = new CeleryState(() -> 1000, new FailureGroups(() -> 1000));

  private static CeleryMessage parsed(byte[] message) {
    return CeleryMessage.parse(3, QUEUE, message).orElseThrow();
  }

  private void sent(String id, String headers, String body) {
    state.sent(parsed(Calls.message(id, "task." + id, headers, body)));
  }

  private void happened(String event) {
    state.happened(3, Calls.tree(event));
  }

  private CeleryTask task(String id) {
    return state.task(id).orElseThrow();
  }

  /** A signature of a task. */
  private static String signature(String id) {
    return "{'task':'task." + id + "','options':{'task_id':'" + id + "'},'subtask_type':null}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{'body':'x'}", "{'headers':{'id':'1'}}", "{'headers':7}"})
  void whatIsNoCallIsLeftAlone(String message) {
    byte[] bytes = message.replace('\'', '"').getBytes(StandardCharsets.UTF_8);

    assertThat(CeleryMessage.parse(0, QUEUE, bytes)).isEmpty();
  }

  @Test
  void queueIsTheListWithoutItsPriority() {
    assertThat(parsed(Calls.message("a", "t", "{}", NOTHING_FOLLOWS)).queue()).isEqualTo("shop");
  }

  @Test
  void restOfAChainIsPlanned() {
    sent("a", "{}", "[[],{},{'chain':[" + signature("c") + "," + signature("b") + "]}]");

    assertThat(task("b").parents()).containsExactly("a");
    assertThat(task("c").parents()).containsExactly("b");
    assertThat(task("c").state()).isEqualTo("planned");
    assertThat(task("c").root()).isEqualTo("a");
  }

  @Test
  void membersOfAChordAndItsEndAreOneWorkflow() {
    String body = "[[],{},{'chord':" + signature("end") + "}]";
    sent("a", "{'group':'g'}", body);
    sent("b", "{'group':'g'}", body);

    assertThat(task("b").root()).isEqualTo("a");
    assertThat(task("end").parents()).containsExactly("a", "b");

    // Celery takes the last member for the root of what follows.
    sent("end", "{'root_id':'b','parent_id':'b'}", NOTHING_FOLLOWS);
    assertThat(task("end").root()).isEqualTo("a");
    assertThat(task("end").state()).isEqualTo("sent");
  }

  @Test
  void chordWithinAChainIsPlannedWithItsMembers() {
    String chord =
        "{'task':'celery.chord','kwargs':{'header':{'task':'celery.group','kwargs':{'tasks':["
            + signature("x")
            + ","
            + signature("y")
            + "]}},'body':"
            + signature("end")
            + "}}";
    sent("a", "{}", "[[],{},{'chain':[" + signature("last") + "," + chord + "]}]");

    assertThat(task("x").parents()).containsExactly("a");
    assertThat(task("end").parents()).containsExactly("x", "y");
    assertThat(task("last").parents()).containsExactly("end");
  }

  @Test
  void planIsReadUpToABound() {
    String signatures =
        String.join(",", Collections.nCopies(PlannedTasks.PLANNED_MAX + 1, signature("b")));

    assertThat(PlannedTasks.after("a", Calls.tree("{'chain':[" + signatures + "]}")))
        .hasSize(PlannedTasks.PLANNED_MAX);
  }

  @Test
  void repeatedCallIsAsTheFirstButWithoutItsChord() throws Exception {
    CeleryMessage first =
        parsed(
            Calls.message(
                "a",
                "pay",
                "{'root_id':'r','parent_id':'p','retries':3,'eta':'2026','group':'g','x-tenant':'t'}",
                "[[1234567890123456789.123456789,'x'],{'k':null},{'chain':["
                    + signature("b")
                    + "],'chord':"
                    + signature("c")
                    + "}]"));

    CeleryMessage again = parsed(first.again("new"));

    assertThat(again.id()).isEqualTo("new");
    assertThat(again.task()).isEqualTo("pay");
    assertThat(again.root()).isEqualTo("r");
    assertThat(again.parent()).isEqualTo("p");
    assertThat(again.group()).isNull();
    assertThat(again.againOf()).isEqualTo("a");
    assertThat(again.planned()).extracting(PlannedTasks.Planned::id).containsExactly("b");
    assertThat(again.arguments().orElseThrow())
        .extracting(json -> new String(json, StandardCharsets.UTF_8))
        .containsExactly("[1234567890123456789.123456789,\"x\"]", "{\"k\":null}");
    JsonNode envelope = Json.tree(again.bytes());
    assertThat(envelope.at("/headers/retries").asInt()).isZero();
    assertThat(envelope.at("/headers/eta").isNull()).isTrue();
    assertThat(envelope.at("/headers/x-tenant").asText()).isEqualTo("t");
    assertThat(envelope.at("/properties/correlation_id").asText()).isEqualTo("new");
    assertThat(envelope.at("/properties/delivery_tag").asText()).isNotEqualTo("t");
  }

  @Test
  void whatFollowsWaitsForTheRepeatedCall() {
    String body = "[[],{},{'chain':[" + signature("b") + "]}]";
    sent("a", "{}", body);
    happened("{'type':'task-failed','uuid':'a','exception':'E()','timestamp':2}");
    sent("a2", "{'root_id':'a','haulm_again_of':'a'}", body);

    assertThat(task("a").againAs()).isEqualTo("a2");
    assertThat(task("b").parents()).containsExactly("a2");
    assertThat(state.calledAgain("a", "a3")).isFalse();
  }

  @Test
  void callIsForgottenWhenItsTaskHasSucceeded() {
    sent("a", "{}", NOTHING_FOLLOWS);
    assertThat(state.message("a")).isPresent();

    happened("{'type':'task-succeeded','uuid':'a','timestamp':2}");

    assertThat(state.message("a")).isEmpty();
  }

  @Test
  void onlySoManyBytesOfCallsAreRemembered() {
    String half = "x".repeat((int) CeleryTasks.MESSAGE_BYTES_MAX / 2);
    for (String id : List.of("a", "b", "c")) {
      sent(id, "{}", "[['" + half.substring(0, half.length() * 2 / 3) + "'],{},{}]");
    }

    assertThat(state.message("a")).isEmpty();
    assertThat(state.message("c")).isPresent();
    assertThat(task("a").name()).isEqualTo("task.a");
  }

  @Test
  void tracebackKeepsItsEnd() {
    String traceback = "x".repeat(CeleryTasks.TRACEBACK_CHARS_MAX) + "!";
    happened(
        "{'type':'task-failed','uuid':'a','exception':'E()','traceback':'"
            + traceback
            + "','timestamp':2}");

    assertThat(state.failure("a").orElseThrow().traceback())
        .hasSize(CeleryTasks.TRACEBACK_CHARS_MAX)
        .endsWith("x!");
  }

  @Test
  void extendedResultTellsTheCall() {
    happened("{'type':'task-failed','uuid':'a','root_id':'r','timestamp':2}");
    Optional<CeleryMessage> message =
        CeleryMessage.ofResult(
            0, task("a"), result("'name':'pay','args':[1],'kwargs':{'k':2},'queue':'shop'"));

    assertThat(message.orElseThrow().task()).isEqualTo("pay");
    assertThat(message.orElseThrow().queue()).isEqualTo("shop");
    assertThat(message.orElseThrow().root()).isEqualTo("r");
    assertThat(parsed(message.orElseThrow().again("new")).arguments().orElseThrow())
        .extracting(json -> new String(json, StandardCharsets.UTF_8))
        .containsExactly("[1]", "{\"k\":2}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'status':'FAILURE'",
        "'name':'pay','args':null,'kwargs':{},'queue':'shop'",
        "'name':'pay','args':[],'kwargs':'{}','queue':'shop'",
        "'name':'pay','args':[],'kwargs':{}"
      })
  void resultThatDoesNotTellAllTellsNothing(String fields) {
    happened("{'type':'task-failed','uuid':'a','timestamp':2}");

    assertThat(CeleryMessage.ofResult(0, task("a"), result(fields))).isEmpty();
  }

  private static byte[] result(String fields) {
    return Json.bytes(Calls.tree("{" + fields + "}"));
  }
}
