package io.haulm.server.http.workers;

import io.haulm.server.http.Problem;
import io.haulm.server.http.Request;
import io.haulm.server.http.account.Audit;
import io.haulm.server.http.keyspace.InnerRedis;
import io.haulm.server.http.keyspace.RedisReply;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Calls tasks of Celery again that have ended without success: by the same name, with the same
 * arguments, in the same queue, under a new id.
 *
 * <p>Events tell arguments in short only, so a call is repeated from its message, which this server
 * has seen when it was pushed; or from the stored result, if the app keeps extended ones. When
 * neither is there, it is refused: a task with arguments that are nearly right is worse than none.
 */
public final class CallAgain {
  /** So many tasks are called again by one request. */
  static final int CALLS_MAX = 1000;

  /** A new call. */
  record Called(String id, String queue) {}

  /**
   * What became of several tasks.
   *
   * @param matched those that have ended without success and were not called again yet
   * @param called those that were called, or would be
   * @param unknown those that cannot be, because their arguments are not known in full
   * @param left those that are too many for one request
   */
  record Several(int matched, int called, int unknown, int left) {}

  private final CeleryState state;
  private final InnerRedis redis;
  private final Audit audit;

  /** Calls tasks that this state remembers. */
  public CallAgain(CeleryState state, InnerRedis redis, Audit audit) {
    this.state = state;
    this.redis = redis;
    this.audit = audit;
  }

  /** How a task was called, as far as that is known in full. */
  Optional<CeleryMessage> message(CeleryTask task) throws InterruptedException {
    Optional<CeleryMessage> heard = state.message(task.id());
    return heard.isPresent() ? heard : storedResult(task);
  }

  private Optional<CeleryMessage> storedResult(CeleryTask task) throws InterruptedException {
    List<byte[]> get = InnerRedis.words("GET", "celery-task-meta-" + task.id());
    return redis.run(task.database(), List.of(get)).getFirst()
                instanceof RedisReply.Bytes(byte[] bytes, long length)
            && bytes.length == length
        ? CeleryMessage.ofResult(task.database(), task, bytes)
        : Optional.empty();
  }

  /**
   * Calls one again.
   *
   * @throws Problem when it has not ended, has succeeded, was called again already, or its
   *     arguments are not known
   */
  Called one(Request request, CeleryTask task) throws InterruptedException {
    if (!task.isDone() || task.state().equals("succeeded")) {
      throw Problem.conflict(
          "not-failed", "Only a task that has failed or was revoked can be called again");
    }
    CeleryMessage message =
        message(task)
            .orElseThrow(() ->
                Problem.conflict(
                    "arguments-unknown",
                    "The arguments of this task are not known in full: its call was not seen by"
                        + " this server since it started, and no extended result is stored"));
    String newId = UUID.randomUUID().toString();
    if (!state.calledAgain(task.id(), newId)) {
      throw Problem.conflict("called-again", "This task was called again already");
    }
    push(task, message, newId);
    audit.noteChange(request, "task.retry", task.name(), task.id(), newId);
    return new Called(newId, message.queue());
  }

  private void push(CeleryTask task, CeleryMessage message, String newId)
      throws InterruptedException {
    boolean isPushed = false;
    try {
      redis.run(
          message.database(),
          "LPUSH".getBytes(StandardCharsets.US_ASCII),
          message.key().getBytes(StandardCharsets.UTF_8),
          message.again(newId));
      isPushed = true;
    } finally {
      if (!isPushed) {
        state.notCalledAgain(task.id());
      }
    }
  }

  /** Calls those again, the oldest first, of the tasks that are meant. */
  Several several(Request request, Predicate<CeleryTask> meant, boolean isDryRun)
      throws InterruptedException {
    List<CeleryTask> tasks =
        state.tasks().stream()
            .filter(meant)
            .filter(CeleryTask::isToBeCalledAgain)
            .sorted(Comparator.comparingLong(CeleryTask::endedMillis))
            .toList();
    int called = 0;
    int unknown = 0;
    for (CeleryTask task : tasks.subList(0, Math.min(CALLS_MAX, tasks.size()))) {
      if (message(task).isEmpty()) {
        unknown++;
      } else if (isDryRun || isCalled(request, task)) {
        called++;
      }
    }
    return new Several(tasks.size(), called, unknown, Math.max(0, tasks.size() - CALLS_MAX));
  }

  /** Somebody else may be quicker. */
  private boolean isCalled(Request request, CeleryTask task) throws InterruptedException {
    try {
      var _ = one(request, task);
      return true;
    } catch (Problem problem) {
      if (problem.status() == 409) {
        return false;
      }
      throw problem;
    }
  }
}
