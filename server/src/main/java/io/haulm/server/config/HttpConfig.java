package io.haulm.server.config;

import java.util.List;

/**
 * What the HTTP face is told at its start.
 *
 * @param address where it listens
 * @param hostNames names by which browsers may call it, beside {@code localhost}, the machine's
 *     addresses and the one in {@code address}
 */
public record HttpConfig(FaceAddress address, List<String> hostNames) {
  /** A face that is off. */
  public static final HttpConfig OFF = new HttpConfig(new FaceAddress.Off(), List.of());
}
