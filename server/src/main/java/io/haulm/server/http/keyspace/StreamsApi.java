package io.haulm.server.http.keyspace;

import static io.haulm.server.http.keyspace.InnerRedis.bytes;

import io.haulm.server.console.BodyMask;
import io.haulm.server.http.ApiPart;
import io.haulm.server.http.Problem;
import io.haulm.server.http.Request;
import io.haulm.server.http.Response;
import io.haulm.server.http.Route;
import io.haulm.server.http.access.Role;
import io.haulm.server.http.keyspace.StreamViews.Entry;
import io.haulm.server.http.keyspace.StreamViews.Pending;
import io.haulm.server.http.keyspace.StreamViews.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The streams as they are: entries, groups, consumers, what is pending. Changes nothing. */
final class StreamsApi implements ApiPart {
  /** Most entries, or streams, in one answer. */
  static final int LIMIT_MAX = 500;

  private static final String STREAMS = "/api/v1/streams";
  static final String STREAM = STREAMS + "/{database}/{key}";
  static final String GROUP = STREAM + "/groups/{group}";

  private record Items<T>(List<T> items, @Nullable String cursor) {}

  private final InnerRedis redis;
  private final Supplier<BodyMask> mask;
  private final KeyWalk walk;
  private final StreamViews views;
  private final StreamTail tail;

  StreamsApi(InnerRedis redis, Supplier<BodyMask> mask) {
    this.redis = redis;
    this.mask = mask;
    this.walk = new KeyWalk(redis);
    this.views = new StreamViews(redis);
    this.tail = new StreamTail(redis, mask);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(STREAMS, Role.VIEWER, this::list),
        Route.get(STREAM, Role.VIEWER, this::show),
        Route.get(STREAM + "/entries", Role.VIEWER, this::entries),
        Route.get(STREAM + "/tail", Role.VIEWER, this::follow),
        Route.get(GROUP + "/consumers", Role.VIEWER, this::consumers),
        Route.get(GROUP + "/pending", Role.VIEWER, this::pending));
  }

  @Override
  public String openApiPage() {
    return "streams";
  }

  private Response list(Request request) throws InterruptedException {
    request.requireAll();
    int database = KeyName.database(request);
    int limit = (int) request.queryLong("limit", 100, 1, LIMIT_MAX);
    KeyWalk.Page page =
        walk.next(
            database,
            request.query("match").orElse("*"),
            "stream",
            KeyWalk.cursor(request.query("cursor").orElse("")),
            limit);
    return Response.json(new Items<>(views.streams(database, page.names(), false), page.cursor()));
  }

  private Response show(Request request) throws InterruptedException {
    request.requireAll();
    KeyName key = KeyName.of(request);
    List<Stream> found = views.streams(key.database(), List.of(key.bytes()), true);
    if (found.isEmpty()) {
      throw missing(key);
    }
    return Response.json(found.getFirst());
  }

  static Problem missing(KeyName key) {
    return Problem.missing(
        "no-such-stream",
        "There is no stream \"" + key.text() + "\" in database " + key.database());
  }

  private Response entries(Request request) throws InterruptedException {
    request.requireAll();
    KeyName key = KeyName.of(request);
    requireStream(key);
    int limit = (int) request.queryLong("limit", 100, 1, LIMIT_MAX);
    boolean isReverse = request.queryFlag("reverse");
    String from = StreamId.checkedEnd(request.query("from").orElse("-"));
    String to = StreamId.checkedEnd(request.query("to").orElse("+"));
    String cursor = request.query("cursor").orElse("");
    if (!cursor.isEmpty()) {
      String id = StreamId.checkedEnd(cursor);
      from = isReverse ? from : id;
      to = isReverse ? id : to;
    }
    RedisReply reply =
        redis.run(
            key.database(),
            bytes(isReverse ? "XREVRANGE" : "XRANGE"),
            key.bytes(),
            bytes(isReverse ? to : from),
            bytes(isReverse ? from : to),
            bytes("COUNT"),
            bytes(Integer.toString(limit)));
    List<Entry> entries = StreamViews.entries(reply, mask.get());
    List<String> ids = entries.stream().map(Entry::id).toList();
    return Response.json(new Items<>(entries, StreamViews.following(ids, limit)));
  }

  private void requireStream(KeyName key) throws InterruptedException {
    if (!redis.run(key.database(), bytes("TYPE"), key.bytes()).text().equals("stream")) {
      throw missing(key);
    }
  }

  private Response follow(Request request) throws InterruptedException {
    request.requireAll();
    KeyName key = KeyName.of(request);
    requireStream(key);
    String after = request.query("after").orElse("$");
    return tail.of(key, after.equals("$") ? after : StreamId.checked(after));
  }

  private Response consumers(Request request) throws InterruptedException {
    request.requireAll();
    KeyName key = KeyName.of(request);
    requireStream(key);
    byte[] group = bytes(request.parameter("group"));
    RedisReply reply =
        redis.run(key.database(), bytes("XINFO"), bytes("CONSUMERS"), key.bytes(), group);
    return Response.json(new Items<>(StreamViews.consumers(reply), null));
  }

  private Response pending(Request request) throws InterruptedException {
    request.requireAll();
    KeyName key = KeyName.of(request);
    requireStream(key);
    int limit = (int) request.queryLong("limit", 100, 1, LIMIT_MAX);
    long idleMillis = request.queryLong("minIdleMillis", 0, 0, Long.MAX_VALUE);
    String from = StreamId.checkedEnd(request.query("cursor").orElse("-"));
    List<byte[]> words =
        new ArrayList<>(List.of(bytes("XPENDING"), key.bytes(), bytes(request.parameter("group"))));
    if (idleMillis > 0) {
      words.addAll(InnerRedis.words("IDLE", Long.toString(idleMillis)));
    }
    words.addAll(InnerRedis.words(from, "+", Integer.toString(limit)));
    request.query("consumer").ifPresent(consumer -> words.add(bytes(consumer)));
    RedisReply reply = redis.run(key.database(), words.toArray(byte[][]::new));
    List<Pending> pending = StreamViews.pending(reply);
    List<String> ids = pending.stream().map(Pending::id).toList();
    return Response.json(new Items<>(pending, StreamViews.following(ids, limit)));
  }
}
