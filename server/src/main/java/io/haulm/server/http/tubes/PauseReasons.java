package io.haulm.server.http.tubes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Why tubes were paused, in the words of those who did it. Not kept over a restart. */
public final class PauseReasons {
  /** The longest reason, in characters. */
  public static final int CHARS_MAX = 200;

  /** So many reasons are remembered. */
  static final int REASONS_MAX = 10_000;

  private final Map<String, String> byTube = new ConcurrentHashMap<>();

  /** Why a tube was paused last; empty when nobody said. */
  public String of(String tube) {
    return byTube.getOrDefault(tube, "");
  }

  void set(String tube, String reason) {
    if (byTube.size() < REASONS_MAX || byTube.containsKey(tube)) {
      byTube.put(tube, reason);
    }
  }

  void remove(String tube) {
    byTube.remove(tube);
  }
}
