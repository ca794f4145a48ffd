package io.haulm.tasks.tube;

import io.haulm.client.NewJob;
import io.haulm.tasks.CodecException;
import io.haulm.tasks.spi.Control;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Results;
import io.haulm.tasks.spi.Trees;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A tube of commands for each worker, which it watches while it lives: the tubes that are watched
 * are the workers that are there. There is no tube that all could read, so events have no way.
 */
final class TubeControl implements Control {

  /** How long a command waits for its worker. */
  static final Duration COMMAND_TTL = Duration.ofMinutes(1);

  private final Server server;
  private final Bodies bodies;
  private final AtomicLong ticks = new AtomicLong();

  TubeControl(Server server, Bodies bodies) {
    this.server = server;
    this.bodies = bodies;
  }

  @Override
  public CompletableFuture<Void> broadcast(Command command) {
    return put(command, null).thenApply(workers -> null);
  }

  /** Puts a command into the tube of each worker that is meant; gives their number. */
  private CompletableFuture<Integer> put(Command command, @Nullable String reply) {
    Map<String, @Nullable Object> content = new LinkedHashMap<>();
    content.put("method", command.method());
    content.put("arguments", command.arguments());
    content.put("reply", reply);
    byte[] body = bodies.write(content, COMMAND_TTL);
    return workers(command.destination())
        .thenCompose(tubes -> {
          List<CompletableFuture<?>> puts = new ArrayList<>();
          tubes.forEach(tube -> puts.add(server.put(tube, NewJob.of(body))));
          return Server.all(puts).thenApply(done -> tubes.size());
        });
  }

  private CompletableFuture<List<String>> workers(@Nullable List<String> names) {
    List<String> meant =
        names == null ? null : names.stream().map(TubeControl::tubeOf).distinct().toList();
    return server
        .tubes(Tubes.CONTROL)
        .thenCompose(tubes ->
            watched(tubes.stream().filter(one -> meant == null || meant.contains(one)).toList()));
  }

  // The tube of a worker that died may be there still, with commands that it did not see.
  private CompletableFuture<List<String>> watched(List<String> tubes) {
    Map<String, Boolean> watched = new ConcurrentHashMap<>();
    List<CompletableFuture<?>> questions = new ArrayList<>();
    for (String tube : tubes) {
      questions.add(
          server
              .shared()
              .statsTube(tube)
              .thenAccept(stats ->
                  stats
                      .filter(one -> one.number("current-watching") > 0)
                      .ifPresent(one -> watched.put(tube, Boolean.TRUE))));
    }
    return Server.all(questions).thenApply(done -> List.copyOf(watched.keySet()));
  }

  @Override
  public CompletableFuture<Map<String, Object>> ask(Command command, Duration wait) {
    return CompletableFuture.supplyAsync(() -> asked(command, wait), server.threads());
  }

  private Map<String, Object> asked(Command command, Duration wait) {
    long deadlineNanos = System.nanoTime() + wait.toNanos();
    String reply = Tubes.REPLY + UUID.randomUUID();
    Map<String, Object> answers = new ConcurrentHashMap<>();
    Answers collected = new Answers(answers);
    Mailbox mailbox = new Mailbox(server, reply, body -> collected.add(bodies, body));
    try {
      collected.expect(Pipelined.joined(put(command, reply)));
      collected.await(deadlineNanos - System.nanoTime());
    } finally {
      mailbox.close();
    }
    return Map.copyOf(answers);
  }

  /** Collects answers until there are as many as workers were asked. */
  private static final class Answers {
    private final Map<String, Object> answers;
    private final CompletableFuture<Integer> asked = new CompletableFuture<>();
    private final CompletableFuture<Void> complete = new CompletableFuture<>();

    Answers(Map<String, Object> answers) {
      this.answers = answers;
    }

    void expect(int workers) {
      asked.complete(workers);
      look();
    }

    void add(Bodies bodies, byte[] body) {
      try {
        Map<String, Object> tree = bodies.read(body);
        answers.put(String.valueOf(tree.get("worker")), tree.getOrDefault("answer", Map.of()));
        look();
      } catch (CodecException e) {
        // Not an answer, so nobody's.
        assert e.getMessage() != null : "a refusal says why";
      }
    }

    private void look() {
      if (asked.isDone() && answers.size() >= asked.join()) {
        complete.complete(null);
      }
    }

    void await(long nanos) {
      complete.completeOnTimeout(null, Math.max(0, nanos), TimeUnit.NANOSECONDS).join();
    }
  }

  @Override
  public Results.Watch serve(String worker, Responder responder) {
    return new Mailbox(
            server,
            tubeOf(worker),
            body -> server.threads().execute(() -> answer(body, worker, responder)))
        ::close;
  }

  private static String tubeOf(String worker) {
    return Tubes.named(Tubes.CONTROL, worker);
  }

  private void answer(byte[] body, String worker, Responder responder) {
    try {
      Map<String, Object> tree = bodies.read(body);
      Command command =
          new Command(String.valueOf(tree.get("method")), Trees.map(tree.get("arguments")), null);
      String reply = Trees.text(tree.get("reply"));
      Optional<Object> answer = answerOf(command, responder);
      if (reply != null && answer.isPresent()) {
        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        content.put("worker", worker);
        content.put("answer", answer.get());
        Futures.letGo(server.put(reply, NewJob.of(bodies.write(content, COMMAND_TTL))));
      }
    } catch (CodecException | IllegalArgumentException e) {
      // Not a command we can read: whoever put it waits for nobody in particular.
      assert e.getMessage() != null : "a refusal says why";
    }
  }

  private static Optional<Object> answerOf(Command command, Responder responder) {
    try {
      return responder.answer(command);
    } catch (RuntimeException e) {
      return Optional.of(Map.of("error", String.valueOf(e)));
    }
  }

  @Override
  public boolean carriesEvents() {
    return false;
  }

  /** Nobody can listen, so nothing is sent. */
  @Override
  public CompletableFuture<Void> event(String routingKey, Object event) {
    return Futures.done();
  }

  @Override
  public long tick() {
    return ticks.incrementAndGet();
  }
}
