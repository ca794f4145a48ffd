package io.haulm.server.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows who may come in: the one user {@code default}, with a password or without. */
final class Login {
  /** The name of the only user. */
  static final String USER = "default";

  private final byte @Nullable [] password;

  Login(Optional<String> password) {
    this.password = password.map(text -> text.getBytes(StandardCharsets.UTF_8)).orElse(null);
  }

  /** True when nobody has to say a password. */
  boolean isOpen() {
    return password == null;
  }

  /** True when this is the user, and the password is right or none is needed. */
  boolean admits(String user, byte[] attempt) {
    // Takes the same time however much of the password is right.
    return user.equals(USER) && (password == null || MessageDigest.isEqual(password, attempt));
  }
}
