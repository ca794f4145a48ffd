package io.haulm.server.http.tubes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.server.Client;
import io.haulm.server.http.Web;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Operations that go on for a while: what is noted of them, and how they are stopped. */
class LongOperationTest extends TubesTest {
  private static final String OPERATIONS = API + "/operations";
  private static final int JOBS = 40_000;

  private void putMany() throws Exception {
    try (Client client = new Client(server())) {
      String _ = client.ask("use mail");
      client.send("put 0 0 60 1\r\nx\r\n".repeat(JOBS));
      for (int i = 0; i < JOBS; i++) {
        assertThat(client.line()).startsWith("INSERTED");
      }
    }
  }

  private Web.Answer begin(String kind) throws Exception {
    Web.Answer begun =
        olga()
            .post(
                OPERATIONS, "{\"kind\":\"" + kind + "\",\"q\":\"tube:mail\",\"confirm\":\"mail\"}");
    assertThat(begun.status()).as(begun.text()).isEqualTo(202);
    return begun;
  }

  /**
   * Begins to bury all, and is told so before that has ended. A busy machine may tell it too late;
   * then the jobs are kicked, and it is begun once more.
   */
  private Web.Answer beginToBury() throws Exception {
    Web.Answer begun = begin("bury");
    while (!begun.json().path("state").asText().equals("running")) {
      ended(root(), begin("kick"));
      begun = begin("bury");
    }
    return begun;
  }

  private List<JsonNode> noted(String id) throws Exception {
    List<JsonNode> entries =
        root()
            .get(API + "/audit?action=operation")
            .json()
            .path("items")
            .valueStream()
            .filter(entry -> entry.path("operation").asText().equals(id))
            .toList();
    return entries.reversed();
  }

  @Test
  void beginningAndEndAreNotedWithTheFinalNumber() throws Exception {
    putMany();

    Web.Answer burying = beginToBury();

    assertThat(ended(root(), burying).path("done").asInt()).isEqualTo(JOBS);
    String id = burying.json().path("id").asText();
    while (noted(id).size() < 2) {
      Thread.onSpinWait();
    }
    JsonNode begun = noted(id).getFirst();
    JsonNode end = noted(id).getLast();
    assertThat(begun.path("action").asText()).isEqualTo("operation.bury");
    assertThat(begun.has("count")).isFalse();
    assertThat(end.path("action").asText()).isEqualTo("operation.bury.end");
    assertThat(end.path("count").asInt()).isEqualTo(JOBS);
    assertThat(end.path("who").asText()).isEqualTo("olga");
    assertThat(end.path("filter").asText()).isEqualTo("tube:mail");
  }

  @Test
  void itMayBeStoppedWhileTheServerIsReadOnly() throws Exception {
    put("mail", "x");
    JsonNode buried = ended(root(), begin("bury"));
    assertThat(buried.path("done").asInt()).isEqualTo(1);
    String id = buried.path("id").asText();
    Web.Answer _ = root().put(API + "/settings", "{\"readOnly\":true}");

    Web.Answer cancelled = olga().post(OPERATIONS + "/" + id + "/cancel", "");

    // It may be asked; there only is nothing left to stop.
    assertThat(cancelled.code()).isEqualTo("ended");
    assertThat(olga().post(OPERATIONS + "/" + id + "/undo", "").code()).isEqualTo("read-only");
  }

  @Test
  void undoIsNotedWithWhatItIsAbout() throws Exception {
    put("mail", "x");
    String id = ended(root(), begin("delete")).path("id").asText();

    assertThat(olga().post(OPERATIONS + "/" + id + "/undo", "").status()).isEqualTo(200);

    List<JsonNode> undone =
        noted(id).stream()
            .filter(entry -> entry.path("action").asText().equals("operation.undo"))
            .toList();
    assertThat(undone).hasSize(1);
    JsonNode undo = undone.getFirst();
    assertThat(undo.path("target").asText()).isEqualTo("mail");
    assertThat(undo.path("filter").asText()).isEqualTo("tube:mail");
    assertThat(undo.path("count").asInt()).isEqualTo(1);
  }

  @Test
  void oneOfTheSameNameIsSomebodyElse() throws Exception {
    put("sms", "x");
    String id =
        root()
            .post(OPERATIONS, "{\"kind\":\"delete\",\"q\":\"tube:sms\"}")
            .json()
            .path("id")
            .asText();
    String secret =
        root()
            .post(
                API + "/tokens",
                "{\"name\":\"local\",\"role\":\"operator\",\"tubes\":[\"mail\"],\"expiresMillis\":0}")
            .json()
            .path("token")
            .asText();
    Web impostor = anybody().with("Authorization", "Bearer " + secret);

    assertThat(impostor.get(OPERATIONS + "/" + id).status()).isEqualTo(404);
    assertThat(impostor.post(OPERATIONS + "/" + id + "/undo", "").status()).isEqualTo(404);
  }
}
