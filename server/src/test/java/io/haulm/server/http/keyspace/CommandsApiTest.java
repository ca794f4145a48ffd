package io.haulm.server.http.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.server.http.Web;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line for Redis' commands. */
class CommandsApiTest extends KeyspaceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SET a 1                  | {\"t\":\"status\",\"v\":\"OK\"}",
        "INCR new                 | {\"t\":\"int\",\"v\":1}",
        "GET missing              | {\"t\":\"nil\"}",
        "ECHO \"two words\"       | {\"t\":\"bulk\",\"v\":\"two words\"}",
        "NOSUCH a                 | \"t\":\"error\"",
        "GET                      | ERR wrong number of arguments for 'get' command",
        "BLPOP none 0             | {\"t\":\"nil\"}",
        "EVAL \"return 7\" 0      | {\"t\":\"int\",\"v\":7}",
        "CLIENT GETNAME           | ERR this command needs a connection of its own"
      })
  void commandIsAnsweredAsATree(String line, String reply) throws Exception {
    Web.Answer answer = redis(local(), line);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).contains(reply);
  }

  @Test
  void listIsAnsweredWithItsParts() throws Exception {
    Web local = local();
    redis(local, "RPUSH l a b");

    Web.Answer answer = redis(local, "LRANGE l 0 -1");

    assertThat(answer.at("/reply/t")).isEqualTo("array");
    assertThat(answer.at("/reply/v/1/v")).isEqualTo("b");
  }

  @Test
  void bytesThatAreNoTextAreToldInBase64Too() throws Exception {
    Web.Answer answer = redis(local(), "ECHO \"\\xff\\x00\"");

    assertThat(answer.at("/reply/v")).isEqualTo("\\xff\\x00");
    assertThat(answer.at("/reply/base64")).isEqualTo("/wA=");
  }

  @Test
  void databaseIsTheOneThatIsNamed() throws Exception {
    Web local = local();
    local.post("/api/v1/commands/redis", "{\"database\":3,\"line\":\"SET a 1\"}");

    assertThat(redis(local, "GET a").at("/reply/t")).isEqualTo("nil");
    assertThat(
            local.post("/api/v1/commands/redis", "{\"database\":3,\"line\":\"GET a\"}")
                .at("/reply/v"))
        .isEqualTo("1");
  }

  @Test
  void longAnswerIsCut() throws Exception {
    Web local = local();
    redis(local, "EVAL \"for i=1,30000 do redis.call('RPUSH','l',i) end return 1\" 0");

    Web.Answer answer = redis(local, "LRANGE l 0 -1");

    assertThat(answer.json().at("/reply/cut").asBoolean()).isTrue();
    assertThat(answer.json().at("/reply/v")).hasSize(TellingSink.PARTS_MAX);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MULTI", "SUBSCRIBE a", "MONITOR", "select 1", "AUTH x", "quit"})
  void commandThatConcernsAConnectionIsRefused(String line) throws Exception {
    assertThat(redis(local(), line).code()).isEqualTo("needs-connection");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bad-line      | {\"line\":\"\"}",
        "bad-line      | {\"line\":\"SET a \\\"b\"}",
        "bad-line      | {}",
        "bad-parameter | {\"database\":16,\"line\":\"PING\"}",
        "bad-parameter | {\"database\":-1,\"line\":\"PING\"}"
      })
  void lineThatMakesNoSenseIsRefused(String code, String json) throws Exception {
    assertThat(local().post("/api/v1/commands/redis", json).code()).isEqualTo(code);
  }

  @Test
  void viewerMayReadOnly() throws Exception {
    Web viewer = user(admin(), "eve", "viewer", "*");

    assertThat(redis(viewer, "GET a").status()).isEqualTo(200);
    assertThat(redis(viewer, "INFO server").status()).isEqualTo(200);
    assertThat(redis(viewer, "SET a 1").code()).isEqualTo("forbidden");
    assertThat(redis(viewer, "EVAL \"return 1\" 0").code()).isEqualTo("forbidden");
    assertThat(redis(viewer, "PUBLISH a b").code()).isEqualTo("forbidden");
  }

  @Test
  void operatorMayWriteButNotAdminister() throws Exception {
    Web operator = user(admin(), "op", "operator", "*");

    assertThat(redis(operator, "SET a 1").status()).isEqualTo(200);
    assertThat(redis(operator, "CONFIG SET maxmemory 1").code()).isEqualTo("forbidden");
  }

  @Test
  void oneFromWhomTubesAreHiddenSeesNoKeys() throws Exception {
    Web operator = user(admin(), "op", "operator", "mail.*");

    assertThat(redis(operator, "GET a").code()).isEqualTo("forbidden");
  }

  @Test
  void readOnlyServerLetsReadOnly() throws Exception {
    Web local = local();
    local.put("/api/v1/settings", "{\"readOnly\":true}");

    assertThat(redis(local, "GET a").status()).isEqualTo(200);
    assertThat(redis(local, "SET a 1").code()).isEqualTo("read-only");
  }

  @Test
  void changesAreNotedInTheAuditLog() throws Exception {
    Web local = local();
    redis(local, "SET a 1");
    redis(local, "GET a");

    assertThat(local.get("/api/v1/audit?action=redis").text())
        .contains("\"action\":\"redis.set\"", "\"target\":\"SET a 1\"")
        .doesNotContain("redis.get");
  }

  @Test
  void commandsAreListedForCompletion() throws Exception {
    Web.Answer answer = anybody().get("/api/v1/commands");

    assertThat(answer.text()).contains("\"name\":\"xgroup create\"", "\"role\":\"operator\"");
    admin();
    assertThat(anybody().get("/api/v1/commands").status()).isEqualTo(401);
  }
}
