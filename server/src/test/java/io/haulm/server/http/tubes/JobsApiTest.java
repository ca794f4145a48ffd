package io.haulm.server.http.tubes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.server.Client;
import io.haulm.server.http.Web;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class JobsApiTest extends TubesTest {
  private static final String JOBS = API + "/jobs";

  @Test
  void jobsAreFoundByAFieldOfTheirBody() throws Exception {
    put("mail", "{\"customer\": {\"id\": 305}}");
    put("mail", "{\"customer\": {\"id\": 306}}");

    JsonNode page = vera().get(JOBS + "?q=" + encoded("tube:mail body.customer.id:306")).json();

    assertThat(page.path("items").findValuesAsText("id")).containsExactly("2");
    JsonNode job = page.path("items").path(0);
    assertThat(job.path("preview").asText()).isEqualTo("{\"customer\": {\"id\": 306}}");
    assertThat(job.path("state").asText()).isEqualTo("ready");
    assertThat(job.path("holder").isNull()).isTrue();
    assertThat(page.path("complete").asBoolean()).isTrue();
    assertThat(page.path("scanned").asInt()).isEqualTo(2);
    assertThat(page.path("matchedAtLeast").asInt()).isEqualTo(1);
  }

  @Test
  void pagesFollowEachOther() throws Exception {
    for (int i = 0; i < 5; i++) {
      put("mail", "x");
    }

    JsonNode first = vera().get(JOBS + "?tube=mail&state=ready&limit=3").json();
    String cursor = first.path("cursor").asText();
    JsonNode second = vera().get(JOBS + "?tube=mail&state=ready&limit=3&cursor=" + cursor).json();

    assertThat(first.path("items").findValuesAsText("id")).containsExactly("1", "2", "3");
    assertThat(second.path("items").findValuesAsText("id")).containsExactly("4", "5");
    assertThat(second.path("cursor").isNull()).isTrue();
    assertThat(
            vera().get(JOBS + "?order=newest&limit=1").json().path("items").findValuesAsText("id"))
        .containsExactly("5");
  }

  @Test
  void whatMakesNoSenseIsRefused() throws Exception {
    assertThat(vera().get(JOBS + "?q=" + encoded("stat:x")).code()).isEqualTo("bad-filter");
    assertThat(vera().get(JOBS + "?q=" + encoded("a stat:x")).json().path("detail").asText())
        .isEqualTo("at 2");
    assertThat(vera().get(JOBS + "?limit=501").code()).isEqualTo("bad-parameter");
    assertThat(vera().get(JOBS + "?order=best").code()).isEqualTo("bad-order");
    assertThat(vera().get(JOBS + "?cursor=x").code()).isEqualTo("bad-cursor");
    assertThat(vera().get(JOBS + "?tube=" + encoded("a b")).code()).isEqualTo("bad-tube");
    assertThat(vera().get(JOBS + "?state=gone").code()).isEqualTo("bad-filter");
  }

  @Test
  void jobsOfOtherTubesAreNotThere() throws Exception {
    put("mail", "x");
    long other = put("sms", "x");

    assertThat(olga().get(JOBS).json().path("items").findValuesAsText("tube"))
        .containsExactly("mail");
    assertThat(olga().get(JOBS + "/" + other).code()).isEqualTo("no-such-job");
    assertThat(olga().get(JOBS + "/" + other + "/body").code()).isEqualTo("no-such-job");
    assertThat(olga().get(JOBS + "/export").text()).doesNotContain("sms");
    for (String path : new String[] {"", "/1", "/1/body", "/export"}) {
      assertThat(stranger().get(JOBS + path).status()).as(path).isEqualTo(401);
    }
  }

  @Test
  void aJobIsOpenedWithWhatHappenedToIt() throws Exception {
    long id = put("mail", "{\"a\": 1}");
    try (Client worker = workerWith("mail")) {
      JsonNode whole = vera().get(JOBS + "/" + id).json();

      assertThat(whole.path("job").path("state").asText()).isEqualTo("reserved");
      assertThat(whole.path("job").path("holder").path("address").asText())
          .startsWith("127.0.0.1:");
      assertThat(whole.path("job").path("timeLeftMillis").asLong()).isPositive();
      assertThat(whole.path("body").path("kind").asText()).isEqualTo("json");
      assertThat(whole.path("body").path("text").asText()).isEqualTo("{\"a\": 1}");
      assertThat(whole.path("body").path("truncated").asBoolean()).isFalse();
      assertThat(whole.path("timeline").findValuesAsText("event"))
          .containsExactly("put", "reserved");
      JsonNode reserved = whole.path("timeline").path(1);
      assertThat(reserved.path("address"))
          .isEqualTo(whole.path("job").path("holder").path("address"));
      assertThat(reserved.path("connection"))
          .isEqualTo(whole.path("job").path("holder").path("connection"));
      assertThat(worker.ask("delete " + id)).isEqualTo("DELETED");
    }
    assertThat(vera().get(JOBS + "/" + id).code()).isEqualTo("no-such-job");
    assertThat(vera().get(JOBS + "/0").code()).isEqualTo("bad-parameter");
    assertThat(vera().get(JOBS + "/x").code()).isEqualTo("bad-parameter");
  }

  @Test
  void bytesAreShownAsSuch() throws Exception {
    Web.Answer _ = root().post(API + "/tubes/mail/jobs", "{\"base64\": \"AAEC\"}");

    JsonNode body = vera().get(JOBS + "/1").json().path("body");

    assertThat(body.path("kind").asText()).isEqualTo("binary");
    assertThat(body.path("text").isNull()).isTrue();
    assertThat(body.path("base64").asText()).isEqualTo("AAEC");
    assertThat(vera().get(JOBS + "/1/body").bytes()).containsExactly(0, 1, 2);
  }

  @Test
  void maskedFieldsLeaveTheServerNowhere() throws Exception {
    Web.Answer _ = root().put(API + "/settings", "{\"maskedPaths\": [\"body.card.number\"]}");
    long id = put("mail", "{\"card\": {\"number\": \"4111\"}}");

    assertThat(vera().get(JOBS).text()).contains("***").doesNotContain("4111");
    assertThat(vera().get(JOBS + "/" + id).text())
        .contains("\"masked\":true")
        .doesNotContain("4111");
    assertThat(vera().get(JOBS + "/" + id + "/body").text())
        .isEqualTo("{\"card\": {\"number\": \"***\"}}");
    assertThat(vera().get(JOBS + "/export?format=csv").text()).doesNotContain("4111");
    assertThat(root().post(JOBS + "/" + id + "/edit", "{\"text\": \"x\"}").code())
        .isEqualTo("body-masked");
  }

  @Test
  void wholeBodiesAreExportedAsFarAsTheyMayBeSeen() throws Exception {
    String text = "\n=1+1" + "x".repeat(5000);
    root().post(API + "/tubes/mail/jobs", "{\"text\": \"" + text.replace("\n", "\\n") + "\"}");
    root().post(API + "/tubes/mail/jobs", "{\"text\": \"{\\\"pan\\\":4111}\"}");
    root().put(API + "/settings", "{\"maskedPaths\": [\"body.pan\"]}");

    JsonNode json = vera().get(JOBS + "/export?bodies=whole").json();
    String csv = vera().get(JOBS + "/export?bodies=whole&format=csv").text();

    assertThat(json.path(0).path("body").asText()).isEqualTo(text);
    assertThat(json.path(1).path("body").asText()).isEqualTo("{\"pan\":\"***\"}");
    assertThat(csv).contains("bodyBytes,body,bodyBase64\r\n").contains(",\"'" + text + "\",");
    assertThat(csv).doesNotContain("4111");
    assertThat(vera().get(JOBS + "/export?bodies=half").code()).isEqualTo("bad-bodies");
  }

  @Test
  void allJobsAreExported() throws Exception {
    for (int i = 0; i < 250; i++) {
      put("mail", "=1+1, \"x\"");
    }

    Web.Answer csv = vera().get(JOBS + "/export?format=csv&q=" + encoded("tube:mail"));
    Web.Answer json = vera().get(JOBS + "/export");

    assertThat(csv.header("content-disposition").orElseThrow()).contains("jobs.csv");
    assertThat(csv.text().lines()).hasSize(251);
    assertThat(csv.text().lines().skip(1)).allMatch(line -> line.endsWith("\"'=1+1, \"\"x\"\"\""));
    assertThat(json.json().size()).isEqualTo(250);
    assertThat(vera().get(JOBS + "/export?format=xml").code()).isEqualTo("bad-format");
    assertThat(vera().get(JOBS + "/export?q=stat:x").code()).isEqualTo("bad-filter");
  }

  @Test
  void filtersAreChecked() throws Exception {
    assertThat(check("tube:mail")).isEqualTo("{\"ok\":true,\"problem\":null}");
    assertThat(check("a stat:x"))
        .startsWith("{\"ok\":false,\"problem\":{\"code\":\"field\",\"at\":2,\"message\":");
    assertThat(stranger().get(API + "/filters/check?q=x").status()).isEqualTo(401);
  }

  private String check(String filter) throws IOException {
    return vera().get(API + "/filters/check?q=" + encoded(filter)).text();
  }
}
