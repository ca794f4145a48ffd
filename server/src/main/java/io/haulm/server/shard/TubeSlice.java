package io.haulm.server.shard;

import io.haulm.engine.Engine;
import io.haulm.engine.JobBrowser;
import io.haulm.engine.TubeFigures;
import java.util.ArrayList;
import java.util.List;

/**
 * The figures of some tubes, read in one turn of the shard. However many tubes there are, a turn
 * looks at a few; who goes on until the end has each tube that exists all the while at least once,
 * its figures as they were in the turn that read them.
 *
 * @param tubes at most {@link #TUBES_MAX}
 * @param cursor where the next slice begins, or {@link JobBrowser#END}
 */
public record TubeSlice(List<TubeFigures> tubes, int cursor) {
  /** How many tubes are looked at in a turn: that holds up clients for some ten microseconds. */
  public static final int TUBES_MAX = 64;

  /** The first slice. On the shard's thread. */
  public static TubeSlice first(Engine engine) {
    return at(engine, engine.browser().tubesBegin());
  }

  /** The slice behind this one, which is not the last. On the shard's thread. */
  public TubeSlice next(Engine engine) {
    return at(engine, cursor);
  }

  /** True when no slice comes behind this one. */
  public boolean isLast() {
    return cursor == JobBrowser.END;
  }

  private static TubeSlice at(Engine engine, int cursor) {
    List<TubeFigures> tubes = new ArrayList<>();
    int next = engine.browser().tubes(cursor, TUBES_MAX, tubes::add);
    return new TubeSlice(tubes, next);
  }
}
