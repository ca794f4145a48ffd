package io.haulm.tasks;

import io.haulm.tasks.spi.Batch;
import io.haulm.tasks.spi.Chords;
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

  Conclusion(Transport transport, Dispatcher dispatcher, InstantSource clock) {
    this.transport = transport;
    this.dispatcher = dispatcher;
    this.clock = clock;
  }

  /**
   * The task has given its output.
   *
   * @return the result if it is still to be stored, because nothing else has to be done between
   *     that and the acknowledgement
   */
  CompletableFuture<Optional<ResultRecord>> succeeded(
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
    boolean isLast = terms.keepsResult() && !isCounted(message) && !UniqueCalls.isClaimed(message);
    return sent(batch)
        .thenCompose(done ->
            isLast
                ? CompletableFuture.completedFuture(Optional.of(record))
                : keptAndCounted(message, record, terms).thenApply(all -> Optional.empty()));
  }

  private CompletableFuture<Void> keptAndCounted(
      TaskMessage message, ResultRecord record, Terms terms) {
    CompletableFuture<Void> kept =
        terms.keepsResult() ? store(record, message.headers(), terms) : Futures.done();
    return kept.thenCompose(done -> counted(message, record, terms));
  }

  /** Stores a result and acknowledges the message. */
  CompletableFuture<Void> close(Delivery delivery, ResultRecord record, Terms terms) {
    return transport.results().conclude(delivery, record, terms.ttl());
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
    return counted(message, record, terms)
        .thenCompose(
            done -> neverRun(message.follow().chain(), TaskStatus.FAILURE, error, null, terms));
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

  /** The attempt has failed, and another message for the same task is to be sent. */
  CompletableFuture<Void> retried(TaskMessage next, ResultRecord record, Terms terms) {
    Batch batch = new Batch(terms.ttl());
    batch.add(next);
    CompletableFuture<Void> told =
        terms.keepsResult() ? store(record, next.headers(), terms) : Futures.done();
    return told.thenCompose(done -> transport.send(batch));
  }

  /** Other work stands in the task's place; its last task has the task's id and what follows it. */
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
    return sent(batch);
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
    return store(record, message.headers(), terms)
        .thenCompose(done -> counted(message, record, terms))
        .thenCompose(done -> neverRun(message.follow().chain(), status, error, traceback, terms))
        .thenCompose(done ->
            errorHandlers(
                message.follow().errbacks(),
                message.id(),
                Errors.toSendAlong(error, traceback),
                Dispatcher.Surroundings.after(terms.rootId(), message.id(), terms.handedOn()),
                terms));
  }

  private CompletableFuture<Void> errorHandlers(
      List<Signature> handlers,
      String failedId,
      Map<String, Object> error,
      Dispatcher.Surroundings after,
      Terms terms) {
    Batch batch = new Batch(terms.ttl());
    Optional<Dispatcher.Previous> failed = Optional.of(new Dispatcher.Previous(failedId));
    for (Signature handler : handlers) {
      dispatcher.dispatch(knowing(handler, error), failed, after, batch);
    }
    return sent(batch);
  }

  // Its worker reads the error from the results; where it cannot, the message brings it.
  private Signature knowing(Signature handler, Map<String, Object> error) {
    return transport.results().isShared() ? handler : handler.withHeader(Headers.ERROR, error);
  }

  private CompletableFuture<Void> neverRun(
      List<Signature> steps,
      String status,
      Map<String, Object> error,
      @Nullable String traceback,
      Terms terms) {
    CompletableFuture<Void> all = Futures.done();
    for (Signature step : steps) {
      all = all.thenCompose(done -> neverRun(step, status, error, traceback, terms));
    }
    return all;
  }

  /** A step that will never run ends as the one that failed before it did. */
  private CompletableFuture<Void> neverRun(
      Signature step,
      String status,
      Map<String, Object> error,
      @Nullable String traceback,
      Terms terms) {
    CompletableFuture<Void> all = Futures.done();
    for (Signature task : SignatureTasks.of(step)) {
      String id = String.valueOf(task.taskId());
      ResultRecord record = Records.unsent(id, status, error, traceback, clock.instant());
      all = all.thenCompose(done -> store(record, Trees.map(task.options().get("headers")), terms));
      SignatureTasks.Place place = SignatureTasks.place(task);
      if (place != null) {
        Chords.Member member = new Chords.Member(id, TaskStatus.FAILURE, error);
        all = all.thenCompose(done -> arrived(place, member, terms));
      }
    }
    return all;
  }

  private static boolean isCounted(TaskMessage message) {
    return message.follow().chord() != null && message.lineage().groupId() != null;
  }

  private CompletableFuture<Void> counted(TaskMessage message, ResultRecord record, Terms terms) {
    Signature body = message.follow().chord();
    String groupId = message.lineage().groupId();
    if (body == null || groupId == null) {
      return Futures.done();
    }
    Integer index = message.lineage().groupIndex();
    boolean isGood = record.status().equals(TaskStatus.SUCCESS);
    Chords.Member member =
        new Chords.Member(
            message.id(), isGood ? TaskStatus.SUCCESS : TaskStatus.FAILURE, record.result());
    return arrived(
        new SignatureTasks.Place(groupId, index == null ? 0 : index, body), member, terms);
  }

  private CompletableFuture<Void> arrived(
      SignatureTasks.Place place, Chords.Member member, Terms terms) {
    return transport
        .chords()
        .arrived(place.groupId(), place.index(), member, terms.ttl())
        .thenCompose(
            all -> all.isEmpty() ? Futures.done() : complete(place, all.get(), member, terms));
  }

  private CompletableFuture<Void> complete(
      SignatureTasks.Place place, List<Chords.Member> members, Chords.Member last, Terms terms) {
    Optional<Chords.Member> bad =
        members.stream().filter(one -> !one.status().equals(TaskStatus.SUCCESS)).findFirst();
    if (bad.isPresent()) {
      return bodyFails(place.body(), bad.get(), terms)
          .thenCompose(done -> transport.chords().done(place.groupId()));
    }
    List<@Nullable Object> results = new ArrayList<>(members.size());
    members.forEach(one -> results.add(one.result()));
    Batch batch = new Batch(terms.ttl());
    dispatcher.dispatch(
        place.body(),
        Optional.of(new Dispatcher.Previous(results)),
        Dispatcher.Surroundings.after(terms.rootId(), last.taskId(), terms.handedOn()),
        batch);
    return sent(batch)
        .exceptionallyCompose(failure ->
            ifUnsendable(
                failure,
                why -> bodyNeverRuns(place.body(), Errors.tree(why), last.taskId(), terms)))
        .thenCompose(done -> transport.chords().done(place.groupId()));
  }

  private CompletableFuture<Void> bodyFails(Signature body, Chords.Member bad, Terms terms) {
    String cause = bad.result() instanceof Map<?, ?> ? Errors.repr(treeOf(bad)) : "";
    Map<String, Object> error =
        Errors.tree(
            Errors.CELERY,
            "ChordError",
            List.of("Dependency " + bad.taskId() + " raised " + cause));
    return bodyNeverRuns(body, error, bad.taskId(), terms);
  }

  private CompletableFuture<Void> bodyNeverRuns(
      Signature body, Map<String, Object> error, String parentId, Terms terms) {
    CompletableFuture<Void> all = neverRun(body, TaskStatus.FAILURE, error, null, terms);
    List<Signature> tasks = SignatureTasks.of(body);
    if (tasks.isEmpty()) {
      return all;
    }
    Signature first = tasks.get(0);
    return all.thenCompose(done ->
        errorHandlers(
            Signature.listFromTree(first.options().get("link_error")),
            String.valueOf(first.taskId()),
            error,
            Dispatcher.Surroundings.after(terms.rootId(), parentId, terms.handedOn()),
            terms));
  }

  private static Map<String, Object> treeOf(Chords.Member member) {
    return Trees.map(member.result());
  }

  private CompletableFuture<Void> store(
      ResultRecord record, Map<String, Object> headers, Terms terms) {
    return transport.results().store(record, headers, terms.ttl());
  }

  private CompletableFuture<Void> sent(Batch batch) {
    try {
      return batch.messages().isEmpty() ? Futures.done() : transport.send(batch);
    } catch (IllegalArgumentException | CodecException e) {
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
   * @param keepsResult whether outputs are stored
   * @param ttl how long
   * @param rootId the first task of all
   * @param handedOn headers for all that follows
   */
  record Terms(boolean keepsResult, Duration ttl, String rootId, Map<String, Object> handedOn) {}
}
