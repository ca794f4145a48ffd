package io.haulm.testkit.model;

import io.haulm.engine.Administration;
import io.haulm.engine.Administration.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** One act of an administrator, done by engine and model alike. */
final class AdministrationStep {
  private static final List<String> TUBES = List.of("default", "mail", "sms", "new");
  private static final long[] KEPT_MILLIS = {1, 1000, 4000, 600_000};
  private static final int OPERATIONS = 4;

  private final SideBySide pair;
  private final SplittableRandom random;
  private final Administration administration;
  private final ModelAdministration model;

  private AdministrationStep(SideBySide pair, SplittableRandom random) {
    this.pair = pair;
    this.random = random;
    this.administration = pair.engine().administration();
    this.model = new ModelAdministration(pair.model().state());
  }

  /** Does something to this job, or brings jobs back. */
  static void take(SideBySide pair, SplittableRandom random, long jobId) {
    new AdministrationStep(pair, random).take(jobId);
  }

  private void take(long jobId) {
    long nowMillis = pair.nowMillis();
    switch (random.nextInt(9)) {
      case 0 ->
          same("kick", jobId, model.kick(nowMillis, jobId), administration.kick(nowMillis, jobId));
      case 1 ->
          same(
              "release",
              jobId,
              model.release(nowMillis, jobId),
              administration.release(nowMillis, jobId));
      case 2 ->
          same("bury", jobId, model.bury(nowMillis, jobId), administration.bury(nowMillis, jobId));
      case 3, 4 -> move(jobId, TUBES.get(random.nextInt(TUBES.size())));
      case 5 -> edit(jobId, random.nextInt(3) * 1000L);
      case 6, 7 -> discard(jobId);
      default -> restoreOne(1 + random.nextInt(OPERATIONS));
    }
    pair.compareEffects();
  }

  private void move(long jobId, String tube) {
    Outcome expected = model.move(pair.nowMillis(), jobId, tube);
    same("move to " + tube, jobId, expected, administration.move(pair.nowMillis(), jobId, tube));
  }

  private void edit(long jobId, long priority) {
    Outcome expected = model.edit(jobId, priority);
    Outcome seen =
        random.nextBoolean()
            ? administration.edit(pair.nowMillis(), jobId, priority)
            : pair.edit(jobId, priority, "edited-" + random.nextInt(1000));
    same("edit with priority " + priority, jobId, expected, seen);
  }

  private void discard(long jobId) {
    long operation = 1L + random.nextInt(OPERATIONS);
    long untilMillis = pair.nowMillis() + KEPT_MILLIS[random.nextInt(KEPT_MILLIS.length)];
    Outcome seen = administration.discard(pair.nowMillis(), jobId, operation, untilMillis);
    same(
        "discard by operation " + operation + " until " + untilMillis,
        jobId,
        model.discard(jobId, operation, untilMillis),
        seen);
  }

  /** Which one comes back first is the engine's affair. */
  private void restoreOne(long operation) {
    List<ModelJob> candidates =
        pair.model().state().trash.stream().filter(j -> j.trashOperation == operation).toList();
    int restored = administration.restore(pair.nowMillis(), operation, 1);
    pair.note("operation " + operation + " is undone for " + restored + " job");
    SideBySide.same("jobs brought back", Math.min(1, candidates.size()), restored);
    Optional<ModelJob> back =
        candidates.stream().filter(job -> pair.engine().browser().find(job.id) != null).findFirst();
    SideBySide.same("a job was brought back", restored == 1, back.isPresent());
    back.ifPresent(job -> {
      model.restore(pair.nowMillis(), job);
      Restart.adoptReserves(pair, job, job.reserves);
    });
  }

  private void same(String act, long jobId, Outcome expected, Outcome seen) {
    pair.note("an administrator: " + act + " of job " + jobId + " -> " + seen);
    SideBySide.same(act + " of job " + jobId, expected, seen);
  }
}
