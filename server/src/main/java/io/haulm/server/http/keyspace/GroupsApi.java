package io.haulm.server.http.keyspace;

import io.haulm.server.http.ApiPart;
import io.haulm.server.http.Fields;
import io.haulm.server.http.Problem;
import io.haulm.server.http.Request;
import io.haulm.server.http.Response;
import io.haulm.server.http.Route;
import io.haulm.server.http.access.Role;
import io.haulm.server.http.account.Audit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Consumer groups of streams: who has taken what, and what can be done about it. */
public final class GroupsApi implements ApiPart {
  private static final String GROUPS = StreamsApi.STREAM + "/groups";
  private static final String GROUP = GROUPS + "/{group}";

  /** Longest idle time that can be asked for. */
  private static final long IDLE_MILLIS_MAX = Long.MAX_VALUE / 2;

  private record Wanted(@Nullable String name, @Nullable String id, @Nullable Boolean create) {}

  private record Claim(
      @Nullable List<String> ids, @Nullable String consumer, @Nullable Long minIdleMillis) {}

  private record AutoClaim(
      @Nullable String consumer,
      @Nullable Long minIdleMillis,
      @Nullable Integer count,
      @Nullable String start) {}

  private record SetId(@Nullable String id) {}

  private record Consumer(String name, long pending, long idleMillis, long inactiveMillis) {}

  private record Pending(String id, String consumer, long idleMillis, long deliveries) {}

  private record Items<T>(List<T> items, @Nullable String cursor) {}

  private final CommandRunner runner;
  private final Audit audit;

  /** Groups that are looked at by this runner. */
  public GroupsApi(CommandRunner runner, Audit audit) {
    this.runner = runner;
    this.audit = audit;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post(GROUPS, Role.OPERATOR, this::create),
        Route.delete(GROUP, Role.OPERATOR, this::destroy),
        Route.get(GROUP + "/consumers", Role.VIEWER, this::consumers),
        Route.get(GROUP + "/pending", Role.VIEWER, this::pending),
        Route.post(GROUP + "/ack", Role.OPERATOR, this::ack),
        Route.post(GROUP + "/claim", Role.OPERATOR, this::claim),
        Route.post(GROUP + "/autoclaim", Role.OPERATOR, this::autoClaim),
        Route.post(GROUP + "/setid", Role.OPERATOR, this::setId));
  }

  @Override
  public String openApiPage() {
    return "groups";
  }

  private Response create(Request request) throws InterruptedException {
    KeyName key = KeyName.of(request);
    Wanted wanted = request.json(Wanted.class);
    String name = text("name", wanted.name());
    String id = wanted.id() == null ? "$" : checkStart(wanted.id());
    List<Object> words = new ArrayList<>(List.of("XGROUP", "CREATE", key.name(), name, id));
    if (Fields.isTrue(wanted.create())) {
      words.add("MKSTREAM");
    }
    run(key, words.toArray());
    audit.noteChange(request, "group.create", key.target() + " " + name, "", id);
    return Response.json(201, Map.of("name", name));
  }

  private Response destroy(Request request) throws InterruptedException {
    KeyName key = KeyName.of(request);
    String group = request.parameter("group");
    if (run(key, "XGROUP", "DESTROY", key.name(), group).number() == 0) {
      throw CommandRunner.problem("NOGROUP");
    }
    audit.note(request, "group.destroy", key.target() + " " + group);
    return Response.done();
  }

  private Response consumers(Request request) throws InterruptedException {
    KeyName key = KeyName.of(request);
    Told told = run(key, "XINFO", "CONSUMERS", key.name(), request.parameter("group"));
    List<Consumer> consumers =
        told.parts().stream()
            .map(consumer ->
                new Consumer(
                    consumer.field("name").shown(),
                    consumer.field("pending").number(),
                    consumer.field("idle").number(),
                    consumer.field("inactive").number()))
            .toList();
    return Response.json(new Items<>(consumers, null));
  }

  private Response pending(Request request) throws InterruptedException {
    KeyName key = KeyName.of(request);
    int limit = (int) request.queryLong("limit", 100, 1, StreamsApi.ENTRIES_MAX);
    long minIdleMillis = request.queryLong("minIdleMillis", 0, 0, IDLE_MILLIS_MAX);
    String from = StreamFacts.checkBound(request.query("cursor").orElse("-"));
    List<Object> words =
        new ArrayList<>(List.of("XPENDING", key.name(), request.parameter("group")));
    words.addAll(List.of("IDLE", minIdleMillis, from, "+", limit));
    request.query("consumer").ifPresent(words::add);
    List<Pending> entries =
        run(key, words.toArray()).parts().stream().map(GroupsApi::pendingEntry).toList();
    String cursor = entries.size() < limit ? null : "(" + entries.getLast().id();
    return Response.json(new Items<>(entries, cursor));
  }

  private static Pending pendingEntry(Told entry) {
    List<Told> parts = entry.parts();
    return new Pending(
        parts.get(0).shown(), parts.get(1).shown(), parts.get(2).number(), parts.get(3).number());
  }

  private Response ack(Request request) throws InterruptedException {
    KeyName key = KeyName.of(request);
    List<String> ids = request.json(StreamsApi.Ids.class).checked();
    List<Object> words = new ArrayList<>(List.of("XACK", key.name(), request.parameter("group")));
    words.addAll(ids);
    long acknowledged = runInGroup(request, key, words).number();
    note(request, "group.ack", key, ids.toString());
    return Response.json(Map.of("acknowledged", acknowledged));
  }

  private Response claim(Request request) throws InterruptedException {
    KeyName key = KeyName.of(request);
    Claim claim = request.json(Claim.class);
    List<String> ids = new StreamsApi.Ids(claim.ids()).checked();
    String consumer = text("consumer", claim.consumer());
    List<Object> words = new ArrayList<>(List.of("XCLAIM", key.name(), request.parameter("group")));
    words.addAll(List.of(consumer, idle(claim.minIdleMillis())));
    words.addAll(ids);
    words.add("JUSTID");
    List<String> claimed = shown(runInGroup(request, key, words));
    note(request, "group.claim", key, consumer + " " + claimed);
    return Response.json(Map.of("claimed", claimed));
  }

  private Response autoClaim(Request request) throws InterruptedException {
    KeyName key = KeyName.of(request);
    AutoClaim claim = request.json(AutoClaim.class);
    String consumer = text("consumer", claim.consumer());
    int count = Fields.orElse(claim.count(), 100);
    if (count < 1 || count > StreamsApi.IDS_MAX) {
      throw Problem.bad("bad-count", "count must be from 1 to " + StreamsApi.IDS_MAX);
    }
    String start = claim.start() == null ? "0-0" : StreamFacts.checkId(claim.start());
    List<Object> words =
        new ArrayList<>(List.of("XAUTOCLAIM", key.name(), request.parameter("group")));
    words.addAll(List.of(consumer, idle(claim.minIdleMillis()), start, "COUNT", count, "JUSTID"));
    Told told = runInGroup(request, key, words);
    List<String> claimed = shown(told.parts().get(1));
    note(request, "group.autoclaim", key, consumer + " " + claimed.size());
    return Response.json(Map.of("claimed", claimed, "next", told.parts().getFirst().shown()));
  }

  private Response setId(Request request) throws InterruptedException {
    KeyName key = KeyName.of(request);
    String id = checkStart(text("id", request.json(SetId.class).id()));
    run(key, "XGROUP", "SETID", key.name(), request.parameter("group"), id);
    note(request, "group.setid", key, id);
    return Response.done();
  }

  private void note(Request request, String action, KeyName key, String after) {
    audit.noteChange(request, action, key.target() + " " + request.parameter("group"), "", after);
  }

  private Told run(KeyName key, Object... words) throws InterruptedException {
    return CommandRunner.orRefuse(runner.run(key.database(), CommandRunner.words(words)));
  }

  /** Some commands answer nothing when there is no such group, so that is looked for first. */
  private Told runInGroup(Request request, KeyName key, List<Object> words)
      throws InterruptedException {
    String group = request.parameter("group");
    return runner.inTurn(
        key.database(),
        session -> {
          CommandRunner.orRefuse(
              session.run(CommandRunner.words("XINFO", "CONSUMERS", key.name(), group)));
          return CommandRunner.orRefuse(session.run(CommandRunner.words(words.toArray())));
        });
  }

  private static List<String> shown(Told ids) {
    return ids.parts().stream().map(Told::shown).toList();
  }

  private static long idle(@Nullable Long minIdleMillis) {
    long millis = Fields.orElse(minIdleMillis, 0L);
    if (millis < 0 || millis > IDLE_MILLIS_MAX) {
      throw Problem.bad("bad-idle", "minIdleMillis must be 0 or more");
    }
    return millis;
  }

  private static String checkStart(String id) {
    return id.equals("$") ? id : StreamFacts.checkId(id);
  }

  private static String text(String field, @Nullable String text) {
    if (text == null || text.isEmpty() || text.getBytes(StandardCharsets.UTF_8).length > 1000) {
      throw Problem.bad("bad-" + field, field + " must be a text of at most 1000 bytes");
    }
    return text;
  }
}
