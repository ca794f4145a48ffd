package io.haulm.testkit.model;

/** What the model knows of a tube. Its jobs know where they are themselves. */
final class ModelTube {
  final String name;
  long totalJobs;
  long deletes;
  long pauses;
  long pauseMillis;

  /** When the pause ends; 0 when there is none. */
  long pausedUntilMillis;

  /** Since a restart it has been paused, and nobody has used or watched it. */
  boolean isKeptByPause;

  ModelTube(String name) {
    this.name = name;
  }

  boolean isPaused() {
    return pausedUntilMillis != 0;
  }

  void endPause() {
    pauseMillis = 0;
    pausedUntilMillis = 0;
    isKeptByPause = false;
  }

  ModelTube copy() {
    ModelTube copy = new ModelTube(name);
    copy.totalJobs = totalJobs;
    copy.deletes = deletes;
    copy.pauses = pauses;
    copy.pauseMillis = pauseMillis;
    copy.pausedUntilMillis = pausedUntilMillis;
    copy.isKeptByPause = isKeptByPause;
    return copy;
  }
}
