package io.haulm.server.http.tubes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.server.Client;
import io.haulm.server.http.Web;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobActsApiTest extends TubesTest {
  private static final Map<String, String> JSON =
      Map.of("move", "{\"tube\": \"mail2\"}", "edit", "{\"text\": \"new\"}");

  @Test
  void aJobIsBuriedAndKicked() throws Exception {
    long id = put("mail", "x");

    assertThat(act(olga(), id, "bury").json().path("job").path("state").asText())
        .isEqualTo("buried");
    assertThat(act(olga(), id, "bury").code()).isEqualTo("wrong-state");
    JsonNode kicked = act(olga(), id, "kick").json();
    assertThat(kicked.path("job").path("state").asText()).isEqualTo("ready");
    assertThat(kicked.path("operation").isNull()).isTrue();
    assertThat(act(olga(), id, "kick").code()).isEqualTo("wrong-state");
  }

  @Test
  void aReservedJobIsTakenFromItsHolder() throws Exception {
    long id = put("mail", "x");
    try (Client worker = workerWith("mail")) {
      assertThat(act(olga(), id, "release").json().path("job").path("state").asText())
          .isEqualTo("ready");
      assertThat(worker.ask("touch " + id)).isEqualTo("NOT_FOUND");
    }
    assertThat(act(olga(), id, "release").code()).isEqualTo("wrong-state");
  }

  @Test
  void aJobIsMoved() throws Exception {
    long id = put("mail", "x");

    assertThat(act(olga(), id, "move").json().path("job").path("tube").asText()).isEqualTo("mail2");

    assertThat(act(olga(), id, "move").code()).isEqualTo("wrong-state");
    String path = API + "/jobs/" + id + "/move";
    assertThat(olga().post(path, "{\"tube\": \"sms\"}").status()).isEqualTo(403);
    assertThat(olga().post(path, "{\"tube\": \"no good\"}").code()).isEqualTo("bad-tube");
    assertThat(olga().post(path, "{}").code()).isEqualTo("bad-tube");
    assertThat(olga().post(path, "{\"tube\": 7}").code()).isEqualTo("bad-text");
  }

  @Test
  void aJobIsEdited() throws Exception {
    long id = put("mail", "old");

    Web.Answer both =
        olga().post(API + "/jobs/" + id + "/edit", "{\"text\": \"new\", \"priority\": 7}");
    Web.Answer one = olga().post(API + "/jobs/" + id + "/edit", "{\"priority\": 8}");

    assertThat(both.json().path("job").path("priority").asInt()).isEqualTo(7);
    assertThat(one.json().path("job").path("priority").asInt()).isEqualTo(8);
    assertThat(one.json().path("job").path("preview").asText()).isEqualTo("new");
    assertThat(olga().post(API + "/jobs/" + id + "/edit", "{\"priority\": -8}").code())
        .isEqualTo("bad-number");
    assertThat(olga().post(API + "/jobs/" + id + "/edit", "nonsense").code()).isEqualTo("bad-json");
  }

  @Test
  void aJobIsCloned() throws Exception {
    long id = put("mail", "x", ", \"priority\": 7");

    long same = act(olga(), id, "clone").json().path("id").asLong();
    long other =
        olga()
            .post(API + "/jobs/" + id + "/clone", "{\"tube\": \"mail2\"}")
            .json()
            .path("id")
            .asLong();

    JsonNode job = root().get(API + "/jobs/" + same).json().path("job");
    assertThat(job.path("priority").asInt()).isEqualTo(7);
    assertThat(job.path("tube").asText()).isEqualTo("mail");
    assertThat(root().get(API + "/jobs/" + other).json().path("job").path("tube").asText())
        .isEqualTo("mail2");
    assertThat(olga().post(API + "/jobs/" + id + "/clone", "{\"tube\": \"sms\"}").status())
        .isEqualTo(403);
  }

  @Test
  void aDeletedJobCanComeBack() throws Exception {
    long id = put("mail", "x");

    JsonNode deleted = act(olga(), id, "delete").json();
    assertThat(root().get(API + "/jobs/" + id).status()).isEqualTo(404);
    String operation = deleted.path("operation").path("id").asText();
    assertThat(deleted.path("operation").path("undoUntilMillis").asLong()).isPositive();

    Web.Answer undone = olga().post(API + "/operations/" + operation + "/undo", "");
    assertThat(ended(olga(), undone).path("state").asText()).isEqualTo("undone");
    assertThat(stateOf(id)).isEqualTo("ready");
  }

  @Test
  void aReservedJobIsLeftToItsHolder() throws Exception {
    long id = put("mail", "x");
    try (Client worker = workerWith("mail")) {
      for (String act : new String[] {"kick", "bury", "move", "edit", "delete"}) {
        assertThat(act(olga(), id, act).code()).as(act).isEqualTo("wrong-state");
      }
      assertThat(worker.ask("touch " + id)).isEqualTo("TOUCHED");
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"kick", "bury", "release", "move", "edit", "clone", "delete"})
  void onlyOperatorsActAndOnlyOnTheirTubes(String act) throws Exception {
    long mail = put("mail", "x");
    long sms = put("sms", "x");

    assertThat(act(vera(), mail, act).status()).isEqualTo(403);
    assertThat(act(stranger(), mail, act).status()).isEqualTo(401);
    assertThat(act(root().with("X-Haulm-Csrf", "wrong"), mail, act).status()).isEqualTo(403);
    assertThat(act(olga(), sms, act).code()).isEqualTo("no-such-job");
    assertThat(act(olga(), 99, act).code()).isEqualTo("no-such-job");
    Web.Answer _ = root().put(API + "/settings", "{\"readOnly\": true}");
    assertThat(act(olga(), mail, act).code()).isEqualTo("read-only");
  }

  private static Web.Answer act(Web web, long id, String act) throws IOException {
    return web.post(API + "/jobs/" + id + "/" + act, JSON.getOrDefault(act, ""));
  }
}
