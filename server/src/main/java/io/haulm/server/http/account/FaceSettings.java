package io.haulm.server.http.account;

import io.haulm.server.http.access.TubeGlob;
import java.util.List;
import java.util.Map;

/**
 * What an admin can set while the server runs.
 *
 * @param readOnly true when nothing may be changed through the HTTP face
 * @param alerts when the overview warns
 * @param maskedPaths fields of bodies that are never shown: {@code body.card.number}
 */
public record FaceSettings(boolean readOnly, Alerts alerts, List<String> maskedPaths) {
  /** How many masked fields there may be. */
  public static final int MASKED_PATHS_MAX = 100;

  /** How many tubes may have a limit of their own. */
  public static final int TUBES_MAX = 1000;

  /** As it is until somebody sets it. */
  public static final FaceSettings DEFAULT =
      new FaceSettings(false, new Alerts(5 * 60 * 1000, Map.of()), List.of());

  /**
   * When the overview warns.
   *
   * @param oldestReadyMillis when the oldest ready job of a tube has waited this long; 0 for never
   * @param tubes the same for tubes whose names fit a pattern
   */
  public record Alerts(long oldestReadyMillis, Map<String, Long> tubes) {
    /** The limit of a tube: the lowest of its patterns', if it fits any; 0 for none. */
    public long oldestReadyMillis(String tube) {
      return tubes.entrySet().stream()
          .filter(entry -> TubeGlob.matches(entry.getKey(), tube))
          .mapToLong(Map.Entry::getValue)
          .min()
          .orElse(oldestReadyMillis);
    }
  }
}
