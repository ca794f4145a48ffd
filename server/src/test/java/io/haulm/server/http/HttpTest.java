package io.haulm.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.server.HaulmServer;
import io.haulm.server.Servers;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A test that talks to the HTTP face of a server of its own. */
@Timeout(60)
public abstract class HttpTest {
  private HaulmServer server;

  /** The server to test; a test class may want another one. */
  protected HaulmServer startServer() throws Exception {
    return HaulmServer.start(Servers.withHttp());
  }

  @BeforeEach
  final void start() throws Exception {
    server = startServer();
  }

  @AfterEach
  final void stop() {
    server.close();
  }

  /** The server that is tested. */
  protected final HaulmServer server() {
    return server;
  }

  /** Somebody who shows nothing. */
  protected final Web anybody() {
    return Web.of(server);
  }

  /** Somebody who may do everything, while there are no users. */
  protected final Web local() throws IOException {
    return Web.local(server);
  }

  /** Makes the first user, called root, and logs it in. */
  protected final Web admin() throws IOException {
    addUser(local(), "root", "admin", "*");
    return anybody().login("root", "long enough");
  }

  /** Makes a user who may see these tubes, and logs it in. */
  protected final Web user(Web admin, String name, String role, String tubes) throws IOException {
    addUser(admin, name, role, tubes);
    return anybody().login(name, "long enough");
  }

  /**
   * An operation that was begun or undone, when that has ended: an answer waits for this only for a
   * moment.
   */
  protected static JsonNode ended(Web web, Web.Answer begun) throws IOException {
    JsonNode operation = begun.json();
    while (goesOn(operation)) {
      operation = web.get("/api/v1/operations/" + operation.path("id").asText()).json();
    }
    return operation;
  }

  private static boolean goesOn(JsonNode operation) {
    return operation.path("state").asText().equals("running")
        || operation.path("message").asText().equals("its jobs are being brought back");
  }

  private static void addUser(Web admin, String name, String role, String tubes)
      throws IOException {
    Web.Answer answer =
        admin.post(
            "/api/v1/users",
            """
            {"name": "%s", "password": "long enough", "role": "%s", "tubes": ["%s"]}
            """
                .formatted(name, role, tubes));
    if (answer.status() != 201) {
      throw new AssertionError("no user: " + answer.text());
    }
  }
}
