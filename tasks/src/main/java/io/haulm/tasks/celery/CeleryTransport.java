package io.haulm.tasks.celery;

import io.haulm.tasks.Codec;
import io.haulm.tasks.spi.Batch;
import io.haulm.tasks.spi.Chords;
import io.haulm.tasks.spi.Claims;
import io.haulm.tasks.spi.Control;
import io.haulm.tasks.spi.Delivery;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Gates;
import io.haulm.tasks.spi.Host;
import io.haulm.tasks.spi.Intake;
import io.haulm.tasks.spi.IntakeSettings;
import io.haulm.tasks.spi.ResultRecord;
import io.haulm.tasks.spi.Results;
import io.haulm.tasks.spi.ScheduleStore;
import io.haulm.tasks.spi.SteadyTime;
import io.haulm.tasks.spi.TaskMessage;
import io.haulm.tasks.spi.Transport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Celery over Redis: one connection for commands, one for subscriptions, one for each intake. */
final class CeleryTransport implements Transport {

  // A worker may begin before the disk knows of the call: what comes of it is told to nobody before
  // the disk knows of both.
  private static final Command EARLY = Command.of("CLIENT", "REPLY", "EARLY");

  private final RedisAddress address;
  private final Codec codec;
  private final SteadyTime time;
  private final Redis redis;
  private final Subscriber subscriber;
  private final TaskMessages messages;
  private final CeleryResults results;
  private final CeleryChords chords;
  private final CeleryControl control;
  private final Set<String> bound = ConcurrentHashMap.newKeySet();

  CeleryTransport(RedisAddress address, Codec codec, InstantSource clock) {
    this.address = address;
    this.codec = codec;
    this.redis = new Redis(address);
    this.time = timeOfServer(clock);
    this.subscriber = new Subscriber(address);
    this.messages =
        new TaskMessages(codec, clock, "gen" + ProcessHandle.current().pid() + "@" + Host.name());
    this.results = new CeleryResults(redis, subscriber, codec);
    this.chords = new CeleryChords(redis, codec);
    this.control = new CeleryControl(redis, subscriber, codec, time);
    // So that no script's first run has to wait for another try, behind what was sent after it.
    redis
        .send(
            Stream.of(Script.TAKE, Script.STORE, Script.CONCLUDE, Script.MOVE)
                .map(script -> Command.of("SCRIPT", "LOAD", script.text()))
                .toList())
        .join();
  }

  @Override
  public CompletableFuture<Void> send(Batch batch) {
    List<Command> commands = new ArrayList<>();
    batch.messages().forEach(message -> bind(message.queue(), commands));
    commands.addAll(sending(batch));
    return redis.send(commands).thenApply(replies -> null);
  }

  @Override
  public CompletableFuture<Boolean> sendAfter(Delivery delivery, Batch following) {
    return after((CeleryDelivery) delivery, following, "", List.of(0, ""));
  }

  @Override
  public CompletableFuture<Boolean> conclude(
      Delivery delivery, Batch following, @Nullable ResultRecord record, Duration ttl) {
    return after(
        (CeleryDelivery) delivery,
        following,
        "off",
        record == null ? List.of(0, "") : results.toStore(record, ttl));
  }

  // Once more after a lost reply it finds nothing on the shelf, and changes nothing.
  private CompletableFuture<Boolean> after(
      CeleryDelivery delivery, Batch following, String off, List<Object> result) {
    List<Command> bindings = new ArrayList<>();
    following.messages().forEach(message -> bind(message.queue(), bindings));
    List<Object> arguments = new ArrayList<>();
    arguments.addAll(List.of(delivery.tag(), delivery.isLeased() ? "leased" : "", off));
    arguments.addAll(result);
    arguments.addAll(Command.counted(sending(following)));
    if (!bindings.isEmpty()) {
      Futures.letGo(redis.send(bindings));
    }
    boolean mayRunTwice = delivery.isLeased() || following.messages().isEmpty();
    return (mayRunTwice
            ? redis.runSurely(Script.CONCLUDE, delivery.keys(), arguments)
            : redis.run(Script.CONCLUDE, delivery.keys(), arguments))
        .thenApply(reply -> Replies.number(reply) == 1);
  }

  @Override
  public CompletableFuture<String> sendUnique(Batch batch, String key, Duration ttl) {
    TaskMessage message = batch.messages().get(0);
    List<Command> bindings = new ArrayList<>();
    bind(message.queue(), bindings);
    if (!bindings.isEmpty()) {
      Futures.letGo(redis.send(bindings));
    }
    return redis
        .run(
            Script.SEND_UNIQUE,
            List.of(Keys.claim(key), Keys.list(message.queue(), message.priority())),
            List.of(message.id(), ttl.toMillis(), messages.write(message)))
        .thenApply(holder -> String.valueOf(Replies.text(holder)));
  }

  private List<Command> sending(Batch batch) {
    List<Command> commands = new ArrayList<>();
    batch
        .chordSizes()
        .forEach((group, size) ->
            commands.add(
                Command.of("SETEX", Keys.group(group) + ".s", batch.chordTtl().toSeconds(), size)));
    for (TaskMessage message : batch.messages()) {
      commands.add(
          Command.of(
              "LPUSH", Keys.list(message.queue(), message.priority()), messages.write(message)));
    }
    return commands;
  }

  // A queue without a binding is invisible to kombu's table of exchanges.
  private void bind(String queue, List<Command> commands) {
    if (bound.add(queue)) {
      commands.add(Command.of("SADD", Keys.binding(queue), Keys.bound(queue, queue)));
    }
  }

  @Override
  public CompletableFuture<Void> ping() {
    return redis.send("PING").thenApply(pong -> null);
  }

  @Override
  public Results results() {
    return results;
  }

  @Override
  public Chords chords() {
    return chords;
  }

  @Override
  public Claims claims() {
    return new CeleryClaims(redis);
  }

  @Override
  public Control control() {
    return control;
  }

  @Override
  public ScheduleStore schedules() {
    return new CeleryScheduleStore(redis, this::sendingBound);
  }

  @Override
  public SteadyTime time(InstantSource own) {
    return own instanceof SteadyTime obeyed ? obeyed : time;
  }

  private SteadyTime timeOfServer(InstantSource own) {
    if (own instanceof SteadyTime obeyed) {
      return obeyed;
    }
    ServerClock server = new ServerClock(own, SteadyTime.of(own), () -> redis.send("TIME").join());
    server.ask();
    return server;
  }

  @Override
  public Gates gates() {
    return new CeleryGates(redis, time);
  }

  // Bound each time: a change that is not made has bound nothing.
  private List<Command> sendingBound(Batch batch) {
    List<Command> commands = new ArrayList<>();
    batch.messages().stream()
        .map(TaskMessage::queue)
        .distinct()
        .forEach(queue ->
            commands.add(Command.of("SADD", Keys.binding(queue), Keys.bound(queue, queue))));
    commands.addAll(sending(batch));
    return commands;
  }

  @Override
  public Intake intake(IntakeSettings settings) {
    List<Command> bindings = new ArrayList<>();
    settings.queues().forEach(queue -> bind(queue, bindings));
    if (!bindings.isEmpty()) {
      redis.send(bindings).join();
    }
    boolean isHaulm = isHaulm();
    Shelves shelves = new Shelves(redis, shelf(isHaulm), time, new Redelivery(codec));
    List<Command> greeting = isHaulm ? List.of(EARLY) : List.of();
    Arrivals arrivals = new Arrivals(() -> new Redis(address, greeting), shelves);
    return new CeleryIntake(settings, redis, arrivals, shelves, messages, results);
  }

  private Shelf shelf(boolean isHaulm) {
    if (address.lease().isPresent()) {
      return Shelf.own(address.lease().get());
    }
    return isHaulm ? Shelf.own(Shelf.DEFAULT_LEASE) : Shelf.kombu(address.visibility());
  }

  private boolean isHaulm() {
    String info = Replies.text(redis.send("INFO", "server").join());
    return info != null && info.toLowerCase(Locale.ROOT).contains("haulm");
  }

  @Override
  public void close() {
    control.close();
    subscriber.close();
    redis.close();
  }
}
