package io.haulm.server.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody can fill the server's memory with what they send to it. */
class BodyLimitsTest extends HttpTest {
  private static final String SESSION = "/api/v1/session";
  private static final String PUT = "/api/v1/tubes/mail/jobs";

  private static String json(String field, int bytes) {
    String empty = "{\"" + field + "\":\"\"}";
    return "{\"" + field + "\":\"" + "x".repeat(bytes - empty.length()) + "\"}";
  }

  @Test
  void loginIsSmallAndOneByteMoreIsRefused() throws Exception {
    String fits = json("name", HttpLimits.SMALL_BODY_BYTES_MAX);

    assertThat(anybody().post(SESSION, fits).status()).isEqualTo(400);
    assertThat(anybody().post(SESSION, fits + " ").code()).isEqualTo("body-too-long");
  }

  @Test
  void longBodyOfAStrangerIsRefusedBeforeItIsSent() throws Exception {
    admin();
    String head =
        anybody()
            .with("Content-Length", Integer.toString(HttpLimits.BODY_BYTES_MAX))
            .head("POST", PUT);

    Web.Answer answer = anybody().raw(head);

    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void bodyWithoutALengthIsRefusedWhereItBecomesTooLong() throws Exception {
    String chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
    String head = anybody().with("Transfer-Encoding", "chunked").head("POST", SESSION);

    assertThat(anybody().raw(head + chunk + "1\r\nx\r\n").code()).isEqualTo("body-too-long");
  }

  @Test
  void longestBodyOfAnOperatorIsTaken() throws Exception {
    String text = json("text", HttpLimits.BODY_BYTES_MAX);

    // It comes as far as the limit of jobs.
    assertThat(local().post(PUT, text).code()).isEqualTo("job-too-big");
  }

  @Test
  void allLongBodiesTogetherAreBoundedAndGiveWayWhenTheyEnd() throws Exception {
    Web web = local();
    String head =
        web.with("Content-Length", Integer.toString(HttpLimits.BODY_BYTES_MAX)).head("POST", PUT);
    List<Socket> open = new ArrayList<>();
    for (long i = 0; i < HttpLimits.ALL_BODIES_BYTES_MAX / HttpLimits.BODY_BYTES_MAX; i++) {
      Socket socket = web.connect();
      open.add(socket);
      socket
          .getOutputStream()
          .write(head.replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n").getBytes(US_ASCII));
      assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII))
          .isEqualTo("HTTP/1.1 100");
    }

    assertThat(web.raw(head).code()).isEqualTo("busy");
    assertThat(web.post(PUT, "{\"text\":\"small\"}").status()).isEqualTo(201);

    for (Socket socket : open) {
      socket.close();
    }
    String usual = json("text", HttpLimits.SMALL_BODY_BYTES_MAX + 1);
    while (web.post(PUT, usual).status() == 503) {
      Thread.onSpinWait();
    }
    assertThat(web.post(PUT, usual).status()).isEqualTo(201);
  }
}
