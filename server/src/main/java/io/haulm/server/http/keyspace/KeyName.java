package io.haulm.server.http.keyspace;

import io.haulm.engine.keyspace.Keyspace;
import io.haulm.server.http.Problem;
import io.haulm.server.http.Request;
import java.util.Base64;

/**
 * The key that a request is about, from the parameters {@code database} and {@code key64} of its
 * path.
 *
 * @param name its bytes
 */
record KeyName(int database, byte[] name) {
  static KeyName of(Request request) {
    request.requireAll();
    int database = (int) request.parameterLong("database", 0, Keyspace.DATABASES - 1);
    try {
      return new KeyName(database, Base64.getUrlDecoder().decode(request.parameter("key64")));
    } catch (IllegalArgumentException e) {
      throw Problem.bad("bad-key", "The key's name must be in base64url");
    }
  }

  /** For a list of keys: the database that the query names. */
  static int database(Request request) {
    request.requireAll();
    return (int) request.queryLong("database", 0, 0, Keyspace.DATABASES - 1);
  }

  /** For the audit log: database and name. */
  String target() {
    return database + "/" + ByteText.shown(name);
  }

  static Problem badDatabase() {
    return Problem.bad("bad-parameter", "database must be a number from 0 to 15");
  }
}
