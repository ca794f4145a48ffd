package io.haulm.tasks.celery;

import io.haulm.tasks.Codec;
import io.haulm.tasks.CodecException;
import io.haulm.tasks.spi.Control;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Results;
import io.haulm.tasks.spi.Threads;
import io.haulm.tasks.spi.Trees;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Celery's remote control ("pidbox") and events, by publish and subscribe. */
final class CeleryControl implements Control {

  private static final String COMMANDS = "celery.pidbox";
  private static final String REPLIES = "reply.celery.pidbox";
  private static final String EVENTS = "celeryev";
  private static final Duration HEARING_WAIT = Duration.ofSeconds(2);
  private static final Duration LAST_ANSWERS = Duration.ofMillis(50);

  private final Redis redis;
  private final Subscriber subscriber;
  private final Codec codec;
  private final InstantSource clock;
  private final RevokedTasks revoked;
  private final AtomicLong lamport = new AtomicLong();

  // Answers may wait for the server, which the subscriber's thread must not.
  private final ExecutorService answering =
      Executors.newSingleThreadExecutor(Threads.platformDaemons("haulm-control"));

  CeleryControl(Redis redis, Subscriber subscriber, Codec codec, InstantSource clock) {
    this.redis = redis;
    this.subscriber = subscriber;
    this.codec = codec;
    this.clock = clock;
    this.revoked = new RevokedTasks(redis, clock);
  }

  @Override
  public long tick() {
    return lamport.incrementAndGet();
  }

  @Override
  public CompletableFuture<Void> broadcast(Command command) {
    return publish(body(command), 0).thenApply(receivers -> null);
  }

  @Override
  public CompletableFuture<Map<String, Object>> ask(Command command, Duration wait) {
    CompletableFuture<Map<String, Object>> answers = new CompletableFuture<>();
    Threads.platformDaemons("haulm-ask")
        .newThread(() -> {
          try {
            answers.complete(asked(command, wait));
          } catch (RuntimeException e) {
            answers.completeExceptionally(Futures.cause(e));
          }
        })
        .start();
    return answers;
  }

  private Map<String, Object> asked(Command command, Duration wait) {
    String address = UUID.randomUUID().toString();
    String mailbox = address + "." + REPLIES;
    String binding = Keys.bound(address, mailbox);
    Map<String, @Nullable Object> body = body(command);
    body.put("ticket", UUID.randomUUID().toString());
    body.put("reply_to", Map.of("exchange", REPLIES, "routing_key", address));
    Instant end = clock.instant().plus(wait);
    redis.send("SADD", Keys.binding(REPLIES), binding).join();
    try (Redis waiting = new Redis(redis.address())) {
      long receivers = publish(body, end.getEpochSecond() + 1.0).join();
      return collected(waiting, mailbox, receivers, System.nanoTime() + wait.toNanos());
    } finally {
      redis.send("SREM", Keys.binding(REPLIES), binding).join();
      redis.send("DEL", mailbox).join();
    }
  }

  // Two workers of one program may be one receiver, so when all have answered there is a moment
  // left for others.
  private Map<String, Object> collected(
      Redis waiting, String mailbox, long receivers, long endNanos) {
    Map<String, Object> answers = new LinkedHashMap<>();
    long end = receivers == 0 ? soon(endNanos) : endNanos;
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      double seconds = Math.max(0.01, left / 1e9);
      List<@Nullable Object> popped =
          Replies.list(waiting.send("BRPOP", mailbox, Math.min(1.0, seconds)).join());
      byte[] answer = popped.isEmpty() ? null : Replies.bytes(popped.get(1));
      if (answer != null) {
        Envelope envelope = Envelope.read(codec, answer);
        heard(envelope);
        Trees.map(envelope.body()).forEach(answers::put);
        end = answers.size() >= receivers ? soon(endNanos) : endNanos;
      }
    }
    return answers;
  }

  private static long soon(long endNanos) {
    return Math.min(endNanos, System.nanoTime() + LAST_ANSWERS.toNanos());
  }

  private void heard(Envelope envelope) {
    Number theirs = Trees.number(envelope.headers().get("clock"));
    lamport.updateAndGet(ours -> Math.max(ours, theirs == null ? 0 : theirs.longValue()) + 1);
  }

  private static Map<String, @Nullable Object> body(Command command) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("method", command.method());
    body.put("arguments", command.arguments());
    body.put("destination", command.destination());
    body.put("pattern", null);
    body.put("matcher", null);
    return body;
  }

  /** Gives how many have received it. */
  private CompletableFuture<Long> publish(Map<String, @Nullable Object> body, double expires) {
    Map<String, Object> headers = new LinkedHashMap<>();
    headers.put("clock", tick());
    headers.put("expires", expires);
    byte[] message = Envelope.write(codec, body, headers, Envelope.properties(COMMANDS, "", 0, 2));
    return redis
        .send("PUBLISH", Keys.channel(redis.address().db(), COMMANDS), message)
        .thenApply(Replies::number);
  }

  @Override
  public CompletableFuture<Void> event(String routingKey, Object event) {
    byte[] message =
        Envelope.write(codec, event, Map.of(), Envelope.properties(EVENTS, routingKey, 0, 1));
    String channel = Keys.channel(redis.address().db(), EVENTS) + "/" + routingKey;
    return redis.send("PUBLISH", channel, message).thenApply(done -> null);
  }

  @Override
  public CompletableFuture<Void> keepRevoked(List<String> taskIds) {
    return revoked.keep(taskIds);
  }

  @Override
  public CompletableFuture<Set<String>> revoked() {
    return revoked.all();
  }

  @Override
  public CompletableFuture<Boolean> isRevoked(String taskId) {
    return revoked.has(taskId);
  }

  @Override
  public Results.Watch serve(String worker, Responder responder) {
    String mailbox = worker + "." + COMMANDS;
    redis.send("SADD", Keys.binding(COMMANDS), Keys.bound("", mailbox)).join();
    CompletableFuture<Void> stands = new CompletableFuture<>();
    Runnable end =
        subscriber.subscribePattern(
            Keys.channel(redis.address().db(), COMMANDS),
            new Subscriber.Listener() {
              @Override
              public void published(byte[] payload) {
                answering.execute(() -> answer(payload, worker, responder));
              }

              @Override
              public void subscribed() {
                stands.complete(null);
              }
            });
    // What is said before is never heard. If the server is away, nobody can say anything either.
    stands.completeOnTimeout(null, HEARING_WAIT.toMillis(), TimeUnit.MILLISECONDS).join();
    return () -> {
      end.run();
      redis.send("SREM", Keys.binding(COMMANDS), Keys.bound("", mailbox)).join();
    };
  }

  private void answer(byte[] payload, String worker, Responder responder) {
    try {
      Envelope envelope = Envelope.read(codec, payload);
      Map<String, Object> body = Trees.map(envelope.body());
      heard(envelope);
      if (Addressees.include(worker, body)) {
        Command command =
            new Command(String.valueOf(body.get("method")), Trees.map(body.get("arguments")), null);
        answerOf(command, responder).ifPresent(answer -> reply(body, worker, answer));
      }
    } catch (CodecException | IllegalArgumentException e) {
      // Not a command we can read: whoever sent it waits for nobody in particular.
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

  private void reply(Map<String, Object> request, String worker, Object answer) {
    Map<String, Object> target = Trees.map(request.get("reply_to"));
    if (target.isEmpty()) {
      return;
    }
    String exchange = String.valueOf(target.get("exchange"));
    String routingKey = String.valueOf(target.get("routing_key"));
    Map<String, Object> headers = new LinkedHashMap<>();
    headers.put("ticket", String.valueOf(request.get("ticket")));
    headers.put("clock", tick());
    byte[] message =
        Envelope.write(
            codec,
            Map.of(worker, answer),
            headers,
            Envelope.properties(exchange, routingKey, 0, 1));
    for (Object member : Replies.list(redis.send("SMEMBERS", Keys.binding(exchange)).join())) {
      String[] parts = String.valueOf(Replies.text(member)).split(Keys.SEPARATOR, -1);
      if (parts.length == 3 && parts[0].equals(routingKey)) {
        redis.send("LPUSH", parts[2], message).join();
      }
    }
  }

  void close() {
    answering.shutdown();
  }
}
