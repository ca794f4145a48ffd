package io.haulm.server.http.tubes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.server.Client;
import io.haulm.server.http.Web;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class OperationsApiTest extends TubesTest {
  private static final String OPERATIONS = API + "/operations";

  @Test
  void aDryRunTellsWhatWouldBeDone() throws Exception {
    long id = put("mail", "x");
    bury(id);
    put("mail", "x");

    JsonNode dry = ended(begin("\"kick\", \"q\": \"tube:mail\", \"dryRun\": true"));

    assertThat(dry.path("state").asText()).isEqualTo("dry");
    assertThat(dry.path("matched").asInt()).isEqualTo(2);
    assertThat(dry.path("done").asInt()).isEqualTo(1);
    assertThat(dry.path("skipped").asInt()).isEqualTo(1);
    assertThat(stateOf(id)).isEqualTo("buried");
    assertThat(olga().get(OPERATIONS).json().path("items").size()).isZero();
  }

  @Test
  void jobsAreKickedAndMovedByAFilter() throws Exception {
    long first = put("mail", "503");
    long second = put("mail", "404");
    bury(first);
    bury(second);

    Web.Answer kicked = begin("\"kick\", \"q\": \"state:buried 503\"");
    assertThat(ended(kicked).path("done").asInt()).isEqualTo(1);
    Web.Answer moved = begin("\"move\", \"q\": \"state:buried\", \"to\": \"mail2\"");

    assertThat(kicked.status()).isEqualTo(202);
    assertThat(stateOf(first)).isEqualTo("ready");
    assertThat(ended(moved).path("to").asText()).isEqualTo("mail2");
    assertThat(root().get(API + "/jobs/" + second).json().path("job").path("tube").asText())
        .isEqualTo("mail2");
    JsonNode entry = noted("operation.move");
    assertThat(entry.path("filter").asText()).isEqualTo("state:buried");
    assertThat(entry.path("who").asText()).isEqualTo("olga");
  }

  @Test
  void chosenJobsAreDeletedAndComeBack() throws Exception {
    put("mail", "x");
    put("mail", "x");
    put("mail", "x");

    JsonNode deleted = ended(begin("\"delete\", \"ids\": [1, 3]"));
    assertThat(root().get(API + "/tubes/mail").json().path("ready").asInt()).isEqualTo(1);
    String path = OPERATIONS + "/" + deleted.path("id").asText();
    assertThat(deleted.path("done").asInt()).isEqualTo(2);

    JsonNode undone = ended(olga().post(path + "/undo", ""));
    assertThat(undone.path("state").asText()).isEqualTo("undone");
    assertThat(olga().post(path + "/undo", "").code()).isEqualTo("not-undoable");
    assertThat(olga().post(path + "/cancel", "").code()).isEqualTo("ended");
    assertThat(root().get(API + "/tubes/mail").json().path("ready").asInt()).isEqualTo(3);
  }

  @Test
  void aPurgeMustBeConfirmedAndSparesWhatIsReserved() throws Exception {
    put("mail", "x");
    put("mail", "x");
    try (Client _ = workerWith("mail")) {
      assertThat(begin("\"purge\", \"q\": \"tube:mail\"").code()).isEqualTo("confirm-needed");
      assertThat(begin("\"purge\", \"q\": \"tube:mail\", \"confirm\": \"sms\"").code())
          .isEqualTo("confirm-needed");
      JsonNode purged = ended(begin("\"purge\", \"q\": \"tube:mail\", \"confirm\": \"mail\""));

      assertThat(purged.path("done").asInt()).isEqualTo(1);
      assertThat(purged.path("skipped").asInt()).isEqualTo(1);
    }
    assertThat(begin("\"purge\", \"q\": \"tube:mail x\"").code()).isEqualTo("bad-purge");
  }

  @Test
  void moreThanAThousandJobsMustBeConfirmed() throws Exception {
    try (Client client = new Client(server())) {
      String _ = client.ask("use mail");
      for (int i = 0; i <= OperationsApi.UNCONFIRMED_MAX; i++) {
        long _ = client.put("x");
      }
    }

    assertThat(begin("\"bury\", \"q\": \"tube:mail\"").code()).isEqualTo("confirm-needed");
    assertThat(begin("\"bury\", \"q\": \"tube:ma*\"").json().path("title").asText())
        .contains("\"tube:ma*\"");
    assertThat(ended(begin("\"bury\", \"q\": \"tube:mail\", \"limit\": 1000")).path("done").asInt())
        .isEqualTo(1000);
    assertThat(ended(begin("\"kick\", \"q\": \"tube:mail\"")).path("done").asInt()).isEqualTo(1000);
  }

  @Test
  void whatMakesNoSenseIsRefused() throws Exception {
    assertThat(begin("\"eat\"").code()).isEqualTo("bad-kind");
    assertThat(begin("\"kick\", \"q\": \"stat:x\"").code()).isEqualTo("bad-filter");
    assertThat(begin("\"move\", \"q\": \"\"").code()).isEqualTo("bad-tube");
    assertThat(begin("\"kick\", \"ids\": []").code()).isEqualTo("no-ids");
    assertThat(begin("\"kick\", \"ids\": [0]").code()).isEqualTo("bad-ids");
    assertThat(begin("\"kick\", \"limit\": 0").code()).isEqualTo("bad-limit");
    assertThat(olga().get(OPERATIONS + "/4711").code()).isEqualTo("no-such-operation");
    assertThat(olga().post(OPERATIONS + "/4711/undo", "").code()).isEqualTo("no-such-operation");
    assertThat(olga().post(OPERATIONS + "/4711/cancel", "").code()).isEqualTo("no-such-operation");
    assertThat(olga().get(OPERATIONS + "/x").code()).isEqualTo("bad-parameter");
  }

  @Test
  void jobsOfOtherTubesAreLeftAlone() throws Exception {
    long mail = put("mail", "x");
    long sms = put("sms", "x");

    assertThat(ended(begin("\"bury\", \"q\": \"\"")).path("done").asInt()).isEqualTo(1);
    assertThat(stateOf(mail)).isEqualTo("buried");
    assertThat(stateOf(sms)).isEqualTo("ready");
    assertThat(ended(begin("\"delete\", \"ids\": [" + sms + "]")).path("matched").asInt()).isZero();
    assertThat(begin("\"move\", \"q\": \"\", \"to\": \"sms\"").status()).isEqualTo(403);
  }

  @Test
  void operationsOfOthersAreShownIfTheirTubeMayBeSeen() throws Exception {
    put("mail", "x");
    put("sms", "x");
    Web.Answer hidden = root().post(OPERATIONS, "{\"kind\": \"bury\", \"q\": \"tube:sms\"}");
    Web.Answer shown = root().post(OPERATIONS, "{\"kind\": \"bury\", \"q\": \"tube:mail\"}");

    assertThat(olga().get(OPERATIONS).json().path("items").findValuesAsText("id"))
        .containsExactly(shown.json().path("id").asText());
    String path = OPERATIONS + "/" + hidden.json().path("id").asText();
    assertThat(olga().get(path).status()).isEqualTo(404);
    assertThat(vera().get(path).status()).isEqualTo(200);
  }

  @Test
  void onlyOperatorsOperate() throws Exception {
    put("mail", "x");
    String id = begin("\"delete\", \"q\": \"tube:mail\"").json().path("id").asText();
    String json = "{\"kind\": \"kick\", \"q\": \"\"}";

    for (String path : new String[] {"", "/" + id + "/cancel", "/" + id + "/undo"}) {
      assertThat(vera().post(OPERATIONS + path, json).status()).as(path).isEqualTo(403);
      assertThat(stranger().post(OPERATIONS + path, json).status()).as(path).isEqualTo(401);
    }
    assertThat(stranger().get(OPERATIONS).status()).isEqualTo(401);
    assertThat(stranger().get(OPERATIONS + "/" + id).status()).isEqualTo(401);
  }

  private Web.Answer begin(String kindAndMore) throws IOException {
    return olga().post(OPERATIONS, "{\"kind\": " + kindAndMore + "}");
  }

  private JsonNode ended(Web.Answer begun) throws IOException {
    return ended(root(), begun);
  }

  /** What the audit log says of one who did this. */
  private JsonNode noted(String action) throws IOException {
    JsonNode items = root().get(API + "/audit?action=operation").json().path("items");
    return items
        .valueStream()
        .filter(item -> item.path("action").asText().equals(action))
        .findFirst()
        .orElseThrow();
  }
}
