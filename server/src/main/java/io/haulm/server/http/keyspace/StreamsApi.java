package io.haulm.server.http.keyspace;

import io.haulm.server.http.ApiPart;
import io.haulm.server.http.Problem;
import io.haulm.server.http.Request;
import io.haulm.server.http.Response;
import io.haulm.server.http.Route;
import io.haulm.server.http.access.Role;
import io.haulm.server.http.account.Audit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Streams: what they hold, and their live tail. Their groups are {@link GroupsApi}'s. */
public final class StreamsApi implements ApiPart {
  static final String STREAMS = "/api/v1/streams";
  static final String STREAM = STREAMS + "/{database}/{key64}";

  /** Most entries that are told at once. */
  public static final int ENTRIES_MAX = 500;

  /** Most ids or fields that are taken at once. */
  public static final int IDS_MAX = 1000;

  private static final long SCAN_MILLIS_MAX = 1000;
  private static final int SCAN_SLICE = 1000;

  private record Trim(@Nullable Long maxlen) {}

  private record Add(@Nullable List<List<String>> fields) {}

  /** Ids of entries. */
  record Ids(@Nullable List<String> ids) {
    /** The ids, checked for number and form. */
    List<String> checked() {
      if (ids == null || ids.isEmpty() || ids.size() > IDS_MAX) {
        throw Problem.bad("bad-ids", "ids must be 1 to " + IDS_MAX + " ids of entries");
      }
      ids.forEach(StreamFacts::checkId);
      return ids;
    }
  }

  private record Page(List<StreamFacts> items, @Nullable String cursor) {}

  private record Entries(List<StreamFacts.Entry> items, @Nullable String cursor) {}

  private final CommandRunner runner;
  private final Audit audit;

  /** Streams that are looked at by this runner. */
  public StreamsApi(CommandRunner runner, Audit audit) {
    this.runner = runner;
    this.audit = audit;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(STREAMS, Role.VIEWER, this::list),
        Route.get(STREAM, Role.VIEWER, this::show),
        Route.get(STREAM + "/entries", Role.VIEWER, this::entries),
        Route.get(STREAM + "/tail", Role.VIEWER, this::tail),
        Route.post(STREAM + "/trim", Role.OPERATOR, this::trim),
        Route.post(STREAM + "/add", Role.OPERATOR, this::add),
        Route.post(STREAM + "/delete", Role.OPERATOR, this::delete));
  }

  @Override
  public String openApiPage() {
    return "streams";
  }

  private Response list(Request request) throws InterruptedException {
    int database = KeyName.database(request);
    String match = request.query("match").orElse("*");
    int limit = (int) request.queryLong("limit", 100, 1, KeysApi.LIMIT_MAX);
    String cursor = Long.toUnsignedString(KeysApi.cursor(request));
    long endNanos = System.nanoTime() + SCAN_MILLIS_MAX * 1_000_000;
    List<StreamFacts> found = new ArrayList<>();
    do {
      String from = cursor;
      Told told =
          runner.run(
              database,
              CommandRunner.words(
                  "SCAN", from, "MATCH", match, "COUNT", SCAN_SLICE, "TYPE", "stream"));
      cursor = CommandRunner.orRefuse(told).parts().getFirst().shown();
      for (Told key : told.parts().get(1).parts()) {
        runner
            .inTurn(database, session -> StreamFacts.of(session, database, key.bytes()))
            .ifPresent(found::add);
      }
    } while (!cursor.equals("0") && found.size() < limit && System.nanoTime() < endNanos);
    return Response.json(new Page(found, cursor.equals("0") ? null : cursor));
  }

  private Response show(Request request) throws InterruptedException {
    KeyName key = KeyName.of(request);
    return Response.json(
        runner.inTurn(
            key.database(), session -> StreamFacts.ofKnown(session, key.database(), key.name())));
  }

  private Response entries(Request request) throws InterruptedException {
    KeyName key = KeyName.of(request);
    int count = (int) request.queryLong("count", 100, 1, ENTRIES_MAX);
    boolean isReverse = request.queryFlag("reverse");
    String from = StreamFacts.checkBound(request.query("from").orElse("-"));
    String to = StreamFacts.checkBound(request.query("to").orElse("+"));
    Told told =
        runner.inTurn(
            key.database(),
            session -> {
              CommandRunner.orRefuse(
                  session.run(CommandRunner.words("XINFO", "STREAM", key.name())));
              return session.run(
                  isReverse
                      ? CommandRunner.words("XREVRANGE", key.name(), to, from, "COUNT", count)
                      : CommandRunner.words("XRANGE", key.name(), from, to, "COUNT", count));
            });
    List<StreamFacts.Entry> entries = StreamFacts.entries(CommandRunner.orRefuse(told));
    // The next page begins behind the last entry: "(" leaves it out.
    String cursor = entries.size() < count ? null : "(" + entries.getLast().id();
    return Response.json(new Entries(entries, cursor));
  }

  private Response tail(Request request) throws InterruptedException {
    KeyName key = KeyName.of(request);
    String from = request.header("Last-Event-ID").orElse("$");
    StreamTail tail = StreamTail.from(runner, key, from);
    return new Response.Events(tail::follow);
  }

  private Response trim(Request request) throws InterruptedException {
    KeyName key = KeyName.of(request);
    Long maxlen = request.json(Trim.class).maxlen();
    if (maxlen == null || maxlen < 0) {
      throw Problem.bad("bad-maxlen", "maxlen must be 0 or more");
    }
    Told told = runOnStream(key, CommandRunner.words("XTRIM", key.name(), "MAXLEN", maxlen));
    audit.noteChange(request, "stream.trim", key.target(), "", "maxlen " + maxlen);
    return Response.json(Map.of("removed", told.number()));
  }

  private Response add(Request request) throws InterruptedException {
    KeyName key = KeyName.of(request);
    List<Object> words = new ArrayList<>(List.of("XADD", key.name(), "*"));
    List<List<String>> fields = request.json(Add.class).fields();
    boolean isFine =
        fields != null
            && !fields.isEmpty()
            && fields.size() <= IDS_MAX
            && fields.stream()
                .allMatch(pair -> pair != null && pair.size() == 2 && !pair.contains(null));
    if (fields == null || !isFine) {
      throw Problem.bad("bad-fields", "fields must be 1 to " + IDS_MAX + " pairs of texts");
    }
    fields.forEach(words::addAll);
    Told told =
        CommandRunner.orRefuse(runner.run(key.database(), CommandRunner.words(words.toArray())));
    audit.noteChange(request, "stream.add", key.target(), "", told.shown());
    return Response.json(201, Map.of("id", told.shown()));
  }

  private Response delete(Request request) throws InterruptedException {
    KeyName key = KeyName.of(request);
    List<Object> words = new ArrayList<>(List.of("XDEL", key.name()));
    words.addAll(request.json(Ids.class).checked());
    Told told = runOnStream(key, CommandRunner.words(words.toArray()));
    audit.noteChange(
        request, "stream.delete", key.target(), words.subList(2, words.size()).toString(), "");
    return Response.json(Map.of("removed", told.number()));
  }

  private Told runOnStream(KeyName key, byte[][] words) throws InterruptedException {
    return runner.inTurn(
        key.database(),
        session -> {
          CommandRunner.orRefuse(session.run(CommandRunner.words("XINFO", "STREAM", key.name())));
          return CommandRunner.orRefuse(session.run(words));
        });
  }
}
