package io.haulm.server.http.account;

import io.haulm.server.http.access.Caller;
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

  /** What a file does not say is as usual. */
  public FaceSettings {
    alerts = alerts == null ? Alerts.DEFAULT : alerts;
    maskedPaths = maskedPaths == null ? List.of() : List.copyOf(maskedPaths);
  }

  /** The same without what tells of tubes that somebody may not see. */
  FaceSettings seenBy(Caller caller) {
    return caller.seesAll()
        ? this
        : new FaceSettings(readOnly, alerts.ofTubes(caller::seesTube), List.of());
  }

  /** As it is until somebody sets it. */
  public static final FaceSettings DEFAULT = new FaceSettings(false, Alerts.DEFAULT, List.of());
}
