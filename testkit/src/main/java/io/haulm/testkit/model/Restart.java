package io.haulm.testkit.model;

import io.haulm.engine.Command;
import io.haulm.engine.Engine;
import io.haulm.engine.FactLog;
import io.haulm.engine.Reply;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Starts the engine of a pair again from its facts. What a restart may decide freely, the model
 * takes over from the engine: the order of the list of tubes, how many of the last reservations of
 * a job are still counted, and whether ids that no client ever saw are given out.
 */
final class Restart {
  private final SideBySide pair;
  private final RecordingFactLog log;

  private Restart(SideBySide pair) {
    this.pair = pair;
    this.log = pair.log();
  }

  static void of(SideBySide pair, SplittableRandom random) {
    Restart restart = new Restart(pair);
    restart.factsSeenTwiceChangeNothing(random.nextInt(restart.log.begin(), restart.log.end() + 1));
    of(pair);
  }

  static void of(SideBySide pair) {
    new Restart(pair).restart();
  }

  /** A crash may leave a suffix of the facts behind in two places. */
  private void factsSeenTwiceChangeNothing(int from) {
    Engine once = new Engine(SideBySide.OPTIONS, FactLog.NONE, _ -> {});
    log.readBack(0, (fact, position) -> once.replay(fact, position, 0));
    Engine twice = new Engine(SideBySide.OPTIONS, FactLog.NONE, _ -> {});
    log.readBack(0, (fact, position) -> twice.replay(fact, position, 0));
    log.readBack(from, (fact, position) -> twice.replay(fact, position, 0));
    SideBySide.same(
        "state after the facts from " + from + " were replayed twice", dump(once), dump(twice));
  }

  private List<Object> dump(Engine engine) {
    return EngineDump.of(
        engine,
        pair.nowMillis(),
        pair.model().state().nextJobId,
        (_, body) -> body.isResident() ? "fresh" : log.text(body));
  }

  private void restart() {
    Map<Long, Integer> reservesBefore = new HashMap<>();
    pair.model().state().jobs.forEach(job -> reservesBefore.put(job.id, job.reserves));
    pair.replaceEngine();
    pair.passTo(pair.nowMillis(), 1000);
    adoptTubeOrder();
    pair.model()
        .state()
        .jobs
        .forEach(job -> {
          adoptReserves(pair, job, reservesBefore.getOrDefault(job.id, 0));
          job.reservesRemembered = job.reserves;
        });
    pair.ask(new Command.BeginPut(pair.observer(), 7, 0, 1000));
    pair.endPut(pair.observer(), "first after a restart");
    pair.checkAll();
    new Compaction(pair).checkNeeded();
  }

  private Reply askBothAndBelieveTheEngine(Command command) {
    pair.model().apply(pair.nowMillis(), command);
    return pair.askEngine(command);
  }

  private void adoptTubeOrder() {
    List<ModelTube> tubes = pair.model().state().tubes;
    Reply reply = askBothAndBelieveTheEngine(new Command.ListTubes(pair.observer()));
    if (reply instanceof Reply.Tubes(var seen)) {
      SideBySide.same(
          "tubes after a restart",
          tubes.stream().map(tube -> tube.name).sorted().toList(),
          seen.stream().sorted().toList());
      tubes.sort(Comparator.comparingInt(tube -> seen.indexOf(tube.name)));
    }
  }

  /** How often the job was reserved since its last other change may be forgotten. */
  static void adoptReserves(SideBySide pair, ModelJob job, int before) {
    Command command = new Command.StatsJob(pair.observer(), job.id);
    Reply reply = new Restart(pair).askBothAndBelieveTheEngine(command);
    if (reply instanceof Reply.JobStats stats) {
      if (stats.reserves() < job.reservesRemembered || stats.reserves() > before) {
        throw new Disagreement(
            String.format(
                "job %d was reserved %d times, remembered %d times, and now says %d",
                job.id, before, job.reservesRemembered, stats.reserves()));
      }
      job.reserves = (int) stats.reserves();
    }
  }
}
