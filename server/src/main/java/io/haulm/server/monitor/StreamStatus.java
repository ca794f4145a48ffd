package io.haulm.server.monitor;

import io.haulm.engine.keyspace.stream.StreamFigures;
import io.haulm.engine.keyspace.stream.StreamFigures.GroupFigures;
import java.util.Base64;

/**
 * A stream as people see it.
 *
 * @param figures what the engine knows of it
 * @param inPerSecond entries added, the mean of the last seconds
 */
public record StreamStatus(StreamFigures figures, double inPerSecond) {
  /** Its name in base64url, as it stands in addresses. */
  public String key64() {
    return key64(figures.key());
  }

  /** Entries that the group furthest behind has still to be given. */
  public long lagMax() {
    return figures.groups().stream().mapToLong(GroupFigures::lag).max().orElse(0);
  }

  /** Entries delivered and not acknowledged, of all groups. */
  public long pending() {
    return figures.groups().stream().mapToLong(GroupFigures::pending).sum();
  }

  static String key64(byte[] key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
  }
}
