package io.haulm.tasks;

import io.haulm.tasks.spi.Batch;
import io.haulm.tasks.spi.Delivery;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.ResultRecord;
import io.haulm.tasks.spi.Signature;
import io.haulm.tasks.spi.TaskMessage;
import io.haulm.tasks.spi.Transport;
import io.haulm.tasks.spi.Trees;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What follows the end of a task: its result is stored, the next step of its chain is sent, its
 * chord is counted, error handlers are called. All of it may happen twice when a worker dies in the
 * midst; nothing of it is lost, because the message is acknowledged only after.
 */
final class Conclusion {

  private final Transport transport;
  private final Dispatcher dispatcher;
  private final InstantSource clock;
  private final Aftermath aftermath;

  Conclusion(Transport transport, Dispatcher dispatcher, InstantSource clock) {
    this.transport = transport;
    this.dispatcher = dispatcher;
    this.clock = clock;
    this.aftermath = new Aftermath(transport, dispatcher, clock);
  }

  /**
   * What is left to do for an end, in one step with the acknowledgement.
   *
   * @param batch what follows
   * @param record what is stored, or null
   */
  record Last(Batch batch, @Nullable ResultRecord record) {}

  /**
   * The task has given its output.
   *
   * @return what is left to do before the acknowledgement, if that is all there is
   */
  CompletableFuture<Optional<Last>> succeeded(
      TaskMessage message, @Nullable Object result, Terms terms, List<String> children) {
    Batch batch;
    try {
      batch = following(message, result, terms);
    } catch (RuntimeException e) {
      // A program's interceptor, or a step that no message can carry: the caller is told.
      return failed(message, Errors.tree(e), Errors.trace(e), terms)
          .thenApply(told -> Optional.empty());
    }
    List<String> called = new ArrayList<>(children);
    batch.messages().forEach(sent -> called.add(sent.id()));
    ResultRecord record =
        Records.withChildren(
            Records.of(message, TaskStatus.SUCCESS, result, null, clock.instant()), called);
    return Aftermath.isCounted(message) || UniqueCalls.isClaimed(message)
        ? aftermath
            .sent(batch, terms)
            .thenCompose(done -> keptAndCounted(message, record, terms))
            .thenApply(done -> Optional.empty())
        : CompletableFuture.completedFuture(
            Optional.of(new Last(batch, terms.keepsResult() ? record : null)));
  }

  private CompletableFuture<Void> keptAndCounted(
      TaskMessage message, ResultRecord record, Terms terms) {
    CompletableFuture<Void> kept =
        terms.keepsResult() ? aftermath.store(record, message.headers(), terms) : Futures.done();
    return kept.thenCompose(done -> aftermath.counted(message, record, terms));
  }

  /** Does what is left, and acknowledges the message. */
  CompletableFuture<Void> close(Last last, Terms terms) {
    return orLost(
        () -> transport.conclude(terms.delivery(), last.batch(), last.record(), terms.ttl()));
  }

  /** The messages of what comes after a success. */
  private Batch following(TaskMessage message, @Nullable Object result, Terms terms) {
    Batch batch = new Batch(terms.ttl());
    Dispatcher.Surroundings after =
        Dispatcher.Surroundings.after(terms.rootId(), message.id(), terms.handedOn());
    Optional<Dispatcher.Previous> previous = Optional.of(new Dispatcher.Previous(result));
    for (Signature callback : message.follow().callbacks()) {
      dispatcher.dispatch(callback, previous, after, batch);
    }
    List<Signature> chain = message.follow().chain();
    if (!chain.isEmpty()) {
      List<Signature> rest = chain.subList(0, chain.size() - 1);
      dispatcher.dispatch(chain.get(chain.size() - 1), previous, after.withChain(rest), batch);
    }
    return batch;
  }

  /**
   * The task has ended without a result of its own. What waits for one would wait for ever: the
   * rest of its chain and its chord end with this error.
   */
  CompletableFuture<Void> skipped(TaskMessage message, Map<String, Object> error, Terms terms) {
    ResultRecord record = Records.of(message, TaskStatus.FAILURE, error, null, clock.instant());
    return isOurs(terms)
        .thenCompose(ours -> aftermath.counted(message, record, terms))
        .thenCompose(done ->
            aftermath.neverRun(message.follow().chain(), TaskStatus.FAILURE, error, null, terms));
  }

  /** The task has failed for good; an error is stored even where results are not. */
  CompletableFuture<Void> failed(
      TaskMessage message, Map<String, Object> error, String traceback, Terms terms) {
    return ended(message, TaskStatus.FAILURE, error, traceback, terms);
  }

  /** The task was revoked or has expired. */
  CompletableFuture<Void> revoked(TaskMessage message, String reason, Terms terms) {
    Map<String, Object> error = Errors.tree(Errors.CELERY, "TaskRevokedError", List.of(reason));
    return ended(message, TaskStatus.REVOKED, error, null, terms);
  }

  /** The attempt has failed, and another message for the same task takes the place of this one. */
  CompletableFuture<Void> retried(TaskMessage next, ResultRecord record, Terms terms) {
    Batch batch = new Batch(terms.ttl());
    batch.add(next);
    return close(new Last(batch, terms.keepsResult() ? record : null), terms);
  }

  /**
   * Other work takes the place of the task and of its message; its last task has the task's id and
   * what follows it.
   */
  CompletableFuture<Void> replaced(TaskMessage message, Signature replacement, Terms terms) {
    TaskMessage.Follow follow = message.follow();
    Signature linked =
        ErrorLinks.added(
            SignatureTasks.changedLast(replacement, last -> inPlaceOf(message, last, terms)),
            follow.errbacks());
    TaskMessage.Lineage line = message.lineage();
    Batch batch = new Batch(terms.ttl());
    dispatcher.dispatch(
        linked,
        Optional.empty(),
        new Dispatcher.Surroundings(
            line.rootId(),
            message.id(),
            line.groupId(),
            line.groupIndex(),
            follow.chord(),
            follow.chain(),
            terms.handedOn()),
        batch);
    return close(new Last(batch, null), terms);
  }

  // What the task hands on comes with the surroundings, and is not what it was given itself.
  private static Signature inPlaceOf(TaskMessage message, Signature last, Terms terms) {
    Map<String, Object> given = new LinkedHashMap<>(message.headers());
    given.keySet().removeAll(terms.handedOn().keySet());
    Map<String, Object> headers = new LinkedHashMap<>(Trees.map(last.options().get("headers")));
    given.forEach(headers::putIfAbsent);
    List<Object> links = new ArrayList<>(Trees.list(last.options().get("link")));
    links.addAll(Signature.trees(message.follow().callbacks()));
    return last.withOption("task_id", message.id())
        .withOption("headers", headers)
        .withOption("link", links);
  }

  private CompletableFuture<Void> ended(
      TaskMessage message,
      String status,
      Map<String, Object> error,
      @Nullable String traceback,
      Terms terms) {
    ResultRecord record = Records.of(message, status, error, traceback, clock.instant());
    return isOurs(terms)
        .thenCompose(ours -> aftermath.store(record, message.headers(), terms))
        .thenCompose(done -> aftermath.counted(message, record, terms))
        .thenCompose(
            done -> aftermath.neverRun(message.follow().chain(), status, error, traceback, terms))
        .thenCompose(done ->
            aftermath.errorHandlers(
                message.follow().errbacks(),
                message.id(),
                Errors.toSendAlong(error, traceback),
                Dispatcher.Surroundings.after(terms.rootId(), message.id(), terms.handedOn()),
                terms));
  }

  private static CompletableFuture<Void> isOurs(Terms terms) {
    return orLost(() -> terms.delivery().isOurs());
  }

  /** Fails where a step says that the delivery is not ours any more. */
  static CompletableFuture<Void> orLost(Supplier<CompletableFuture<Boolean>> step) {
    try {
      return step.get()
          .thenCompose(isOurs ->
              isOurs
                  ? Futures.done()
                  : CompletableFuture.failedFuture(
                      new IllegalStateException(
                          "its lease was over: another worker has the task, or has done it")));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  // What can never be sent, such as an output that no message can carry, is a failure of its own.
  // To leave the message unacknowledged would bring the task back again and again.
  static CompletableFuture<Void> ifUnsendable(
      Throwable failure, Function<Throwable, CompletableFuture<Void>> otherwise) {
    Throwable cause = Futures.cause(failure);
    return cause instanceof IllegalArgumentException || cause instanceof CodecException
        ? otherwise.apply(cause)
        : CompletableFuture.failedFuture(cause);
  }

  /**
   * How results of a task are treated, and what its followers get from it.
   *
   * @param delivery what brought the task
   * @param keepsResult whether outputs are stored
   * @param ttl how long
   * @param rootId the first task of all
   * @param handedOn headers for all that follows
   */
  record Terms(
      Delivery delivery,
      boolean keepsResult,
      Duration ttl,
      String rootId,
      Map<String, Object> handedOn) {}
}
