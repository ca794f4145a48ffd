package io.haulm.server.http.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.server.http.HttpTest;
import io.haulm.server.http.Web;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line for beanstalkd's protocol. */
class LineApiTest extends HttpTest {
  private static final String PATH = "/api/v1/commands/beanstalk";

  private static Web.Answer give(Web web, String line) throws IOException {
    return web.post(PATH, "{\"line\":\"" + line + "\"}");
  }

  @Test
  void jobIsPutIntoTheTubeThatIsNamed() throws Exception {
    Web local = local();

    Web.Answer put =
        local.post(
            PATH, "{\"line\":\"put 0 0 60\",\"body\":\"two\\r\\nlines\",\"tube\":\"mail\"}");

    assertThat(put.at("/reply")).isEqualTo("INSERTED 1\r\n");
    assertThat(give(local, "peek 1").at("/reply")).isEqualTo("FOUND 1 10\r\ntwo\r\nlines\r\n");
    assertThat(give(local, "stats-tube mail").at("/reply")).contains("current-jobs-ready: 1");
    assertThat(local.post(PATH, "{\"line\":\"peek-ready\",\"tube\":\"mail\"}").at("/reply"))
        .startsWith("FOUND 1 ");
  }

  @Test
  void noConnectionIsLeftBehind() throws Exception {
    Web local = local();
    give(local, "list-tubes");

    assertThat(give(local, "stats").at("/reply")).contains("\ncurrent-connections: 1\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "needs-connection | {\"line\":\"reserve\"}",
        "needs-connection | {\"line\":\"watch mail\"}",
        "bad-line         | {\"line\":\"stats\\r\\ndelete 1\"}",
        "bad-line         | {}",
        "bad-tube         | {\"line\":\"peek-ready\",\"tube\":\"a b\"}",
        "bad-tube         | {\"line\":\"peek-ready\",\"tube\":\"a\\r\\ndelete 1\"}"
      })
  void lineThatMakesNoSenseIsRefused(String code, String json) throws Exception {
    assertThat(local().post(PATH, json).code()).isEqualTo(code);
  }

  @Test
  void refusalOfTheProtocolIsAReply() throws Exception {
    assertThat(give(local(), "peek x").at("/reply")).isEqualTo("BAD_FORMAT\r\n");
    assertThat(give(local(), "delete 9").at("/reply")).isEqualTo("NOT_FOUND\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"put 0 0 60", "delete 1", "kick 5", "pause-tube mail 60"})
  void viewerMayChangeNothing(String line) throws Exception {
    Web viewer = user(admin(), "eve", "viewer", "*");

    assertThat(give(viewer, line).code()).isEqualTo("forbidden");
    assertThat(give(viewer, "stats").status()).isEqualTo(200);
  }

  @Test
  void readOnlyServerLetsReadOnly() throws Exception {
    Web local = local();
    local.put("/api/v1/settings", "{\"readOnly\":true}");

    assertThat(give(local, "stats").status()).isEqualTo(200);
    assertThat(give(local, "kick 1").code()).isEqualTo("read-only");
  }

  @Test
  void oneFromWhomTubesAreHiddenGivesNoLines() throws Exception {
    Web operator = user(admin(), "op", "operator", "mail.*");

    assertThat(give(operator, "stats").code()).isEqualTo("forbidden");
  }
}
