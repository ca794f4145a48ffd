package io.haulm.tasks;

import io.haulm.tasks.spi.Batch;
import io.haulm.tasks.spi.Chords;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.ResultRecord;
import io.haulm.tasks.spi.Signature;
import io.haulm.tasks.spi.TaskMessage;
import io.haulm.tasks.spi.Transport;
import io.haulm.tasks.spi.Trees;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Who else must hear how a task has ended: its chord, the steps behind it when they will never run,
 * its error handlers.
 */
final class Aftermath {

  private final Transport transport;
  private final Dispatcher dispatcher;
  private final InstantSource clock;

  Aftermath(Transport transport, Dispatcher dispatcher, InstantSource clock) {
    this.transport = transport;
    this.dispatcher = dispatcher;
    this.clock = clock;
  }

  /** Calls the error handlers of a task that has failed. */
  CompletableFuture<Void> errorHandlers(
      List<Signature> handlers,
      String failedId,
      Map<String, Object> error,
      Dispatcher.Surroundings after,
      Conclusion.Terms terms) {
    Batch batch = new Batch(terms.ttl());
    Optional<Dispatcher.Previous> failed = Optional.of(new Dispatcher.Previous(failedId));
    for (Signature handler : handlers) {
      dispatcher.dispatch(knowing(handler, error), failed, after, batch);
    }
    return sent(batch, terms);
  }

  // Its worker reads the error from the results; where it cannot, the message brings it.
  private Signature knowing(Signature handler, Map<String, Object> error) {
    return transport.results().isShared() ? handler : handler.withHeader(Headers.ERROR, error);
  }

  /** Ends all steps that will never run. */
  CompletableFuture<Void> neverRun(
      List<Signature> steps,
      String status,
      Map<String, Object> error,
      @Nullable String traceback,
      Conclusion.Terms terms) {
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
      Conclusion.Terms terms) {
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

  /** Whether a task is a member of a chord. */
  static boolean isCounted(TaskMessage message) {
    return message.follow().chord() != null && message.lineage().groupId() != null;
  }

  /** Counts a task that has ended, if it is a member of a chord; the last one sends the body. */
  CompletableFuture<Void> counted(
      TaskMessage message, ResultRecord record, Conclusion.Terms terms) {
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
      SignatureTasks.Place place, Chords.Member member, Conclusion.Terms terms) {
    return transport
        .chords()
        .arrived(place.groupId(), place.index(), member, terms.ttl())
        .thenCompose(
            all -> all.isEmpty() ? Futures.done() : complete(place, all.get(), member, terms));
  }

  private CompletableFuture<Void> complete(
      SignatureTasks.Place place,
      List<Chords.Member> members,
      Chords.Member last,
      Conclusion.Terms terms) {
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
    return sent(batch, terms)
        .exceptionallyCompose(failure ->
            Conclusion.ifUnsendable(
                failure,
                why -> bodyNeverRuns(place.body(), Errors.tree(why), last.taskId(), terms)))
        .thenCompose(done -> transport.chords().done(place.groupId()));
  }

  private CompletableFuture<Void> bodyFails(
      Signature body, Chords.Member bad, Conclusion.Terms terms) {
    String cause = bad.result() instanceof Map<?, ?> ? Errors.repr(treeOf(bad)) : "";
    Map<String, Object> error =
        Errors.tree(
            Errors.CELERY,
            "ChordError",
            List.of("Dependency " + bad.taskId() + " raised " + cause));
    return bodyNeverRuns(body, error, bad.taskId(), terms);
  }

  private CompletableFuture<Void> bodyNeverRuns(
      Signature body, Map<String, Object> error, String parentId, Conclusion.Terms terms) {
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

  /** Stores a result, or tells it to the caller. */
  CompletableFuture<Void> store(
      ResultRecord record, Map<String, Object> headers, Conclusion.Terms terms) {
    return transport.results().store(record, headers, terms.ttl());
  }

  /** Sends what follows a delivery, if there is something and the delivery is still ours. */
  CompletableFuture<Void> sent(Batch batch, Conclusion.Terms terms) {
    return batch.messages().isEmpty()
        ? Futures.done()
        : Conclusion.orLost(() -> transport.sendAfter(terms.delivery(), batch));
  }
}
