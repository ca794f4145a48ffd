package io.haulm.server.redis;

import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.Words;

/** Names that clients give themselves; they stand in lists whose parts are divided by spaces. */
final class Names {
  private Names() {}

  /**
   * The name of a client.
   *
   * @throws RefusedException when it has spaces, line breaks or special characters
   */
  static String clientName(byte[] word) {
    return checked(word, "Client names");
  }

  /** The same for the name or version of a library. */
  static String library(byte[] word, String attribute) {
    return checked(word, attribute);
  }

  private static String checked(byte[] word, String what) {
    for (byte letter : word) {
      if (letter < '!' || letter > '~') {
        throw new RefusedException(
            "ERR " + what + " cannot contain spaces, newlines or special characters.");
      }
    }
    return Words.text(word);
  }
}
