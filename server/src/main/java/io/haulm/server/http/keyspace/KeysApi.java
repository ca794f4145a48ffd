package io.haulm.server.http.keyspace;

import static io.haulm.server.http.keyspace.InnerRedis.bytes;

import io.haulm.server.console.BodyMask;
import io.haulm.server.http.ApiPart;
import io.haulm.server.http.Problem;
import io.haulm.server.http.Request;
import io.haulm.server.http.Response;
import io.haulm.server.http.Route;
import io.haulm.server.http.access.Role;
import io.haulm.server.http.account.Audit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The keys: what there is, of which type and size; and renaming, expiry and deletion. */
final class KeysApi implements ApiPart {
  /** Most keys in one answer. */
  public static final int LIMIT_MAX = 500;

  private static final String KEYS = "/api/v1/keys";
  private static final String KEY = KEYS + "/{database}/{key}";
  private static final Set<String> TYPES =
      Set.of("string", "list", "hash", "set", "zset", "stream");

  /** A key as a list shows it. {@code length} counts what its type is made of. */
  private record Row(
      Shown name,
      String key,
      int database,
      String type,
      long ttlMillis,
      long memoryBytes,
      long length) {}

  private record Rows(List<Row> items, @Nullable String cursor, long keys) {}

  private record NewName(@Nullable String to) {}

  private record Expiry(@Nullable Long ttlMillis) {}

  private final InnerRedis redis;
  private final KeyWalk walk;
  private final KeyValues values;
  private final Audit audit;

  /** The keys behind this connection. */
  KeysApi(InnerRedis redis, Supplier<BodyMask> mask, Audit audit) {
    this.redis = redis;
    this.walk = new KeyWalk(redis);
    this.values = new KeyValues(redis, mask);
    this.audit = audit;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(KEYS, Role.VIEWER, this::list),
        Route.get(KEY, Role.VIEWER, this::show),
        Route.post(KEY + "/rename", Role.OPERATOR, this::rename),
        Route.post(KEY + "/expire", Role.OPERATOR, this::expire),
        Route.post(KEY + "/delete", Role.OPERATOR, this::delete));
  }

  @Override
  public String openApiPage() {
    return "keys";
  }

  private Response list(Request request) throws InterruptedException {
    request.requireAll();
    int database = KeyName.database(request);
    String type = request.query("type").orElse("");
    if (!type.isEmpty() && !TYPES.contains(type)) {
      throw Problem.bad("bad-type", "type must be one of " + String.join(", ", TYPES));
    }
    int limit = (int) request.queryLong("limit", 100, 1, LIMIT_MAX);
    KeyWalk.Page page =
        walk.next(
            database,
            request.query("match").orElse("*"),
            type,
            KeyWalk.cursor(request.query("cursor").orElse("")),
            limit);
    long keys = redis.run(database, bytes("DBSIZE")).number();
    return Response.json(new Rows(rows(database, page.names()), page.cursor(), keys));
  }

  private List<Row> rows(int database, List<byte[]> names) throws InterruptedException {
    List<List<byte[]>> commands = new ArrayList<>();
    for (byte[] name : names) {
      commands.add(List.of(bytes("TYPE"), name));
      commands.add(List.of(bytes("PTTL"), name));
      commands.add(List.of(bytes("MEMORY"), bytes("USAGE"), name));
    }
    List<RedisReply> replies = redis.run(database, commands);
    List<Row> rows = new ArrayList<>();
    List<RedisReply> lengths = redis.run(database, lengthCommands(names, replies));
    for (int i = 0; i < names.size(); i++) {
      String type = replies.get(3 * i).text();
      if (TYPES.contains(type)) {
        rows.add(
            new Row(
                Shown.of(names.get(i)),
                KeyName.inPath(names.get(i)),
                database,
                type,
                replies.get(3 * i + 1).number(),
                numberOr0(replies.get(3 * i + 2)),
                numberOr0(lengths.get(i))));
      }
    }
    return rows;
  }

  private static List<List<byte[]>> lengthCommands(List<byte[]> names, List<RedisReply> replies) {
    List<List<byte[]>> commands = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String type = replies.get(3 * i).text();
      commands.add(List.of(bytes(KeyValues.lengthCommand(type)), names.get(i)));
    }
    return commands;
  }

  /** A key may have gone, or become another, between two commands. */
  static long numberOr0(RedisReply reply) {
    return reply instanceof RedisReply.Whole(long value) ? value : 0;
  }

  private Response show(Request request) throws InterruptedException {
    request.requireAll();
    KeyName key = KeyName.of(request);
    int limit = (int) request.queryLong("limit", 100, 1, LIMIT_MAX);
    return Response.json(values.show(key, request.query("cursor").orElse(""), limit));
  }

  private Response rename(Request request) throws InterruptedException {
    request.requireAll();
    KeyName key = KeyName.of(request);
    String to = request.json(NewName.class).to();
    if (to == null || to.isEmpty()) {
      throw Problem.bad("bad-name", "to must be the new name");
    }
    RedisReply reply = redis.run(key.database(), bytes("RENAMENX"), key.bytes(), bytes(to));
    if (reply.number() == 0) {
      throw Problem.conflict("key-exists", "There is a key \"" + to + "\" already");
    }
    audit.noteChange(request, "key.rename", target(key), key.text(), to);
    return Response.done();
  }

  private Response expire(Request request) throws InterruptedException {
    request.requireAll();
    KeyName key = KeyName.of(request);
    Long ttlMillis = request.json(Expiry.class).ttlMillis();
    if (ttlMillis == null || (ttlMillis < 1 && ttlMillis != -1)) {
      throw Problem.bad("bad-ttl", "ttlMillis must be at least 1, or -1 for never");
    }
    requirePresent(key);
    if (ttlMillis == -1) {
      redis.run(key.database(), bytes("PERSIST"), key.bytes());
    } else {
      redis.run(key.database(), bytes("PEXPIRE"), key.bytes(), bytes(Long.toString(ttlMillis)));
    }
    audit.noteChange(request, "key.expire", target(key), "", Long.toString(ttlMillis));
    return Response.done();
  }

  private void requirePresent(KeyName key) throws InterruptedException {
    if (redis.run(key.database(), bytes("EXISTS"), key.bytes()).number() == 0) {
      throw key.missing();
    }
  }

  private Response delete(Request request) throws InterruptedException {
    request.requireAll();
    KeyName key = KeyName.of(request);
    if (redis.run(key.database(), bytes("UNLINK"), key.bytes()).number() == 0) {
      throw key.missing();
    }
    audit.note(request, "key.delete", target(key));
    return Response.done();
  }

  static String target(KeyName key) {
    return key.database() + ":" + key.text();
  }
}
