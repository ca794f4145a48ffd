package io.haulm.server.http.keyspace;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.server.http.Web;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysApiTest extends KeyspaceTest {
  private static final String KEYS = "/api/v1/keys";

  @Test
  void keysAreListedWithTypeLengthAndTime() throws Exception {
    Web web = local();
    redis(web, "RPUSH mail a b c");
    redis(web, "SET token x PX 60000");

    JsonNode mail = web.get(KEYS + "?match=mail").json().path("items").get(0);
    JsonNode token = web.get(KEYS + "?type=string").json().path("items").get(0);

    assertThat(mail.path("type").asText()).isEqualTo("list");
    assertThat(mail.path("length").asInt()).isEqualTo(3);
    assertThat(mail.path("ttlMillis").asLong()).isEqualTo(-1);
    assertThat(mail.path("memoryBytes").asLong()).isPositive();
    assertThat(mail.path("key").asText()).isEqualTo(inPath("mail"));
    assertThat(token.path("ttlMillis").asLong()).isBetween(1L, 60_000L);
  }

  @Test
  void everyKeyIsFoundOnceByItsPages() throws Exception {
    Web web = local();
    redis(
        web,
        IntStream.range(0, 1000).mapToObj(i -> " k" + i + " v").collect(joining("", "MSET", "")));

    Set<String> names = new HashSet<>();
    String cursor = "0";
    while (!cursor.isEmpty()) {
      JsonNode page = web.get(KEYS + "?limit=100&cursor=" + cursor).json();
      page.path("items").forEach(item -> names.add(item.path("name").path("text").asText()));
      assertThat(page.path("keys").asInt()).isEqualTo(1000);
      cursor = page.path("cursor").asText("");
    }

    assertThat(names).hasSize(1000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?type=tree", "?limit=0", "?limit=501", "?database=16", "?cursor=x"})
  void nonsenseIsRefused(String query) throws Exception {
    assertThat(local().get(KEYS + query).status()).isEqualTo(400);
  }

  @Test
  void valueOfEachTypeIsShown() throws Exception {
    Web web = local();
    redis(web, "SET string text");
    redis(web, "RPUSH list a b");
    redis(web, "HSET hash f v");
    redis(web, "SADD set m");
    redis(web, "ZADD zset 1.5 m");
    redis(web, "XADD stream 1-1 f v");

    assertThat(value(web, "string").path("text").asText()).isEqualTo("text");
    assertThat(value(web, "list").get(1).path("text").asText()).isEqualTo("b");
    assertThat(value(web, "hash").get(0).at("/value/text").asText()).isEqualTo("v");
    assertThat(value(web, "set").get(0).path("text").asText()).isEqualTo("m");
    assertThat(value(web, "zset").get(0).path("score").asText()).isEqualTo("1.5");
    assertThat(value(web, "stream")).isEmpty();
  }

  @Test
  void longValuesComeInPages() throws Exception {
    Web web = local();
    redis(web, "RPUSH list" + " x".repeat(250));

    JsonNode first = web.get(KEYS + "/0/" + inPath("list") + "?limit=100").json();
    JsonNode last = web.get(KEYS + "/0/" + inPath("list") + "?limit=100&cursor=200").json();

    assertThat(first.path("value")).hasSize(100);
    assertThat(first.path("cursor").asText()).isEqualTo("100");
    assertThat(last.path("value")).hasSize(50);
    assertThat(last.path("cursor").isNull()).isTrue();
  }

  @Test
  void longTextIsCutAtASignAndSaysSo() throws Exception {
    Web web = local();
    redis(web, "SET key " + "ä".repeat(40_000));

    JsonNode value = value(web, "key");

    assertThat(value.path("truncated").asBoolean()).isTrue();
    assertThat(value.path("text").asText()).matches("ä+");
  }

  @Test
  void keyThatIsNotThereIsMissed() throws Exception {
    Web web = local();

    assertThat(web.get(KEYS + "/0/" + inPath("none")).code()).isEqualTo("no-such-key");
    assertThat(web.get(KEYS + "/0/!").code()).isEqualTo("bad-key");
    assertThat(web.post(KEYS + "/0/" + inPath("none") + "/delete", "").code())
        .isEqualTo("no-such-key");
    assertThat(web.post(KEYS + "/0/" + inPath("none") + "/expire", "{\"ttlMillis\":1}").code())
        .isEqualTo("no-such-key");
  }

  @Test
  void keyIsRenamedButNeverOverAnother() throws Exception {
    Web web = local();
    redis(web, "MSET a 1 b 2");
    String rename = KEYS + "/0/" + inPath("a") + "/rename";

    assertThat(web.post(rename, "{\"to\": \"b\"}").code()).isEqualTo("key-exists");
    assertThat(web.post(rename, "{}").code()).isEqualTo("bad-name");
    assertThat(web.post(rename, "{\"to\": \"c\"}").status()).isEqualTo(204);
    assertThat(redis(web, "GET c").at("/value/text").asText()).isEqualTo("1");
  }

  @Test
  void keyExpiresOrNeverDoes() throws Exception {
    Web web = local();
    redis(web, "SET a 1");
    String expire = KEYS + "/0/" + inPath("a") + "/expire";

    assertThat(web.post(expire, "{\"ttlMillis\": 60000}").status()).isEqualTo(204);
    assertThat(redis(web, "PTTL a").path("value").asLong()).isBetween(1L, 60_000L);
    assertThat(web.post(expire, "{\"ttlMillis\": -1}").status()).isEqualTo(204);
    assertThat(redis(web, "PTTL a").path("value").asLong()).isEqualTo(-1);
    assertThat(web.post(expire, "{\"ttlMillis\": 0}").code()).isEqualTo("bad-ttl");
  }

  @Test
  void viewerMayLookOnly() throws Exception {
    Web admin = admin();
    Web viewer = user(admin, "vera", "viewer", "*");
    redis(admin, "SET a 1");
    String key = KEYS + "/0/" + inPath("a");

    assertThat(viewer.get(KEYS).status()).isEqualTo(200);
    assertThat(viewer.get(key).status()).isEqualTo(200);
    assertThat(viewer.post(key + "/delete", "").status()).isEqualTo(403);
    assertThat(viewer.post(key + "/rename", "{\"to\": \"b\"}").status()).isEqualTo(403);
    assertThat(viewer.post(key + "/expire", "{\"ttlMillis\": 1}").status()).isEqualTo(403);
    assertThat(anybody().get(KEYS).status()).isEqualTo(401);
    assertThat(admin.post(key + "/delete", "").status()).isEqualTo(204);
  }

  private static JsonNode value(Web web, String name) throws Exception {
    return web.get(KEYS + "/0/" + inPath(name)).json().path("value");
  }
}
