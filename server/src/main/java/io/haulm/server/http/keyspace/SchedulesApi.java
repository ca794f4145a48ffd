package io.haulm.server.http.keyspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haulm.engine.keyspace.Keyspace;
import io.haulm.server.http.ApiPart;
import io.haulm.server.http.Json;
import io.haulm.server.http.Problem;
import io.haulm.server.http.Request;
import io.haulm.server.http.Response;
import io.haulm.server.http.Route;
import io.haulm.server.http.access.Role;
import io.haulm.server.http.account.Audit;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The schedules that programs with our task library keep in the keyspace: a hash of their texts,
 * and a sorted set of when each is due. What is changed here is what their schedulers find at their
 * next look; nothing is enqueued by the server itself.
 */
final class SchedulesApi implements ApiPart {
  private static final String SCHEDULES = "/api/v1/schedules";
  private static final String TEXTS = "haulm.schedules";
  private static final String NEXT_RUNS = "haulm.schedules.next";

  /** How often a change is tried against changes of others. */
  private static final int TRIES_MAX = 20;

  /**
   * Changes a text if it is still the one that was read, and when the schedule is due: never when
   * that is empty.
   */
  private static final String CHANGE =
      """
      if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
      redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
      if ARGV[4] == '' then
        redis.call('ZREM', KEYS[2], ARGV[1])
      else
        redis.call('ZADD', KEYS[2], ARGV[4], ARGV[1])
      end
      return 1
      """;

  private record Shown(
      int database,
      String name,
      String task,
      String when,
      String kind,
      String zone,
      long nextMillis,
      long lastMillis,
      long missed,
      long runs,
      boolean paused,
      String queue,
      String source) {}

  private record Items(List<Shown> items, @Nullable String cursor) {}

  /** What becomes of a schedule. */
  private record Change(ObjectNode text, Optional<Long> dueMillis) {}

  /** Decides what becomes of a schedule. */
  private interface Decision {
    /** Decides. */
    Change on(ObjectNode text, long nowMillis);
  }

  private final InnerRedis redis;
  private final LongSupplier clock;
  private final Audit audit;

  SchedulesApi(InnerRedis redis, LongSupplier clock, Audit audit) {
    this.redis = redis;
    this.clock = clock;
    this.audit = audit;
  }

  @Override
  public List<Route> routes() {
    String one = SCHEDULES + "/{name}";
    return List.of(
        Route.get(SCHEDULES, Role.VIEWER, this::list),
        Route.post(one + "/pause", Role.OPERATOR, request -> change(request, "pause", this::pause)),
        Route.post(
            one + "/resume", Role.OPERATOR, request -> change(request, "resume", this::resume)),
        Route.post(one + "/run", Role.OPERATOR, request -> change(request, "run", this::run)));
  }

  @Override
  public String openApiPage() {
    return "schedules";
  }

  private Response list(Request request) throws InterruptedException {
    request.requireAll();
    List<Shown> items = new ArrayList<>();
    for (int database = 0; database < Keyspace.DATABASES; database++) {
      RedisReply reply =
          redis.run(database, List.of(InnerRedis.words("HGETALL", TEXTS))).getFirst();
      // A key of that name that is no hash is somebody else's.
      List<RedisReply> pairs = reply instanceof RedisReply.Many ? reply.parts() : List.of();
      for (int i = 0; i + 1 < pairs.size(); i += 2) {
        String name = pairs.get(i).text();
        int in = database;
        parse(pairs.get(i + 1).bytes()).map(text -> shown(in, name, text)).ifPresent(items::add);
      }
    }
    return Response.json(new Items(items, null));
  }

  private Shown shown(int database, String name, ObjectNode text) {
    String schedule = text.path("schedule").asText();
    String[] words = schedule.split(" ", 3);
    boolean isCron = words[0].equals("cron") && words.length == 3;
    long nextMillis = millis(text.path("next"));
    boolean isPaused = text.path("paused").asBoolean();
    boolean isMissed = !isPaused && nextMillis != 0 && nextMillis < clock.getAsLong() - 10_000;
    return new Shown(
        database,
        name,
        text.at("/call/task").asText(),
        isCron ? words[2] : schedule,
        isCron ? "cron" : "interval",
        isCron ? words[1] : "",
        nextMillis,
        millis(text.path("last_run")),
        isMissed ? 1 : 0,
        text.path("runs").asLong(),
        isPaused,
        text.at("/call/options/queue").asText(),
        "haulm-tasks");
  }

  private static long millis(JsonNode time) {
    try {
      return time.isTextual() ? Instant.parse(time.asText()).toEpochMilli() : 0;
    } catch (DateTimeException e) {
      return 0;
    }
  }

  private static Optional<ObjectNode> parse(byte[] text) {
    try {
      return Json.tree(text) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Change pause(ObjectNode text, long nowMillis) {
    return new Change(text.put("paused", true), Optional.empty());
  }

  /**
   * A paused schedule is due only when somebody wants it to go on: a scheduler sees to the rest.
   */
  private Change resume(ObjectNode text, long nowMillis) {
    boolean isPaused = text.path("paused").asBoolean();
    return new Change(text, Optional.of(isPaused ? nowMillis : millis(text.path("next"))));
  }

  private Change run(ObjectNode text, long nowMillis) {
    if (text.path("paused").asBoolean()) {
      throw Problem.conflict("schedule-paused", "The schedule is paused; resume it first");
    }
    return new Change(
        text.put("next", Instant.ofEpochMilli(nowMillis).toString()), Optional.of(nowMillis));
  }

  private Response change(Request request, String action, Decision decision)
      throws InterruptedException {
    int database = KeyName.database(request);
    String name = request.parameter("name");
    for (int attempt = 0; attempt < TRIES_MAX; attempt++) {
      RedisReply read = redis.run(database, bytes("HGET"), bytes(TEXTS), bytes(name));
      if (!(read instanceof RedisReply.Bytes text)) {
        throw Problem.missing("no-such-schedule", "There is no schedule \"" + name + "\"");
      }
      ObjectNode tree =
          parse(text.bytes())
              .orElseThrow(() -> Problem.conflict("bad-schedule", "What is kept is no schedule"));
      if (isChanged(database, name, text.bytes(), decision.on(tree, clock.getAsLong()))) {
        audit.note(request, "schedule." + action, database + "/" + name);
        return Response.done();
      }
    }
    throw Problem.conflict("changed-meanwhile", "The schedule changes all the time; try again");
  }

  private boolean isChanged(int database, String name, byte[] expected, Change change)
      throws InterruptedException {
    String due = change.dueMillis().map(String::valueOf).orElse("");
    return redis
            .run(
                database,
                bytes("EVAL"),
                bytes(CHANGE),
                bytes("2"),
                bytes(TEXTS),
                bytes(NEXT_RUNS),
                bytes(name),
                expected,
                Json.bytes(change.text()),
                bytes(due))
            .number()
        == 1;
  }

  private static byte[] bytes(String text) {
    return InnerRedis.bytes(text);
  }
}
