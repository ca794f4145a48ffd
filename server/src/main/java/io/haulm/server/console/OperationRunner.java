package io.haulm.server.console;

import io.haulm.engine.Administration;
import io.haulm.engine.Administration.Outcome;
import io.haulm.engine.Engine;
import io.haulm.engine.JobBrowser;
import io.haulm.engine.JobRow;
import io.haulm.engine.JobView;
import io.haulm.engine.Trash;
import io.haulm.server.console.filter.JobFilter;
import io.haulm.server.shard.Shard;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Carries operations out: finds their jobs and does to them what is wanted, slice by slice. A job
 * that no longer is what the filter means when its turn comes is left alone.
 */
final class OperationRunner {
  /** To so many jobs something is done in a slice. */
  static final int ACTS_PER_SLICE = 50;

  private final Shard shard;
  private final Questions questions;
  private final BodyMatcher matcher;

  OperationRunner(Shard shard, Questions questions, Supplier<BodyMask> mask) {
    this.shard = shard;
    this.questions = questions;
    this.matcher = new BodyMatcher(new Bodies(shard), mask);
  }

  /** Runs an operation to its end; {@code progress} is run after each slice. */
  void run(Operation operation, Runnable progress) throws InterruptedException {
    OperationRequest request = operation.request();
    find(operation, progress);
    if (request.isDryRun() && request.kind().isUndoable()) {
      TrashForecast forecast = questions.ask(engine -> TrashForecast.of(engine, operation));
      operation.foresee(forecast.lost(), forecast.othersLost());
    }
  }

  private void find(Operation operation, Runnable progress) throws InterruptedException {
    OperationRequest request = operation.request();
    if (!request.ids().isEmpty()) {
      runOnIds(operation, request.ids(), progress);
    } else if (!request.isUnlimited() && !request.isDryRun()) {
      runOnFirst(operation, progress);
    } else if (request.filter().needsBody()) {
      runOnBodies(operation, progress);
    } else {
      runOnFields(operation, progress);
    }
  }

  /** Brings back what an operation has moved into the trash; returns how many jobs came back. */
  long undo(long operation) throws InterruptedException {
    long restored = 0;
    int slice;
    do {
      slice =
          questions.ask(engine ->
              engine.administration().restore(shard.nowMillis(), operation, ACTS_PER_SLICE));
      restored += slice;
    } while (slice > 0);
    return restored;
  }

  /** Whom a limit cuts off must be last in the queue. To count them no order is needed. */
  private void runOnFirst(Operation operation, Runnable progress) throws InterruptedException {
    var first = new FirstJobs(shard, questions, matcher, operation);
    List<Long> ids = first.next();
    while (!ids.isEmpty() && !operation.isEnough()) {
      runOnIds(operation, ids, progress);
      ids = operation.isEnough() ? List.of() : first.next();
    }
  }

  private void runOnIds(Operation operation, List<Long> ids, Runnable progress)
      throws InterruptedException {
    JobFilter filter = operation.request().filter();
    int looked = 0;
    while (looked < ids.size() && !operation.isEnough()) {
      List<Long> slice = ids.subList(looked, Math.min(ids.size(), looked + ACTS_PER_SLICE));
      if (filter.needsBody()) {
        BodyMatcher.Picked picked =
            questions.ask(engine -> matcher.pick(engine, slice, job -> fits(operation, job)));
        actOnMatching(operation, picked.candidates());
        looked += picked.looked();
      } else {
        looked += questions.ask(engine -> act(engine, operation, slice));
      }
      progress.run();
    }
  }

  private void runOnFields(Operation operation, Runnable progress) throws InterruptedException {
    var walk = new JobWalk(JobBrowser.BEGIN);
    while (!walk.isAtEnd() && !operation.isEnough()) {
      int _ =
          questions.ask(engine -> {
            List<Long> ids = new ArrayList<>();
            JobWalk _ =
                walk.next(
                    engine,
                    job -> {
                      if (fits(operation, job)) {
                        ids.add(job.id());
                      }
                      return ids.size() < ACTS_PER_SLICE;
                    });
            return act(engine, operation, ids);
          });
      progress.run();
      JobWalk.rest();
    }
  }

  private void runOnBodies(Operation operation, Runnable progress) throws InterruptedException {
    var walk = new JobWalk(JobBrowser.BEGIN);
    while (!walk.isAtEnd() && !operation.isEnough()) {
      List<BodyMatcher.Candidate> candidates =
          questions.ask(engine ->
              matcher.slice(
                  engine,
                  operation.request().filter(),
                  walk,
                  ACTS_PER_SLICE,
                  job -> fits(operation, job)));
      actOnMatching(operation, candidates);
      progress.run();
      JobWalk.rest();
    }
  }

  private void actOnMatching(Operation operation, List<BodyMatcher.Candidate> candidates)
      throws InterruptedException {
    List<Long> ids = new ArrayList<>();
    for (BodyMatcher.Candidate candidate : candidates) {
      if (matcher.fits(operation.request().filter(), candidate)) {
        ids.add(candidate.row().id());
      }
    }
    if (!ids.isEmpty()) {
      int _ = questions.ask(engine -> act(engine, operation, ids));
    }
  }

  private boolean fits(Operation operation, JobView job) {
    OperationRequest request = operation.request();
    return request.filter().fitsFields(shard.nowMillis(), job)
        && request.mayBeSeen().test(job.tube());
  }

  /** Does it to these jobs. On the shard's thread. */
  private int act(Engine engine, Operation operation, List<Long> ids) {
    for (long id : ids) {
      if (operation.isEnough()) {
        break;
      }
      if (!engine.browser().test(id, job -> fits(operation, job))) {
        continue;
      }
      Outcome outcome =
          operation.request().isDryRun()
              ? wouldBe(engine, operation, id)
              : act(engine, operation, id);
      switch (outcome) {
        case DONE -> operation.countDone();
        case WRONG_STATE, NOT_FOUND -> operation.countSkipped();
        case NO_ROOM ->
            operation.end(
                OperationState.FAILED, shard.nowMillis(), "there is no room left on the disk");
      }
    }
    return ids.size();
  }

  private Outcome act(Engine engine, Operation operation, long id) {
    Administration administration = engine.administration();
    long nowMillis = shard.nowMillis();
    return switch (operation.request().kind()) {
      case KICK -> administration.kick(nowMillis, id);
      case BURY -> administration.bury(nowMillis, id);
      case MOVE -> administration.move(nowMillis, id, operation.request().to());
      case DELETE, PURGE ->
          administration.discard(nowMillis, id, operation.id(), operation.undoUntilMillis());
    };
  }

  private static Outcome wouldBe(Engine engine, Operation operation, long id) {
    JobRow row = engine.browser().find(id);
    if (row == null) {
      return Outcome.NOT_FOUND;
    }
    if (!operation.request().isPossible(row.state(), row.tube())) {
      return Outcome.WRONG_STATE;
    }
    operation.addTrashBytes(row.body().bytes() + (long) Trash.JOB_BYTES);
    return Outcome.DONE;
  }
}
