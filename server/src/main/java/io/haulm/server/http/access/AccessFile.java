package io.haulm.server.http.access;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is kept about who may come in: the content of the file {@code http-users.json}. */
record AccessFile(List<User> users, List<Token> tokens) {
  static final AccessFile EMPTY = new AccessFile(List.of(), List.of());

  /** Refuses a file in which something is missing: nobody is let in by half a file. */
  AccessFile {
    requireAll(users);
    requireAll(tokens);
  }

  private static void requireAll(List<?> entries) {
    if (Objects.isNull(entries) || entries.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("users and tokens are lists");
    }
  }

  private static void require(Object... parts) {
    if (Arrays.stream(parts).anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("a user or a token lacks something");
    }
  }

  /** Somebody with a password. */
  record User(String name, Role role, List<String> tubes, PasswordHash password) {
    /** Refuses half a user. */
    User {
      require(name, role, tubes, password);
    }

    /** Without the password. */
    Access.ShownUser shown() {
      return new Access.ShownUser(name, role, tubes);
    }
  }

  /**
   * A bearer token.
   *
   * @param hash of its text, which is kept nowhere
   * @param expiresMillis since 1970; 0 for never
   * @param madeBy the user with whom it ends; null when nobody knows, or there were no users
   */
  record Token(
      String id,
      String name,
      Role role,
      List<String> tubes,
      String hash,
      long createdMillis,
      long expiresMillis,
      @Nullable String madeBy) {
    /** Refuses half a token. */
    Token {
      require(id, name, role, tubes, hash);
    }

    /** Without the hash. */
    Access.ShownToken shown() {
      return new Access.ShownToken(id, name, role, tubes, createdMillis, expiresMillis);
    }
  }
}
