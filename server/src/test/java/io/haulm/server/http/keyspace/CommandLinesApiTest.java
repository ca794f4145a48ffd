package io.haulm.server.http.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.server.http.Web;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLinesApiTest extends KeyspaceTest {
  private static final String REDIS = "/api/v1/commands/redis";
  private static final String BEANSTALK = "/api/v1/commands/beanstalk";

  @Test
  void replyHasTheShapeThatTheCommandGivesIt() throws Exception {
    Web web = local();
    redis(web, "RPUSH list one \"two words\" '\\x00'");

    JsonNode reply = redis(web, "LRANGE list 0 -1");

    assertThat(reply.path("type").asText()).isEqualTo("array");
    assertThat(reply.path("value").get(1).path("value").path("text").asText())
        .isEqualTo("two words");
  }

  @Test
  void bytesThatAreNoTextAreShownEscapedAndWhole() throws Exception {
    Web web = local();
    redis(web, "SET key \"\\xff\\x00a\"");

    JsonNode value = redis(web, "GET key").path("value");

    assertThat(value.path("text").asText()).isEqualTo("\\xff\\x00a");
    assertThat(value.path("base64").asText()).isEqualTo("/wBh");
  }

  @Test
  void refusalOfACommandIsAReply() throws Exception {
    Web.Answer answer = local().post(REDIS, "{\"line\": \"INCR\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("reply").path("value").asText())
        .isEqualTo("ERR wrong number of arguments for 'incr' command");
  }

  @Test
  void databasesAreApart() throws Exception {
    Web web = local();
    web.post(REDIS, "{\"database\": 3, \"line\": \"SET key three\"}");

    assertThat(redis(web, "EXISTS key").path("value").asInt()).isZero();
    assertThat(
            web.post(REDIS, "{\"database\": 3, \"line\": \"GET key\"}")
                .json()
                .at("/reply/value/text")
                .asText())
        .isEqualTo("three");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "MULTI",
        "SUBSCRIBE news",
        "MONITOR",
        "RESET",
        "CLIENT REPLY OFF",
        "QUIT"
      })
  void whatIsAboutAConnectionIsRefused(String line) throws Exception {
    assertThat(local().post(REDIS, "{\"line\": \"" + line + "\"}").code()).isEqualTo("not-here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"BLPOP list 0", "XREAD BLOCK 0 STREAMS s $", "TUBE.RESERVE mail"})
  void whatWouldWaitIsRefused(String line) throws Exception {
    assertThat(local().post(REDIS, "{\"line\": \"" + line + "\"}").code()).isEqualTo("blocking");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"line\": \"  \"}",
        "{\"line\": \"GET 'key\"}",
        "{\"line\": \"NOSUCH\"}",
        "{\"line\": \"GET a\\r\\nSET a b\"}",
        "{\"line\": \"PING\", \"database\": 16}"
      })
  void nonsenseIsRefused(String body) throws Exception {
    assertThat(local().post(REDIS, body).status()).isEqualTo(400);
  }

  @Test
  void viewerMayLookAndOperatorMayWriteButOnlyAnAdminMayFlush() throws Exception {
    Web admin = admin();
    Web viewer = user(admin, "vera", "viewer", "*");
    Web operator = user(admin, "olaf", "operator", "*");

    assertThat(viewer.post(REDIS, "{\"line\": \"GET key\"}").status()).isEqualTo(200);
    assertThat(viewer.post(REDIS, "{\"line\": \"SET key 1\"}").status()).isEqualTo(403);
    assertThat(operator.post(REDIS, "{\"line\": \"SET key 1\"}").status()).isEqualTo(200);
    assertThat(operator.post(REDIS, "{\"line\": \"FLUSHALL\"}").status()).isEqualTo(403);
    assertThat(operator.post(REDIS, "{\"line\": \"CONFIG GET *\"}").status()).isEqualTo(403);
    assertThat(admin.post(REDIS, "{\"line\": \"FLUSHALL\"}").status()).isEqualTo(200);
  }

  @Test
  void whoMaySeeSomeTubesOnlyMaySeeNoKeys() throws Exception {
    Web some = user(admin(), "vera", "viewer", "mail.*");

    assertThat(some.post(REDIS, "{\"line\": \"GET key\"}").status()).isEqualTo(403);
    assertThat(some.post(BEANSTALK, "{\"line\": \"stats\"}").status()).isEqualTo(403);
  }

  @Test
  void readOnlyServerLetsLook() throws Exception {
    Web web = local();
    redis(web, "SET key 1");
    web.put("/api/v1/settings", "{\"readOnly\": true}");

    assertThat(web.post(REDIS, "{\"line\": \"GET key\"}").status()).isEqualTo(200);
    assertThat(web.post(REDIS, "{\"line\": \"SET key 2\"}").code()).isEqualTo("read-only");
    assertThat(web.post(BEANSTALK, "{\"line\": \"kick 1\"}").code()).isEqualTo("read-only");
  }

  @Test
  void maskedBodiesAreForAdminsOnly() throws Exception {
    Web admin = admin();
    Web viewer = user(admin, "vera", "viewer", "*");
    assertThat(viewer.post(BEANSTALK, "{\"line\": \"peek 1\"}").status()).isEqualTo(200);

    admin.put("/api/v1/settings", "{\"maskedPaths\": [\"body.card\"]}");

    assertThat(viewer.post(BEANSTALK, "{\"line\": \"peek 1\"}").status()).isEqualTo(403);
    assertThat(viewer.post(REDIS, "{\"line\": \"TUBE.PEEK 1\"}").status()).isEqualTo(403);
    assertThat(admin.post(BEANSTALK, "{\"line\": \"peek 1\"}").status()).isEqualTo(200);
  }

  @Test
  void jobIsPutAndLookedAt() throws Exception {
    Web web = local();

    assertThat(
            beanstalk(
                web, "{\"tube\": \"mail\", \"line\": \"put 0 0 60\", \"text\": \"a\\r\\nb\"}"))
        .isEqualTo("INSERTED 1\r\n");
    assertThat(beanstalk(web, "{\"tube\": \"mail\", \"line\": \"peek-ready\"}"))
        .isEqualTo("FOUND 1 4\r\na\r\nb\r\n");
    assertThat(beanstalk(web, "{\"line\": \"stats-tube mail\"}"))
        .startsWith("OK ")
        .contains("current-jobs-ready: 1");
  }

  @Test
  void lengthThatIsTypedNeedNotBeRight() throws Exception {
    assertThat(beanstalk(local(), "{\"line\": \"put 0 0 60 999\", \"text\": \"abc\"}"))
        .isEqualTo("INSERTED 1\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"line\": \"reserve\"}",
        "{\"line\": \"watch mail\"}",
        "{\"line\": \"nonsense\"}",
        "{\"line\": \"put 0 0 60\"}",
        "{\"line\": \"put 0\", \"text\": \"x\"}",
        "{\"line\": \"kick 1\", \"text\": \"x\"}",
        "{\"line\": \"stats\\r\\nkick 1\"}",
        "{\"line\": \"kick 1\", \"tube\": \"-mail\"}",
        "{\"line\": \"put 0 0 60\", \"base64\": \"!\"}"
      })
  void nonsenseIsRefusedThereToo(String body) throws Exception {
    assertThat(local().post(BEANSTALK, body).status()).isEqualTo(400);
  }

  @Test
  void viewerMayNotKick() throws Exception {
    Web viewer = user(admin(), "vera", "viewer", "*");

    assertThat(viewer.post(BEANSTALK, "{\"line\": \"kick 1\"}").status()).isEqualTo(403);
  }

  @Test
  void completionKnowsCommandsAndWhoMayRunThem() throws Exception {
    JsonNode known = local().get("/api/v1/commands").json();

    assertThat(role(known.path("redis"), "get")).isEqualTo("viewer");
    assertThat(role(known.path("redis"), "xgroup create")).isEqualTo("operator");
    assertThat(role(known.path("redis"), "flushall")).isEqualTo("admin");
    assertThat(role(known.path("beanstalk"), "kick")).isEqualTo("operator");
    assertThat(anybody().get("/api/v1/commands?x=").status()).isEqualTo(200);
  }

  @Test
  void whatWasDoneIsInTheAuditLog() throws Exception {
    Web web = local();
    redis(web, "SET key 1");
    redis(web, "GET key");

    JsonNode items = web.get("/api/v1/audit").json().path("items");

    assertThat(items).hasSize(1);
    assertThat(items.get(0).path("target").asText()).isEqualTo("0> SET key (1 bytes)");
  }

  private static String role(JsonNode commands, String name) {
    for (JsonNode command : commands) {
      if (command.path("name").asText().equals(name)) {
        return command.path("role").asText();
      }
    }
    return "";
  }

  private static String beanstalk(Web web, String body) throws IOException {
    Web.Answer answer = web.post(BEANSTALK, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path("reply").path("text").asText();
  }
}
