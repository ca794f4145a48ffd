package io.haulm.server.http.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.server.http.Web;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams and their groups. */
class StreamsApiTest extends KeyspaceTest {
  private static final String STREAMS = "/api/v1/streams";
  private static final String ORDERS = STREAMS + KeyspaceTest.key("orders");
  private static final String GROUP = ORDERS + "/groups/billing";

  /** A stream of three entries, of which a group has given two to Ann. */
  private Web orders() throws Exception {
    Web local = local();
    for (int i = 1; i <= 3; i++) {
      redis(local, "XADD orders " + i + "-0 n " + i);
    }
    redis(local, "XGROUP CREATE orders billing 0");
    redis(local, "XREADGROUP GROUP billing ann COUNT 2 STREAMS orders >");
    return local;
  }

  @Test
  void streamsAreListedWithTheirGroups() throws Exception {
    Web local = orders();
    redis(local, "SET other 1");

    Web.Answer answer = local.get(STREAMS);

    assertThat(answer.json().path("items")).hasSize(1);
    assertThat(answer.at("/items/0/key")).isEqualTo("orders");
    assertThat(answer.json().at("/items/0/length").asInt()).isEqualTo(3);
    assertThat(answer.json().at("/items/0/pending").asInt()).isEqualTo(2);
    assertThat(answer.json().at("/items/0/lagMax").asInt()).isEqualTo(1);
  }

  @Test
  void streamIsShownWithItsGroups() throws Exception {
    JsonNode stream = orders().get(ORDERS).json();

    assertThat(stream.path("firstId").asText()).isEqualTo("1-0");
    assertThat(stream.path("lastId").asText()).isEqualTo("3-0");
    assertThat(stream.at("/groups/0"))
        .hasToString(
            "{\"name\":\"billing\",\"consumers\":1,\"pending\":2,\"lag\":1,"
                + "\"lastDeliveredId\":\"2-0\",\"entriesRead\":2}");
  }

  @Test
  void entriesAreToldForwardsAndBackwards() throws Exception {
    Web local = orders();

    Web.Answer first = local.get(ORDERS + "/entries?count=2");
    assertThat(first.json().path("items"))
        .hasToString(
            "[{\"id\":\"1-0\",\"atMillis\":1,\"fields\":[[\"n\",\"1\"]]},"
                + "{\"id\":\"2-0\",\"atMillis\":2,\"fields\":[[\"n\",\"2\"]]}]");
    Web.Answer rest = local.get(ORDERS + "/entries?count=2&from=" + first.at("/cursor"));
    assertThat(rest.at("/items/0/id")).isEqualTo("3-0");
    assertThat(local.get(ORDERS + "/entries?reverse=true").at("/items/0/id")).isEqualTo("3-0");
  }

  @ParameterizedTest
  @CsvSource({
    "/entries?from=x, bad-id",
    "/entries?count=501, bad-parameter",
    "/entries?reverse=perhaps, bad-parameter",
    "/groups/billing/pending?cursor=x, bad-id",
    "/groups/billing/pending?minIdleMillis=-1, bad-parameter"
  })
  void questionThatMakesNoSenseIsRefused(String path, String code) throws Exception {
    assertThat(orders().get(ORDERS + path).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/entries", "/tail", "/groups/billing/consumers"})
  void streamThatIsNotThereIsMissing(String path) throws Exception {
    assertThat(local().get(ORDERS + path).code()).isEqualTo("no-such-key");
  }

  @Test
  void keyThatIsNoStreamIsToldSo() throws Exception {
    Web local = local();
    redis(local, "SET orders 1");

    assertThat(local.get(ORDERS).code()).isEqualTo("wrong-type");
  }

  @Test
  void entryIsAddedTrimmedAndDeleted() throws Exception {
    Web local = orders();

    assertThat(local.post(ORDERS + "/add", "{\"fields\":[[\"n\",\"4\"]]}").status())
        .isEqualTo(201);
    assertThat(local.post(ORDERS + "/delete", "{\"ids\":[\"1-0\",\"9-9\"]}").text())
        .isEqualTo("{\"removed\":1}");
    assertThat(local.post(ORDERS + "/trim", "{\"maxlen\":1}").text()).isEqualTo("{\"removed\":2}");
    assertThat(local.get(ORDERS).json().path("length").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/add              | {\"fields\":[]}            | bad-fields",
        "/add              | {\"fields\":[[\"a\"]]}     | bad-fields",
        "/add              | {\"fields\":[[\"a\",null]]} | bad-fields",
        "/trim             | {\"maxlen\":-1}            | bad-maxlen",
        "/delete           | {\"ids\":[]}               | bad-ids",
        "/delete           | {\"ids\":[\"x\"]}          | bad-id",
        "/groups           | {}                         | bad-name",
        "/groups           | {\"name\":\"billing\"}     | group-exists",
        "/groups           | {\"name\":\"g\",\"id\":\"x\"} | bad-id",
        "/groups/billing/ack       | {\"ids\":[null]}   | bad-id",
        "/groups/none/ack          | {\"ids\":[\"1-0\"]} | no-such-group",
        "/groups/billing/claim     | {\"ids\":[\"1-0\"]} | bad-consumer",
        "/groups/billing/autoclaim | {\"consumer\":\"bob\",\"count\":0} | bad-count",
        "/groups/billing/autoclaim | {\"consumer\":\"bob\",\"minIdleMillis\":-1} | bad-idle",
        "/groups/none/setid        | {\"id\":\"0\"}     | no-such-group",
        "/groups/billing/setid     | {}                 | bad-id"
      })
  void changeThatMakesNoSenseIsRefused(String path, String json, String code) throws Exception {
    assertThat(orders().post(ORDERS + path, json).code()).isEqualTo(code);
  }

  @Test
  void groupIsMadeAndDestroyed() throws Exception {
    Web local = orders();

    assertThat(local.post(ORDERS + "/groups", "{\"name\":\"audit\",\"id\":\"0\"}").status())
        .isEqualTo(201);
    assertThat(local.get(ORDERS).json().path("groups")).hasSize(2);
    assertThat(local.delete(ORDERS + "/groups/audit").status()).isEqualTo(204);
    assertThat(local.delete(ORDERS + "/groups/audit").code()).isEqualTo("no-such-group");
  }

  @Test
  void groupIsMadeWithItsStream() throws Exception {
    Web local = local();
    String create = "{\"name\":\"audit\",\"create\":true}";

    assertThat(local.post(ORDERS + "/groups", create).status()).isEqualTo(201);
    assertThat(local.get(ORDERS).json().path("length").asInt()).isZero();
  }

  @Test
  void consumersAndTheirPendingEntriesAreShown() throws Exception {
    Web local = orders();

    assertThat(local.get(GROUP + "/consumers").at("/items/0/name")).isEqualTo("ann");
    assertThat(local.get(GROUP + "/pending").json().path("items")).hasSize(2);
    assertThat(local.get(GROUP + "/pending?consumer=bob").json().path("items")).isEmpty();
    Web.Answer first = local.get(GROUP + "/pending?limit=1");
    assertThat(first.at("/items/0/id")).isEqualTo("1-0");
    assertThat(local.get(GROUP + "/pending?limit=1&cursor=" + first.at("/cursor")).at("/items/0/id"))
        .isEqualTo("2-0");
  }

  @Test
  void pendingEntriesAreAcknowledgedAndClaimed() throws Exception {
    Web local = orders();

    assertThat(local.post(GROUP + "/ack", "{\"ids\":[\"1-0\"]}").text())
        .isEqualTo("{\"acknowledged\":1}");
    assertThat(local.post(GROUP + "/claim", "{\"ids\":[\"2-0\"],\"consumer\":\"bob\"}").text())
        .isEqualTo("{\"claimed\":[\"2-0\"]}");
    assertThat(local.get(GROUP + "/pending").at("/items/0/consumer")).isEqualTo("bob");
    assertThat(local.post(GROUP + "/autoclaim", "{\"consumer\":\"eve\"}").text())
        .contains("\"claimed\":[\"2-0\"]");
    assertThat(local.get(GROUP + "/pending").at("/items/0/consumer")).isEqualTo("eve");
  }

  @Test
  void groupIsSetBackAndGoesOnFromThere() throws Exception {
    Web local = orders();

    assertThat(local.post(GROUP + "/setid", "{\"id\":\"0-0\"}").status()).isEqualTo(204);

    assertThat(local.get(ORDERS).at("/groups/0/lastDeliveredId")).isEqualTo("0-0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/add", "/trim", "/delete", "/groups", "/groups/g/ack", "/groups/g/claim",
        "/groups/g/autoclaim", "/groups/g/setid"
      })
  void viewerMayChangeNoStream(String path) throws Exception {
    Web viewer = user(admin(), "eve", "viewer", "*");

    assertThat(viewer.post(ORDERS + path, "{}").code()).isEqualTo("forbidden");
    assertThat(viewer.delete(GROUP).code()).isEqualTo("forbidden");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/entries", "/tail", "/groups/g/consumers", "/groups/g/pending"})
  void oneFromWhomTubesAreHiddenSeesNoStream(String path) throws Exception {
    Web viewer = user(admin(), "eve", "viewer", "mail.*");

    assertThat(viewer.get(ORDERS + path).code()).isEqualTo("forbidden");
    assertThat(viewer.get(STREAMS).code()).isEqualTo("forbidden");
  }

  @Test
  void tailTellsEntriesAsTheyCome() throws Exception {
    Web local = orders();
    try (Socket socket = local.connect()) {
      String request = local.with("Last-Event-ID", "2-0").head("GET", ORDERS + "/tail");
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      var lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));

      assertThat(next(lines, "data: ")).isEqualTo("data: {\"id\":\"3-0\",\"atMillis\":3,\"fields\":[[\"n\",\"3\"]]}");
      redis(local, "XADD orders 4-0 n 4");
      assertThat(next(lines, "id: ")).isEqualTo("id: 4-0");
    }
  }

  private static String next(BufferedReader lines, String start) throws Exception {
    String line = lines.readLine();
    while (line != null && !line.startsWith(start)) {
      line = lines.readLine();
    }
    return String.valueOf(line);
  }
}
