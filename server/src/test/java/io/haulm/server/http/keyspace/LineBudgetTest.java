package io.haulm.server.http.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.server.http.Json;
import io.haulm.server.http.Web;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A line typed into a browser must not hold up the queue, nor do what its writer may not. */
class LineBudgetTest extends KeyspaceTest {
  private static Web.Answer run(Web web, String line) throws Exception {
    return web.post(
        "/api/v1/commands/redis",
        new String(Json.bytes(Map.of("line", line)), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EVAL \"return redis.call('FLUSHDB')\" 0",
        "EVAL_RO \"while true do end\" 0",
        "EVALSHA_RO 0000000000000000000000000000000000000000 0",
        "SCRIPT LOAD \"return 1\""
      })
  void scriptsAreForAdminsAsNobodyKnowsWhatTheyDo(String line) throws Exception {
    Web root = admin();
    Web operator = user(root, "ann", "operator", "*");
    Web viewer = user(root, "bob", "viewer", "*");

    assertThat(run(viewer, line).code()).isEqualTo("forbidden");
    assertThat(run(operator, line).code()).isEqualTo("forbidden");
  }

  @Test
  void scriptOfAnAdminEndsBeforeAnybodyNotices() throws Exception {
    Web.Answer answer = run(local(), "EVAL \"while true do end\" 0");

    assertThat(answer.text()).contains("was ended").contains("100 milliseconds");
  }

  @Test
  void scriptOfAnAdminThatIsShortRuns() throws Exception {
    assertThat(redis(local(), "EVAL \"return 7\" 0").path("value").asInt()).isEqualTo(7);
  }

  @Test
  void wholeOfAKeyIsShownWhileItIsShort() throws Exception {
    Web web = local();
    redis(web, "RPUSH list a b c");
    assertThat(run(web, "LRANGE list 0 -1").status()).isEqualTo(200);
    redis(web, "SETRANGE long " + LineBudget.KEYS_BYTES_MAX + " x");

    assertThat(run(web, "BITCOUNT long").code()).isEqualTo("too-long-here");
    assertThat(run(web, "GETRANGE long 0 10").status()).isEqualTo(200);
    assertThat(run(web, "UNLINK long").status()).isEqualTo(200);
  }

  @Test
  void listIsShownInPartsHoweverLongItIs() throws Exception {
    Web web = local();
    for (int i = 0; i < 5; i++) {
      redis(web, "SETRANGE part 999999 x");
      redis(web, "EVAL \"redis.call('RPUSH', 'list', redis.call('GET', 'part'))\" 0");
    }

    assertThat(run(web, "LRANGE list 0 -1").code()).isEqualTo("too-long-here");
    assertThat(run(web, "LRANGE list -1 -1").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SCAN 0 COUNT 10001",
        "SRANDMEMBER set -10001",
        "XRANGE stream - + COUNT 9999999999999999999",
        "LCS long long"
      })
  void whatWouldTakeTooLongIsRefused(String line) throws Exception {
    Web web = local();
    redis(web, "SETRANGE long " + LineBudget.LCS_BYTES_MAX + " x");

    Web.Answer answer = run(web, line);

    assertThat(answer.text()).containsAnyOf("too-long-here", "ERR ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SCAN 0 COUNT 10000", "KEYS *", "SRANDMEMBER set -10000", "XRANGE s - + COUNT 5"})
  void whatIsShortEnoughIsRun(String line) throws Exception {
    assertThat(run(local(), line).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET key", "LRANGE list 0 -1", "XRANGE stream - +", "TUBE.PEEK mail 1"})
  void valuesAreForAdminsWhileFieldsAreMasked(String line) throws Exception {
    Web root = admin();
    Web operator = user(root, "ann", "operator", "*");
    assertThat(root.put("/api/v1/settings", "{\"maskedPaths\":[\"body.card\"]}").status())
        .isEqualTo(200);

    assertThat(run(operator, line).code()).isEqualTo("forbidden");
    assertThat(run(operator, "GETDEL key").code()).isEqualTo("forbidden");
    assertThat(run(operator, "SET key new GET").code()).isEqualTo("forbidden");
    assertThat(run(operator, "LLEN list").status()).isEqualTo(200);
    assertThat(run(operator, "LPUSH list a").status()).isEqualTo(200);
    assertThat(run(root, line).status()).isEqualTo(200);
  }
}
