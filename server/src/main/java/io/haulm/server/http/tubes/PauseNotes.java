package io.haulm.server.http.tubes;

import io.haulm.engine.TubeFigures;
import io.haulm.server.http.kept.KeptFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Why tubes were paused, and by whom. The engine keeps the pause itself; a note belongs to the
 * pause that ends at the same millisecond, so it says nothing about one that a client set later.
 * Any thread.
 */
public final class PauseNotes {
  /** The longest reason, in characters. */
  public static final int CHARS_MAX = 200;

  /** So many notes are kept; further pauses go without one. */
  static final int NOTES_MAX = 10_000;

  private final KeptFile<Kept> kept;

  private record Kept(Map<String, PauseNote> tubes) {}

  /** The notes that a file keeps; without one they are kept in memory. */
  public PauseNotes(Optional<Path> file) throws IOException {
    kept = new KeptFile<>(file, Kept.class, new Kept(Map.of()));
  }

  /** The note on the pause that a tube has now. */
  public PauseNote of(TubeFigures tube) {
    PauseNote note = kept.get().tubes().getOrDefault(tube.name(), PauseNote.NONE);
    boolean isOfThisPause =
        tube.pausedUntilMillis() != 0 && note.untilMillis() == tube.pausedUntilMillis();
    return isOfThisPause ? note : PauseNote.NONE;
  }

  /** Keeps a note, and lets go of those whose pauses are over. */
  synchronized void set(long nowMillis, String tube, PauseNote note) {
    Map<String, PauseNote> notes = new TreeMap<>(kept.get().tubes());
    notes.values().removeIf(each -> each.untilMillis() <= nowMillis);
    notes.remove(tube);
    if (notes.size() < NOTES_MAX) {
      notes.put(tube, note);
    }
    kept.set(new Kept(notes));
  }

  synchronized void remove(String tube) {
    if (kept.get().tubes().containsKey(tube)) {
      Map<String, PauseNote> notes = new TreeMap<>(kept.get().tubes());
      notes.remove(tube);
      kept.set(new Kept(notes));
    }
  }
}
