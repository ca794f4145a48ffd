package io.haulm.server.http.keyspace;

import static io.haulm.server.http.keyspace.InnerRedis.bytes;

import io.haulm.server.http.ApiPart;
import io.haulm.server.http.Problem;
import io.haulm.server.http.Request;
import io.haulm.server.http.Response;
import io.haulm.server.http.Route;
import io.haulm.server.http.access.Role;
import io.haulm.server.http.account.Audit;
import io.haulm.server.http.kept.AuditEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be done to streams, their groups and what is pending. */
final class StreamActions implements ApiPart {
  /** Most entries that one request may name. */
  static final int IDS_MAX = 1000;

  private record Ids(@Nullable List<String> ids) {}

  private record Claim(
      @Nullable String consumer, @Nullable Long minIdleMillis, @Nullable List<String> ids) {}

  private record AutoClaim(
      @Nullable String consumer, @Nullable Long minIdleMillis, @Nullable Integer count) {}

  private record NewGroup(@Nullable String name, @Nullable String id, @Nullable Boolean create) {}

  private record Position(@Nullable String id) {}

  private record Trim(@Nullable Long maxLength) {}

  private record NewEntry(@Nullable Map<String, String> fields, @Nullable String id) {}

  private record Count(long count) {}

  private record Added(String id) {}

  private record Claimed(List<String> ids, @Nullable String cursor) {}

  private final InnerRedis redis;
  private final Audit audit;

  StreamActions(InnerRedis redis, Audit audit) {
    this.redis = redis;
    this.audit = audit;
  }

  @Override
  public List<Route> routes() {
    String stream = StreamsApi.STREAM;
    String group = StreamsApi.GROUP;
    return List.of(
        Route.post(stream + "/add", Role.OPERATOR, this::add).withLongBody(),
        Route.post(stream + "/trim", Role.OPERATOR, this::trim),
        Route.post(stream + "/delete", Role.OPERATOR, this::delete),
        Route.post(stream + "/groups", Role.OPERATOR, this::addGroup),
        Route.delete(group, Role.OPERATOR, this::removeGroup),
        Route.post(group + "/setid", Role.OPERATOR, this::setId),
        Route.post(group + "/ack", Role.OPERATOR, this::ack),
        Route.post(group + "/claim", Role.OPERATOR, this::claim),
        Route.post(group + "/autoclaim", Role.OPERATOR, this::autoClaim));
  }

  @Override
  public String openApiPage() {
    return "stream-actions";
  }

  private Response add(Request request) throws InterruptedException {
    KeyName key = key(request);
    NewEntry entry = request.json(NewEntry.class);
    if (entry.fields() == null || entry.fields().isEmpty()) {
      throw Problem.bad("bad-fields", "fields must have at least one name with a value");
    }
    String id = entry.id() == null ? "*" : StreamId.checked(entry.id());
    List<byte[]> words = command("XADD", key, id);
    entry
        .fields()
        .forEach((name, value) -> {
          if (value == null) {
            throw Problem.bad("bad-fields", "The value of \"" + name + "\" must be a text");
          }
          words.add(bytes(name));
          words.add(bytes(value));
        });
    String added = run(key, words).text();
    audit.note(request, "stream.add", KeysApi.target(key) + " " + added);
    return Response.json(201, new Added(added));
  }

  private Response trim(Request request) throws InterruptedException {
    KeyName key = key(request);
    Long maxLength = request.json(Trim.class).maxLength();
    if (maxLength == null || maxLength < 0) {
      throw Problem.bad("bad-length", "maxLength must be 0 or more");
    }
    requirePresent(key);
    long count = run(key, command("XTRIM", key, "MAXLEN", Long.toString(maxLength))).number();
    return done(request, "stream.trim", key, count);
  }

  private Response delete(Request request) throws InterruptedException {
    KeyName key = key(request);
    List<String> ids = checked(request.json(Ids.class).ids());
    requirePresent(key);
    List<byte[]> words = command("XDEL", key);
    ids.forEach(id -> words.add(bytes(id)));
    return done(request, "stream.delete", key, run(key, words).number());
  }

  private Response addGroup(Request request) throws InterruptedException {
    KeyName key = key(request);
    NewGroup group = request.json(NewGroup.class);
    if (group.name() == null || group.name().isEmpty()) {
      throw Problem.bad("bad-name", "name must be the name of a group");
    }
    List<byte[]> words = new ArrayList<>(InnerRedis.words("XGROUP", "CREATE"));
    words.add(key.bytes());
    words.addAll(InnerRedis.words(group.name(), position(group.id())));
    if (Boolean.TRUE.equals(group.create())) {
      words.add(bytes("MKSTREAM"));
    }
    run(key, words);
    audit.note(request, "group.add", target(key, group.name()));
    return Response.done();
  }

  private Response removeGroup(Request request) throws InterruptedException {
    KeyName key = key(request);
    String group = request.parameter("group");
    if (run(key, groupCommand("DESTROY", key, group)).number() == 0) {
      throw Problem.missing("no-such-group", "The stream has no group \"" + group + "\"");
    }
    audit.note(request, "group.remove", target(key, group));
    return Response.done();
  }

  private Response setId(Request request) throws InterruptedException {
    KeyName key = key(request);
    String group = request.parameter("group");
    String id = position(request.json(Position.class).id());
    List<byte[]> words = groupCommand("SETID", key, group);
    words.add(bytes(id));
    run(key, words);
    audit.noteChange(request, "group.setid", target(key, group), "", id);
    return Response.done();
  }

  private Response ack(Request request) throws InterruptedException {
    KeyName key = key(request);
    String group = request.parameter("group");
    List<String> ids = checked(request.json(Ids.class).ids());
    List<byte[]> words = command("XACK", key, group);
    ids.forEach(id -> words.add(bytes(id)));
    return done(request, "group.ack", key, run(key, words).number());
  }

  private Response claim(Request request) throws InterruptedException {
    KeyName key = key(request);
    Claim claim = request.json(Claim.class);
    List<String> ids = checked(claim.ids());
    List<byte[]> words =
        command(
            "XCLAIM",
            key,
            request.parameter("group"),
            consumer(claim.consumer()),
            idle(claim.minIdleMillis()));
    ids.forEach(id -> words.add(bytes(id)));
    words.add(bytes("JUSTID"));
    List<String> claimed = run(key, words).parts().stream().map(RedisReply::text).toList();
    note(request, "group.claim", key, claimed.size());
    return Response.json(new Claimed(claimed, null));
  }

  private Response autoClaim(Request request) throws InterruptedException {
    KeyName key = key(request);
    AutoClaim claim = request.json(AutoClaim.class);
    int count = claim.count() == null ? IDS_MAX : claim.count();
    if (count < 1 || count > IDS_MAX) {
      throw Problem.bad("bad-count", "count must be from 1 to " + IDS_MAX);
    }
    List<byte[]> words =
        command(
            "XAUTOCLAIM",
            key,
            request.parameter("group"),
            consumer(claim.consumer()),
            idle(claim.minIdleMillis()),
            request.query("cursor").map(StreamId::checked).orElse("0-0"),
            "COUNT",
            Integer.toString(count),
            "JUSTID");
    List<RedisReply> reply = run(key, words).parts();
    String next = reply.get(0).text();
    List<String> claimed = reply.get(1).parts().stream().map(RedisReply::text).toList();
    note(request, "group.autoclaim", key, claimed.size());
    return Response.json(new Claimed(claimed, next.equals("0-0") ? null : next));
  }

  private static KeyName key(Request request) {
    request.requireAll();
    return KeyName.of(request);
  }

  private void requirePresent(KeyName key) throws InterruptedException {
    if (redis.run(key.database(), bytes("EXISTS"), key.bytes()).number() == 0) {
      throw StreamsApi.missing(key);
    }
  }

  private static List<byte[]> command(String name, KeyName key, String... words) {
    List<byte[]> command = new ArrayList<>(List.of(bytes(name), key.bytes()));
    command.addAll(InnerRedis.words(words));
    return command;
  }

  private static List<byte[]> groupCommand(String name, KeyName key, String group) {
    List<byte[]> command = new ArrayList<>(InnerRedis.words("XGROUP", name));
    command.add(key.bytes());
    command.add(bytes(group));
    return command;
  }

  private RedisReply run(KeyName key, List<byte[]> words) throws InterruptedException {
    return redis.run(key.database(), words.toArray(byte[][]::new));
  }

  private Response done(Request request, String action, KeyName key, long count) {
    note(request, action, key, count);
    return Response.json(new Count(count));
  }

  private void note(Request request, String action, KeyName key, long count) {
    AuditEntry entry = Audit.entry(request, action, KeysApi.target(key)).with("", count, "");
    audit.log().add(entry);
  }

  private static String target(KeyName key, String group) {
    return KeysApi.target(key) + " " + group;
  }

  /**
   * Behind which entry a group goes on: {@code $} is the last one, {@code 0} is before the first.
   */
  private static String position(@Nullable String id) {
    return id == null || id.equals("$") ? "$" : StreamId.checked(id);
  }

  private static List<String> checked(@Nullable List<String> ids) {
    if (ids == null || ids.isEmpty() || ids.size() > IDS_MAX) {
      throw Problem.bad("bad-ids", "ids must be 1 to " + IDS_MAX + " ids of entries");
    }
    return ids.stream().map(StreamId::checked).toList();
  }

  private static String consumer(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      throw Problem.bad("bad-consumer", "consumer must be the name of a consumer");
    }
    return name;
  }

  private static String idle(@Nullable Long millis) {
    if (millis == null || millis < 0) {
      throw Problem.bad("bad-idle", "minIdleMillis must be 0 or more");
    }
    return Long.toString(millis);
  }
}
