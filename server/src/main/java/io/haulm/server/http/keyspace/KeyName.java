package io.haulm.server.http.keyspace;

import io.haulm.engine.keyspace.Keyspace;
import io.haulm.server.http.Problem;
import io.haulm.server.http.Request;
import java.util.Base64;

/**
 * A key that a path names.
 *
 * @param database its number
 * @param bytes its name; in the path as base64url, since it may be any bytes
 */
record KeyName(int database, byte[] bytes) {
  /**
   * The key of {@code {database}} and {@code {key}} in a route's path.
   *
   * @throws Problem when they name none
   */
  static KeyName of(Request request) {
    int database = (int) request.parameterLong("database", 0, Keyspace.DATABASES - 1);
    try {
      return new KeyName(database, Base64.getUrlDecoder().decode(request.parameter("key")));
    } catch (IllegalArgumentException e) {
      throw Problem.bad("bad-key", "A key's name stands in the path as base64url");
    }
  }

  /** The database of a request that names it behind the question mark. */
  static int database(Request request) {
    return (int) request.queryLong("database", 0, 0, Keyspace.DATABASES - 1);
  }

  /** As it stands in a path. */
  static String inPath(byte[] name) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(name);
  }

  /** For people. */
  String text() {
    return Shown.of(bytes).text();
  }

  /** There is no such key. */
  Problem missing() {
    return Problem.missing(
        "no-such-key", "There is no key \"" + text() + "\" in database " + database);
  }
}
