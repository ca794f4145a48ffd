package io.haulm.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** How requests are taken and answers are given, whatever they are about. */
class SkeletonTest extends HttpTest {
  @Test
  void liveServerSaysSo() throws Exception {
    assertThat(anybody().get("/health/live").text()).isEqualTo("{\"status\":\"live\"}");
  }

  @Test
  void serverThatAnswersIsReady() throws Exception {
    assertThat(anybody().get("/health/ready").text()).isEqualTo("{\"status\":\"ready\"}");
  }

  @Test
  void headIsAnsweredLikeGetButWithoutTheBody() throws Exception {
    Web.Answer answer = anybody().send("HEAD", "/health/live", "");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-length")).contains("17");
    assertThat(answer.bytes()).isEmpty();
  }

  @Test
  void requestsOfOneConnectionAreAnsweredInTheirOrder() throws Exception {
    Web web = anybody();
    String first = web.head("GET", "/health/live");
    String last = web.with("Connection", "close").head("GET", "/api/v1/nothing");
    try (Socket socket = web.connect()) {
      OutputStream out = socket.getOutputStream();
      out.write((first + first + last).getBytes(UTF_8));

      String answers = new String(socket.getInputStream().readAllBytes(), UTF_8);

      assertThat(answers).containsSubsequence("200 OK", "live", "200 OK", "live", "404 Not Found");
    }
  }

  @Test
  void unknownPathIsAProblem() throws Exception {
    Web.Answer answer = anybody().get("/api/v1/nothing");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("content-type")).contains("application/problem+json");
    assertThat(answer.json().path("status").asInt()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo("no-such-path");
  }

  @Test
  void wrongMethodIsTold() throws Exception {
    Web.Answer answer = local().delete("/health/live");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("allow")).isPresent();
    assertThat(answer.text()).contains("This path takes GET only");
  }

  @Test
  void longAnswerIsPackedForThoseWhoUnpack() throws Exception {
    Web web = anybody();
    Web.Answer plain = web.get("/api/v1/commands");
    Web.Answer packed = web.with("Accept-Encoding", "br, gzip").get("/api/v1/commands");
    Web.Answer refused = web.with("Accept-Encoding", "gzip;q=0").get("/api/v1/commands");

    assertThat(plain.header("content-encoding")).isEmpty();
    assertThat(refused.header("content-encoding")).isEmpty();
    assertThat(packed.header("content-encoding")).contains("gzip");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.bytes())).readAllBytes())
        .isEqualTo(plain.bytes());
  }

  @Test
  void pageThatIsKnownIsNotSentAgain() throws Exception {
    Web.Answer first = anybody().get("/");
    String etag = first.header("etag").orElseThrow();

    Web.Answer again = anybody().with("If-None-Match", etag).get("/");

    assertThat(first.header("cache-control")).contains("no-cache");
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.bytes()).isEmpty();
  }

  @Test
  void everyPathThatIsNoFileIsThePage() throws Exception {
    Web.Answer page = anybody().get("/tubes/mail");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("content-type")).contains("text/html; charset=utf-8");
    assertThat(page.bytes()).isEqualTo(anybody().get("/").bytes());
  }
}
