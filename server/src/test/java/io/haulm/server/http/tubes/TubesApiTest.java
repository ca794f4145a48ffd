package io.haulm.server.http.tubes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.server.Client;
import io.haulm.server.http.Web;
import org.junit.jupiter.api.Test;

class TubesApiTest extends TubesTest {
  private static final String TUBES = API + "/tubes";

  @Test
  void tubesAreListedWithTheirFigures() throws Exception {
    put("mail", "hello");
    put("mail", "later", ", \"delayMillis\": 60000");

    JsonNode tubes = root().get(TUBES).json();

    assertThat(tubes.path("cursor").isNull()).isTrue();
    JsonNode mail = tubes.path("items").path(1);
    assertThat(mail.path("name").asText()).isEqualTo("mail");
    assertThat(mail.path("ready").asInt()).isEqualTo(1);
    assertThat(mail.path("delayed").asInt()).isEqualTo(1);
    assertThat(mail.path("oldestReadyMillis").asLong()).isPositive();
    assertThat(mail.path("bodyBytes").asInt()).isEqualTo(10);
    assertThat(mail.path("pauseReason").asText()).isEmpty();
  }

  @Test
  void tubesCanBeListedPageByPage() throws Exception {
    put("mail", "x");
    put("sms", "x");

    JsonNode first = root().get(TUBES + "?limit=2").json();
    assertThat(first.path("items").findValuesAsText("name")).containsExactly("default", "mail");
    JsonNode second = root().get(TUBES + "?limit=2&cursor=" + first.path("cursor").asText()).json();
    assertThat(second.path("items").findValuesAsText("name")).containsExactly("sms");
    assertThat(second.path("cursor").isNull()).isTrue();
    assertThat(root().get(TUBES + "?limit=0").status()).isEqualTo(400);
  }

  @Test
  void onlyTubesOfTheCallerAreListed() throws Exception {
    put("mail", "x");
    put("sms", "x");

    assertThat(olga().get(TUBES).json().path("items").findValuesAsText("name"))
        .containsExactly("mail");
    assertThat(stranger().get(TUBES).status()).isEqualTo(401);
  }

  @Test
  void oneTubeIsShown() throws Exception {
    put("mail.a", "x");

    assertThat(vera().get(TUBES + "/mail.a").json().path("ready").asInt()).isEqualTo(1);
    assertThat(vera().get(TUBES + "/none").code()).isEqualTo("no-such-tube");
    assertThat(olga().get(TUBES + "/default").status()).isEqualTo(403);
  }

  @Test
  void aPausedTubeGivesOutNothingUntilItIsResumed() throws Exception {
    put("mail", "x");

    Web.Answer paused =
        olga()
            .post(TUBES + "/mail/pause", "{\"pauseMillis\": 60000, \"reason\": \"smtp is down\"}");

    assertThat(paused.status()).isEqualTo(200);
    assertThat(paused.json().path("pauseReason").asText()).isEqualTo("smtp is down");
    assertThat(paused.json().path("pausedBy").asText()).isEqualTo("olga");
    assertThat(paused.json().path("pauseLeftMillis").asLong()).isPositive();
    try (Client worker = new Client(server())) {
      String _ = worker.ask("watch mail");
      assertThat(worker.ask("reserve-with-timeout 0")).isEqualTo("TIMED_OUT");
      assertThat(olga().post(TUBES + "/mail/resume", "").json().path("pauseMillis").asInt())
          .isZero();
      assertThat(worker.ask("reserve-with-timeout 0")).startsWith("RESERVED");
    }
    assertThat(root().get(API + "/audit").json().path("items").findValuesAsText("action"))
        .startsWith("tube.resume", "tube.pause", "job.put");
  }

  @Test
  void aPauseByAClientHasNoReasonOfAnOlderPause() throws Exception {
    put("mail", "x");
    Web.Answer _ =
        root()
            .post(TUBES + "/mail/pause", "{\"pauseMillis\": 60000, \"reason\": \"smtp is down\"}");

    try (Client client = new Client(server())) {
      assertThat(client.ask("pause-tube mail 3600")).isEqualTo("PAUSED");
    }

    JsonNode mail = root().get(TUBES + "/mail").json();
    assertThat(mail.path("pauseLeftMillis").asLong()).isGreaterThan(60_000);
    assertThat(mail.path("pauseReason").asText()).isEmpty();
    assertThat(mail.path("pausedBy").asText()).isEmpty();
  }

  @Test
  void whatMakesNoSenseIsNoPause() throws Exception {
    put("mail", "x");

    assertThat(root().post(TUBES + "/mail/pause", "{}").code()).isEqualTo("bad-pause");
    assertThat(root().post(TUBES + "/mail/pause", "{\"pauseMillis\": -1}").code())
        .isEqualTo("bad-number");
    String reason = "r".repeat(PauseNotes.CHARS_MAX + 1);
    assertThat(
            root()
                .post(TUBES + "/mail/pause", "{\"pauseMillis\": 1, \"reason\": \"" + reason + "\"}")
                .code())
        .isEqualTo("bad-pause");
    assertThat(root().post(TUBES + "/none/pause", "{\"pauseMillis\": 1}").code())
        .isEqualTo("no-such-tube");
    assertThat(root().post(TUBES + "/mail/resume", "").code()).isEqualTo("not-paused");
    assertThat(root().post(TUBES + "/none/resume", "").code()).isEqualTo("no-such-tube");
  }

  @Test
  void jobsArePutInSeveralForms() throws Exception {
    assertThat(put("mail", "text")).isEqualTo(1);
    Web.Answer json =
        olga()
            .post(
                TUBES + "/mail/jobs", "{\"json\": {\"a\": 1}, \"priority\": 3, \"ttrMillis\": 0}");
    Web.Answer base64 = olga().post(TUBES + "/mail/jobs", "{\"base64\": \"AAEC\"}");

    assertThat(json.status()).isEqualTo(201);
    assertThat(root().get(API + "/jobs/2/body").text()).isEqualTo("{\"a\": 1}");
    assertThat(root().get(API + "/jobs/2").json().path("job").path("priority").asInt())
        .isEqualTo(3);
    assertThat(base64.json().path("id").asInt()).isEqualTo(3);
    assertThat(root().get(API + "/jobs/3/body").bytes()).containsExactly(0, 1, 2);
  }

  @Test
  void jsonIsStoredAsItWasSent() throws Exception {
    String json = "{\"a\": 1e400, \"b\" :1.10,\"c\":[1e2]}";

    long id =
        root().post(TUBES + "/mail/jobs", "{\"json\": " + json + "}").json().path("id").asLong();

    assertThat(root().get(API + "/jobs/" + id).json().path("body").path("text").asText())
        .isEqualTo(json);
  }

  @Test
  void whatMakesNoSenseIsNoJob() throws Exception {
    String jobs = TUBES + "/mail/jobs";

    assertThat(root().post(jobs, "{}").code()).isEqualTo("no-body");
    assertThat(root().post(jobs, "{\"text\": \"x\", \"priority\": 4294967296}").code())
        .isEqualTo("bad-number");
    for (String name : new String[] {"priority", "delayMillis", "ttrMillis"}) {
      // 2^64 + 1, whose low 64 bits make a 1.
      assertThat(
              root().post(jobs, "{\"text\": \"x\", \"" + name + "\": 18446744073709551617}").code())
          .isEqualTo("bad-number");
    }
    assertThat(root().post(jobs, "{\"text\": \"\\ud800\"}").code()).isEqualTo("bad-text");
    assertThat(root().post(jobs, "{\"base64\": \"!\"}").code()).isEqualTo("bad-base64");
    assertThat(root().post(jobs, "{\"text\": \"" + "x".repeat(65536) + "\"}").code())
        .isEqualTo("job-too-big");
    assertThat(root().post(TUBES + "/-mail/jobs", "{\"text\": \"x\"}").code())
        .isEqualTo("bad-tube");
    assertThat(root().post(TUBES + "/~mail/jobs", "{\"text\": \"x\"}").code())
        .isEqualTo("bad-tube");
  }

  @Test
  void onlyOperatorsChangeTubesAndOnlyTheirOwn() throws Exception {
    put("mail", "x");
    put("sms", "x");

    for (String act : new String[] {"pause", "resume", "jobs"}) {
      String json = "{\"text\": \"x\", \"pauseMillis\": 1000}";
      assertThat(vera().post(TUBES + "/mail/" + act, json).status()).as(act).isEqualTo(403);
      assertThat(olga().post(TUBES + "/sms/" + act, json).status()).as(act).isEqualTo(403);
      assertThat(stranger().post(TUBES + "/mail/" + act, json).status()).as(act).isEqualTo(401);
    }
  }

  @Test
  void veryManyTubesAreWrittenBitByBit() throws Exception {
    int tubes = TubesApi.WHOLE_MAX + 1;
    try (Client client = new Client(server())) {
      for (int i = 0; i < tubes; i++) {
        client.send("use mail" + i + "\r\nput 0 0 60 1\r\nx\r\n");
      }
      for (int i = 0; i < 2 * tubes; i++) {
        String _ = client.line();
      }
    }

    Web.Answer answer = vera().get(API + "/tubes");

    assertThat(answer.header("transfer-encoding")).contains("chunked");
    assertThat(answer.json().path("items").findValuesAsText("name"))
        .contains("mail0", "mail" + (tubes - 1))
        .doesNotHaveDuplicates()
        .hasSizeGreaterThanOrEqualTo(tubes);
  }
}
