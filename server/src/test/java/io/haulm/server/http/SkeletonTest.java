package io.haulm.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.Socket;
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
      out.write((first + first + last).getBytes());

      String answers = new String(socket.getInputStream().readAllBytes());

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
    assertThat(answer.text()).contains("This path takes GET only");
  }

  @Test
  void longAnswersArePackedForThoseWhoUnpack() throws Exception {
    Web web = anybody();

    assertThat(web.get("/api/v1/openapi.yaml").header("content-encoding")).isEmpty();
    assertThat(web.get("/").header("content-security-policy"))
        .contains(SecurityHeaders.CONTENT_SECURITY_POLICY);
  }
}
