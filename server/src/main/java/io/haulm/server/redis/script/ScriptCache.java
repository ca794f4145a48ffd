package io.haulm.server.redis.script;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Scripts that have been read, by their SHA-1. Those that came with EVAL are forgotten when there
 * are too many, the one first that was not used for the longest time; those that were loaded stay.
 */
final class ScriptCache {
  /** How many scripts that were not loaded are kept. */
  static final int EVALUATED_MAX = 500;

  private final Map<String, Script> loaded = new HashMap<>();
  private final Map<String, Script> evaluated =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Script> eldest) {
          return size() > EVALUATED_MAX;
        }
      };

  /** The script of this SHA-1 in small letters; null when there is none. */
  @Nullable Script find(String sha) {
    Script script = loaded.get(sha);
    return script == null ? evaluated.get(sha) : script;
  }

  /** Keeps a script as long as there is room. */
  void addEvaluated(Script script) {
    evaluated.put(script.sha(), script);
  }

  /** Keeps a script. */
  void addLoaded(Script script) {
    evaluated.remove(script.sha());
    loaded.put(script.sha(), script);
  }

  /** How many there are. */
  int size() {
    return loaded.size() + evaluated.size();
  }

  /** Forgets all. */
  void clear() {
    loaded.clear();
    evaluated.clear();
  }
}
