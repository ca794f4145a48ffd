package io.haulm.server.http.account;

import io.haulm.server.console.BodyMask;
import io.haulm.server.http.kept.KeptFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The settings in force. Any thread. */
public final class Settings {
  private final KeptFile<FaceSettings> kept;

  /** The settings that a file keeps; without one they are kept in memory. */
  public Settings(Optional<Path> file) throws IOException {
    kept = new KeptFile<>(file, FaceSettings.class, FaceSettings.DEFAULT);
  }

  /** What is in force now. */
  public FaceSettings get() {
    return kept.get();
  }

  /** What hides fields of bodies now. */
  public BodyMask mask() {
    return new BodyMask(kept.get().maskedPaths());
  }

  synchronized void set(FaceSettings settings) {
    kept.set(settings);
  }
}
