package io.haulm.server.http.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.server.http.Web;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The browser of keys. */
class KeysApiTest extends KeyspaceTest {
  private static final String KEYS = "/api/v1/keys";

  @Test
  void keysAreListedWithTypeSizeAndTimeToLive() throws Exception {
    Web local = local();
    redis(local, "SET greeting hello PX 100000");

    JsonNode key = local.get(KEYS).json().at("/items/0");

    assertThat(key.path("key").asText()).isEqualTo("greeting");
    assertThat(key.path("base64").asText()).isEqualTo("Z3JlZXRpbmc=");
    assertThat(key.path("type").asText()).isEqualTo("string");
    assertThat(key.path("length").asInt()).isEqualTo(5);
    assertThat(key.path("ttlMillis").asLong()).isBetween(1L, 100_000L);
    assertThat(key.path("memoryBytes").asLong()).isPositive();
  }

  @Test
  void everyKeyIsFoundPageByPage() throws Exception {
    Web local = local();
    redis(local, "EVAL \"for i=1,1500 do redis.call('SET','k'..i,i) end return 1\" 0");
    var found = new TreeSet<String>();
    String cursor = "0";

    for (int page = 0; page < 100 && !cursor.equals("null"); page++) {
      Web.Answer answer = local.get(KEYS + "?limit=200&cursor=" + cursor);
      answer.json().path("items").forEach(key -> found.add(key.path("key").asText()));
      cursor = answer.at("/cursor");
    }

    assertThat(found).hasSize(1500);
  }

  @Test
  void keysAreChosenByPatternAndType() throws Exception {
    Web local = local();
    redis(local, "MSET a1 x a2 x b1 x");
    redis(local, "RPUSH a3 x");

    assertThat(local.get(KEYS + "?match=a*").json().path("items")).hasSize(3);
    assertThat(local.get(KEYS + "?match=a*&type=list").at("/items/0/key")).isEqualTo("a3");
    assertThat(local.get(KEYS + "?database=1").json().path("items")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"type=jobs", "cursor=x", "cursor=99999999999999999999", "limit=501", "database=16"})
  void listThatMakesNoSenseIsRefused(String query) throws Exception {
    assertThat(local().get(KEYS + "?" + query).code()).isEqualTo("bad-parameter");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SET k hello        | {\"text\":\"hello\",\"base64\":\"aGVsbG8=\",\"truncated\":false}",
        "RPUSH k a b        | [\"a\",\"b\"]",
        "SADD k a           | [\"a\"]",
        "HSET k f v         | [{\"field\":\"f\",\"value\":\"v\"}]",
        "ZADD k 1.5 m inf n | [{\"member\":\"m\",\"score\":1.5},{\"member\":\"n\",\"score\":\"Infinity\"}]",
        "XADD k 1-0 f v     | null"
      })
  void valueIsToldByItsType(String line, String value) throws Exception {
    Web local = local();
    redis(local, line);

    assertThat(local.get(KEYS + key("k")).json().path("value")).hasToString(value);
  }

  @Test
  void longListIsToldPageByPage() throws Exception {
    Web local = local();
    redis(local, "RPUSH l a b c");

    Web.Answer first = local.get(KEYS + key("l") + "?limit=2");
    Web.Answer second = local.get(KEYS + key("l") + "?limit=2&cursor=" + first.at("/cursor"));

    assertThat(first.json().path("value")).hasToString("[\"a\",\"b\"]");
    assertThat(second.json().path("value")).hasToString("[\"c\"]");
    assertThat(second.json().path("cursor").isNull()).isTrue();
  }

  @Test
  void longTextIsCut() throws Exception {
    Web local = local();
    redis(local, "SETRANGE t " + KeyView.TEXT_BYTES_MAX + " x");

    JsonNode value = local.get(KEYS + key("t")).json().path("value");

    assertThat(value.path("truncated").asBoolean()).isTrue();
    assertThat(value.path("text").asText()).hasSize(KeyView.TEXT_BYTES_MAX);
  }

  @Test
  void keyThatIsNotThereIsMissing() throws Exception {
    Web local = local();

    assertThat(local.get(KEYS + key("none")).code()).isEqualTo("no-such-key");
    assertThat(local.post(KEYS + key("none") + "/delete", "{}").code()).isEqualTo("no-such-key");
    assertThat(local.post(KEYS + key("none") + "/rename", "{\"to\":\"b\"}").code())
        .isEqualTo("no-such-key");
    assertThat(local.post(KEYS + key("none") + "/expire", "{\"ttlMillis\":5}").code())
        .isEqualTo("no-such-key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/0/***", "/0/%20"})
  void nameThatIsNoBase64IsRefused(String path) throws Exception {
    assertThat(local().get(KEYS + path).code()).isEqualTo("bad-key");
  }

  @Test
  void keyIsRenamedButNotOverAnother() throws Exception {
    Web local = local();
    redis(local, "MSET a 1 b 2");

    assertThat(local.post(KEYS + key("a") + "/rename", "{\"to\":\"b\"}").code())
        .isEqualTo("key-exists");
    assertThat(local.post(KEYS + key("a") + "/rename", "{\"to\":\"c\"}").status()).isEqualTo(204);
    assertThat(redis(local, "GET c").at("/reply/v")).isEqualTo("1");
    assertThat(local.post(KEYS + key("c") + "/rename", "{\"to\":\"b\",\"replace\":true}").status())
        .isEqualTo(204);
    assertThat(redis(local, "GET b").at("/reply/v")).isEqualTo("1");
    assertThat(local.post(KEYS + key("b") + "/rename", "{}").code()).isEqualTo("bad-name");
  }

  @Test
  void timeToLiveIsSetAndTakenAway() throws Exception {
    Web local = local();
    redis(local, "SET a 1");

    local.post(KEYS + key("a") + "/expire", "{\"ttlMillis\":90000}");
    assertThat(redis(local, "PTTL a").json().at("/reply/v").asLong()).isBetween(1L, 90_000L);

    local.post(KEYS + key("a") + "/expire", "{\"ttlMillis\":-1}");
    assertThat(redis(local, "PTTL a").json().at("/reply/v").asLong()).isEqualTo(-1);
    assertThat(local.post(KEYS + key("a") + "/expire", "{\"ttlMillis\":0}").code())
        .isEqualTo("bad-ttl");
  }

  @Test
  void keyIsDeleted() throws Exception {
    Web local = local();
    redis(local, "SET a 1");

    assertThat(local.post(KEYS + key("a") + "/delete", "{}").status()).isEqualTo(204);

    assertThat(redis(local, "EXISTS a").json().at("/reply/v").asInt()).isZero();
    assertThat(local.get("/api/v1/audit?limit=2").text()).contains("\"key.delete\"", "\"0/a\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/rename", "/expire", "/delete"})
  void viewerMayChangeNoKey(String action) throws Exception {
    Web viewer = user(admin(), "eve", "viewer", "*");

    assertThat(viewer.post(KEYS + key("a") + action, "{}").code()).isEqualTo("forbidden");
  }

  @Test
  void oneFromWhomTubesAreHiddenSeesNoKeys() throws Exception {
    Web operator = user(admin(), "op", "operator", "mail.*");

    assertThat(operator.get(KEYS).code()).isEqualTo("forbidden");
    assertThat(operator.get(KEYS + key("a")).code()).isEqualTo("forbidden");
  }
}
