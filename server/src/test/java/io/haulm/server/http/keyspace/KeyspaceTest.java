package io.haulm.server.http.keyspace;

import io.haulm.server.http.HttpTest;
import io.haulm.server.http.Web;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A test about keys: how it fills them, and how it names them. */
abstract class KeyspaceTest extends HttpTest {
  /** Runs a command of Redis' in database 0. */
  static Web.Answer redis(Web web, String line) throws IOException {
    return web.post(
        "/api/v1/commands/redis",
        "{\"line\":\"" + line.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}");
  }

  /** A key of database 0 as it stands in paths. */
  static String key(String name) {
    return "/0/"
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(name.getBytes(StandardCharsets.UTF_8));
  }
}
