package io.haulm.server.http.access;

import java.util.List;

/** What is kept about who may come in: the content of the file {@code http-users.json}. */
record AccessFile(List<User> users, List<Token> tokens) {
  static final AccessFile EMPTY = new AccessFile(List.of(), List.of());

  /** Somebody with a password. */
  record User(String name, Role role, List<String> tubes, PasswordHash password) {}

  /**
   * A bearer token.
   *
   * @param hash of its text, which is kept nowhere
   * @param expiresMillis since 1970; 0 for never
   */
  record Token(
      String id,
      String name,
      Role role,
      List<String> tubes,
      String hash,
      long createdMillis,
      long expiresMillis) {}
}
