package io.haulm.server.http.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What is kept of a password: PBKDF2 with HMAC-SHA-512.
 *
 * @param salt in base 64
 * @param iterations how often it was hashed
 * @param hash in base 64
 */
public record PasswordHash(String salt, int iterations, String hash) {
  /** Shortest password, in characters. */
  public static final int PASSWORD_CHARS_MIN = 8;

  /** Longest password, in characters: longer ones would only cost time. */
  public static final int PASSWORD_CHARS_MAX = 256;

  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 512;

  /** Hashing is dear: logins must not take all processors from the jobs. */
  private static final Semaphore AT_ONCE = new Semaphore(1, true);

  /** Hashes a new password. */
  static PasswordHash of(String password, int iterations) throws InterruptedException {
    byte[] salt = Secrets.bytes(SALT_BYTES);
    Base64.Encoder text = Base64.getEncoder();
    return new PasswordHash(
        text.encodeToString(salt),
        iterations,
        text.encodeToString(derive(password, salt, iterations)));
  }

  /** True when this was made of that password. */
  boolean fits(String password) throws InterruptedException {
    byte[] derived = derive(password, Base64.getDecoder().decode(salt), iterations);
    return MessageDigest.isEqual(derived, Base64.getDecoder().decode(hash));
  }

  private static byte[] derive(String password, byte[] salt, int iterations)
      throws InterruptedException {
    AT_ONCE.acquire();
    try {
      PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BITS);
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has PBKDF2", e);
    } finally {
      AT_ONCE.release();
    }
  }

  /** Not the hash. */
  @Override
  public String toString() {
    return "PasswordHash[]";
  }
}
