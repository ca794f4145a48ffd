package io.haulm.server.config;

import java.util.List;

/**
 * What the HTTP face is told at its start.
 *
 * @param address where it listens
 * @param hostNames names by which browsers may call it, beside {@code localhost}, the machine's
 *     addresses and the one in {@code address}
 * @param passwordRounds how often a new password is hashed: what makes guessing dear
 */
public record HttpConfig(FaceAddress address, List<String> hostNames, int passwordRounds) {
  /** About a tenth of a second's work, with PBKDF2 and HMAC-SHA-512. */
  public static final int PASSWORD_ROUNDS = 210_000;

  /** A face that is off. */
  public static final HttpConfig OFF =
      new HttpConfig(new FaceAddress.Off(), List.of(), PASSWORD_ROUNDS);
}
