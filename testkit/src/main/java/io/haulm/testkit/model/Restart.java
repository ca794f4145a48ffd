package io.haulm.testkit.model;

import io.haulm.engine.Engine;
import io.haulm.engine.FactLog;
import java.util.List;
import java.util.SplittableRandom;

/** Starts the engine of a pair again from its facts, and asks what the facts promise. */
final class Restart {
  private final SideBySide pair;
  private final RecordingFactLog log;

  private Restart(SideBySide pair) {
    this.pair = pair;
    this.log = pair.log();
  }

  static void of(SideBySide pair, SplittableRandom random) {
    Restart restart = new Restart(pair);
    restart.factsSeenTwiceChangeNothing(random.nextInt(restart.log.size() + 1));
    pair.restart();
  }

  /** A crash may leave a suffix of the facts behind in two places. */
  private void factsSeenTwiceChangeNothing(int from) {
    Engine once = new Engine(SideBySide.OPTIONS, FactLog.NONE, _ -> {});
    log.readBack(0, once::replay);
    Engine twice = new Engine(SideBySide.OPTIONS, FactLog.NONE, _ -> {});
    log.readBack(0, twice::replay);
    log.readBack(from, twice::replay);
    SideBySide.same(
        "state after the facts from " + from + " were replayed twice", dump(once), dump(twice));
  }

  private List<String> dump(Engine engine) {
    return EngineDump.of(
        engine,
        pair.nowMillis(),
        pair.model().state().nextJobId,
        (_, body) -> body.isResident() ? "fresh" : log.text(body));
  }
}
