package io.haulm.server.http.tubes;

import io.haulm.server.Client;
import io.haulm.server.http.HttpTest;
import io.haulm.server.http.Web;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;

/**
 * A test of the API about tubes and jobs. There is somebody who may do everything, an operator who
 * sees the tubes that begin with "mail" only, a viewer, and a stranger. They show tokens, since
 * passwords are slow on purpose.
 */
abstract class TubesTest extends HttpTest {
  static final String API = "/api/v1";

  private Web admin;
  private Web operator;
  private Web viewer;

  @BeforeEach
  final void makeUsers() throws IOException {
    admin = local();
    operator = withToken("olga", "operator", "mail*");
    viewer = withToken("vera", "viewer", "*");
  }

  private Web withToken(String name, String role, String tubes) throws IOException {
    Web.Answer made =
        admin.post(
            API + "/tokens",
            """
            {"name": "%s", "role": "%s", "tubes": ["%s"], "expiresMillis": 0}
            """
                .formatted(name, role, tubes));
    return showing(made.json().path("token").asText());
  }

  private Web showing(String token) {
    return anybody().with("Authorization", "Bearer " + token);
  }

  /** Somebody whose token is none. */
  final Web stranger() {
    return showing("haulm_none");
  }

  final Web root() {
    return admin;
  }

  final Web olga() {
    return operator;
  }

  final Web vera() {
    return viewer;
  }

  /** Puts a job over HTTP and returns its id. */
  final long put(String tube, String text) throws IOException {
    return put(tube, text, "");
  }

  final long put(String tube, String text, String more) throws IOException {
    String body = text.replace("\\", "\\\\").replace("\"", "\\\"");
    Web.Answer answer =
        admin.post(API + "/tubes/" + tube + "/jobs", "{\"text\": \"" + body + "\"" + more + "}");
    return answer.json().path("id").asLong();
  }

  final void bury(long id) throws IOException {
    Web.Answer _ = admin.post(API + "/jobs/" + id + "/bury", "");
  }

  final String stateOf(long id) throws IOException {
    return admin.get(API + "/jobs/" + id).json().path("job").path("state").asText();
  }

  /** A worker that has reserved a job of this tube. */
  final Client workerWith(String tube) throws IOException {
    Client worker = new Client(server());
    String _ = worker.ask("watch " + tube);
    String _ = worker.send("reserve\r\n").line();
    String _ = worker.line();
    return worker;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
