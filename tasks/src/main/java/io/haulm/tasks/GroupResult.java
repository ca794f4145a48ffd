package io.haulm.tasks;

import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Joined;
import io.haulm.tasks.spi.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The results of a group: all of them as one, and each on its own.
 *
 * @param <T> what each member gives
 */
public final class GroupResult<T> implements AsyncResult<List<T>> {

  private final String id;
  private final List<AsyncResult<T>> members;
  private final Transport transport;

  GroupResult(String id, List<AsyncResult<T>> members, Transport transport) {
    this.id = id;
    this.transport = transport;
    this.members = List.copyOf(members);
  }

  /** The members' results, in order. */
  public List<AsyncResult<T>> members() {
    return members;
  }

  @Override
  public String id() {
    return id;
  }

  /**
   * Remembers in the server which results are the group's, for a day, so that a program that only
   * has its id can have it again: {@link TaskClient#group}, and {@code GroupResult.restore} in
   * Python.
   *
   * @return this
   * @throws UnsupportedOperationException when the transport keeps no groups
   * @throws BrokerException when the server cannot be told
   */
  public GroupResult<T> save() {
    List<String> ids = members.stream().map(AsyncResult::id).toList();
    Joined.of(
        transport, () -> transport.results().saveGroup(id, ids, TaskOptions.DEFAULT_RESULT_TTL));
    return this;
  }

  /** Completes with all outputs, or as soon as one member has failed, with its failure. */
  @Override
  public CompletableFuture<List<T>> future() {
    CompletableFuture<List<T>> all = new CompletableFuture<>();
    List<CompletableFuture<T>> each = members.stream().map(AsyncResult::future).toList();
    for (CompletableFuture<T> one : each) {
      Futures.letGo(
          one.exceptionally(failure -> {
            all.completeExceptionally(Futures.cause(failure));
            throw new CompletionException(failure);
          }));
    }
    Futures.letGo(
        CompletableFuture.allOf(each.toArray(CompletableFuture[]::new))
            .thenRun(() -> all.complete(each.stream().map(CompletableFuture::join).toList())));
    Futures.letGo(all.whenComplete((outputs, end) -> each.forEach(one -> one.cancel(false))));
    return all;
  }

  @Override
  public Outcome<List<T>> outcome(Duration timeout) {
    CompletableFuture<List<T>> waiting = future();
    try {
      return new Outcome.Success<>(Waiting.await(id, waiting, timeout));
    } catch (TaskFailedException failed) {
      return new Outcome.Failure<>(failed.error());
    } catch (TaskRevokedException revoked) {
      return new Outcome.Revoked<>(String.valueOf(revoked.getMessage()));
    } finally {
      waiting.cancel(false);
    }
  }

  @Override
  public List<T> get(Duration timeout) {
    return Waiting.output(outcome(timeout));
  }

  /**
   * {@code SUCCESS} when all members have succeeded, a failure if one failed, else {@code STARTED}.
   */
  @Override
  public TaskStatus status() {
    List<String> names = members.stream().map(member -> member.status().name()).toList();
    return new TaskStatus(together(names), Map.of());
  }

  private static String together(List<String> names) {
    for (String decisive : List.of(TaskStatus.FAILURE, TaskStatus.REVOKED)) {
      if (names.contains(decisive)) {
        return decisive;
      }
    }
    if (names.isEmpty()) {
      return TaskStatus.SUCCESS;
    }
    boolean allSame = names.stream().distinct().count() == 1;
    return allSame ? names.get(0) : TaskStatus.STARTED;
  }

  @Override
  public void forget() {
    members.forEach(AsyncResult::forget);
  }
}
