package io.haulm.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hostile page, or a hostile program, must not achieve. */
class SafetyTest extends HttpTest {
  private static final String SETTINGS = "/api/v1/settings";
  private static final String READ_ONLY = "{\"readOnly\":true}";

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "evil.example:11380", "localhost.evil.example", "a b", ""})
  void pageThatHasItsOwnNamePointHereIsRefused(String host) throws Exception {
    Web.Answer answer = anybody().with("Host", host).get("/api/v1/session");

    assertThat(answer.status()).isEqualTo(421);
    assertThat(answer.code()).isEqualTo("wrong-host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]:11380", "LOCALHOST:1", "10.1.2.3:80"})
  void localhostAndAddressesAreOurNames(String host) throws Exception {
    assertThat(anybody().with("Host", host).get("/api/v1/session").status()).isEqualTo(200);
  }

  @Test
  void twoHostsAreRefused() throws Exception {
    String request = "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\nConnection: close\r\n\r\n";

    assertThat(anybody().raw(request).status()).isEqualTo(421);
  }

  @Test
  void changeWithoutCsrfTokenIsRefusedEvenWithoutUsers() throws Exception {
    Web.Answer answer = anybody().put(SETTINGS, READ_ONLY);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("csrf");
    assertThat(local().get(SETTINGS).json().path("readOnly").asBoolean()).isFalse();
  }

  @Test
  void changeWithTheCsrfTokenOfAnotherSessionIsRefused() throws Exception {
    Web root = admin();
    Web other = user(root, "other", "admin", "*");
    Web mixed = root.with("Cookie", cookieOf(other));

    assertThat(mixed.put(SETTINGS, READ_ONLY).code()).isEqualTo("csrf");
  }

  private static String cookieOf(Web web) {
    return web.head("GET", "/")
        .lines()
        .filter(line -> line.startsWith("Cookie: "))
        .findFirst()
        .orElseThrow()
        .substring("Cookie: ".length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void changeFromAPageOfAnotherSiteIsRefused(String site) throws Exception {
    Web.Answer answer = local().with("Sec-Fetch-Site", site).put(SETTINGS, READ_ONLY);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("cross-site");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "null", "http://127.0.0.1:1"})
  void changeFromAnotherOriginIsRefused(String origin) throws Exception {
    assertThat(local().with("Origin", origin).put(SETTINGS, READ_ONLY).code())
        .isEqualTo("cross-site");
  }

  @Test
  void loginFromAnotherOriginIsRefused() throws Exception {
    Web.Answer answer =
        anybody()
            .with("Origin", "http://evil.example")
            .post("/api/v1/session", "{\"name\":\"a\",\"password\":\"b\"}");

    assertThat(answer.code()).isEqualTo("cross-site");
  }

  @Test
  void changeFromOurOwnPageIsDone() throws Exception {
    Web page =
        local()
            .with("Origin", "http://127.0.0.1:" + anybody().port())
            .with("Sec-Fetch-Site", "same-origin");

    assertThat(page.put(SETTINGS, READ_ONLY).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp"})
  void bodyThatAFormCouldSendIsRefused(String type) throws Exception {
    Web.Answer answer = local().with("Content-Type", type).put(SETTINGS, READ_ONLY);

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.code()).isEqualTo("wrong-content-type");
  }

  @Test
  void bodyBeyondTheLimitIsRefused() throws Exception {
    int length = HttpLimits.BODY_BYTES_MAX + 1;
    Web.Answer answer =
        anybody()
            .raw(
                local()
                    .with("Content-Length", Integer.toString(length))
                    .with("Content-Type", "application/json")
                    .head("PUT", SETTINGS));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.code()).isEqualTo("body-too-long");
  }

  @Test
  void queryBeyondTheLimitIsRefused() throws Exception {
    String fits = "/api/v1/session?q=" + "x".repeat(Query.BYTES_MAX - 2);

    assertThat(anybody().get(fits).status()).isEqualTo(200);
    assertThat(anybody().get(fits + "x").status()).isEqualTo(414);
  }

  @Test
  void headersBeyondTheLimitAreRefused() throws Exception {
    Web.Answer answer =
        anybody().with("X-Long", "x".repeat(HttpLimits.HEADER_BYTES_MAX)).get("/health/live");

    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void jsonThatIsTooDeepIsRefused() throws Exception {
    String deep = "[".repeat(Json.DEPTH_MAX + 1) + "]".repeat(Json.DEPTH_MAX + 1);

    assertThat(local().put(SETTINGS, deep).code()).isEqualTo("bad-json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/assets/../../server/HaulmServer.class",
        "/%2e%2e/server/HaulmServer.class",
        "/.hidden",
        "//etc/passwd.txt",
        "/assets/..",
        "/nothing.js"
      })
  void nothingButTheConsolesFilesIsServed(String path) throws Exception {
    Web.Answer answer = anybody().get(path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text()).doesNotContain("root:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/%", "/api/v1/%zz", "/api/v1/%ff", "/api/v1/%4"})
  void pathThatIsWronglyEncodedIsRefused(String path) throws Exception {
    assertThat(anybody().get(path).code()).isEqualTo("bad-path");
  }

  @Test
  void lineBreakInANameDoesNotReachTheHeaders() throws Exception {
    Web.Answer answer = local().delete("/api/v1/users/a%0d%0aSet-Cookie:%20evil=1");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("set-cookie")).isEmpty();
  }

  @Test
  void everyAnswerTellsTheBrowserToBeCareful() throws Exception {
    for (String path : new String[] {"/", "/api/v1/session", "/api/v1/nothing"}) {
      Web.Answer answer = anybody().get(path);

      assertThat(answer.header("content-security-policy"))
          .as(path)
          .contains(
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                  + " connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none';"
                  + " frame-ancestors 'none'; require-trusted-types-for 'script'");
      assertThat(answer.header("x-content-type-options")).contains("nosniff");
      assertThat(answer.header("referrer-policy")).contains("no-referrer");
      assertThat(answer.header("x-frame-options")).contains("DENY");
    }
  }

  @Test
  void requestSmuggledBehindTwoLengthsIsRefused() throws Exception {
    String request =
        "POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
            + "Content-Length: 6\r\nConnection: close\r\n\r\n12345";

    assertThat(anybody().raw(request).status()).isEqualTo(400);
  }

  @Test
  void manyRequestsInOneWriteAreAllAnswered() throws Exception {
    String request = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
    String last = request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");

    try (Socket socket = anybody().connect()) {
      socket.getOutputStream().write((request.repeat(299) + last).getBytes(StandardCharsets.UTF_8));
      String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(301);
    }
  }

  @Test
  void whatIsNoHttpIsRefusedAndCutOff() throws Exception {
    try (Socket socket = anybody().connect()) {
      socket
          .getOutputStream()
          .write("put 0 0 60 5\r\nhello\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();

      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 400 ");
    }
  }
}
