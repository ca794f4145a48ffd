package io.haulm.server.http.account;

import java.util.List;

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

  /** As it is until somebody sets it. */
  public static final FaceSettings DEFAULT = new FaceSettings(false, Alerts.DEFAULT, List.of());
}
