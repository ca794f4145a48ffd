package io.haulm.server.console;

import io.haulm.engine.TubeFigures;
import io.haulm.server.shard.TubeSlice;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Lists tubes by their names, so that the order is the same from one look to the next. */
public final class TubeList {
  private final Questions questions;

  /** A list of the tubes of the shard that these questions go to. */
  public TubeList(Questions questions) {
    this.questions = questions;
  }

  /**
   * Some tubes, in the order of their names.
   *
   * @param mayBeSeen names of tubes that may be shown at all
   * @param after only tubes behind this name; empty for all
   * @param limit how many at most
   */
  public List<TubeFigures> find(Predicate<String> mayBeSeen, String after, int limit)
      throws InterruptedException {
    SortedMap<String, TubeFigures> byName = new TreeMap<>();
    TubeSlice slice = questions.ask(TubeSlice::first);
    take(slice, mayBeSeen, byName);
    while (!slice.isLast()) {
      JobWalk.rest();
      slice = questions.ask(slice::next);
      take(slice, mayBeSeen, byName);
    }
    return byName.tailMap(after + "\0").values().stream().limit(limit).toList();
  }

  private static void take(
      TubeSlice slice, Predicate<String> mayBeSeen, SortedMap<String, TubeFigures> byName) {
    for (TubeFigures tube : slice.tubes()) {
      if (mayBeSeen.test(tube.name())) {
        byName.put(tube.name(), tube);
      }
    }
  }
}
