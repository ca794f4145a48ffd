package io.haulm.server.http.keyspace;

import io.haulm.server.http.ApiPart;
import io.haulm.server.http.Fields;
import io.haulm.server.http.Problem;
import io.haulm.server.http.Request;
import io.haulm.server.http.Response;
import io.haulm.server.http.Route;
import io.haulm.server.http.access.Role;
import io.haulm.server.http.account.Audit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A browser of the keyspace: keys with type, size and time to live, and what they hold. */
public final class KeysApi implements ApiPart {
  /** Most keys, or parts of a value, that are told at once. */
  public static final int LIMIT_MAX = 500;

  private static final String KEYS = "/api/v1/keys";
  private static final String KEY = KEYS + "/{database}/{key64}";
  private static final List<String> TYPES =
      List.of("string", "list", "set", "zset", "hash", "stream");

  /** A key is looked for as long as this; then the cursor is told, to go on. */
  private static final long SCAN_MILLIS_MAX = 1000;

  /** How many keys are looked at in one turn, in which nobody else is served. */
  private static final int SCAN_SLICE = 100;

  private record Rename(@Nullable String to, @Nullable Boolean replace) {}

  private record Expire(@Nullable Long ttlMillis) {}

  private record Page(List<KeyFacts> items, @Nullable String cursor) {}

  private final CommandRunner runner;
  private final Audit audit;

  /** Keys that are looked at by this runner. */
  public KeysApi(CommandRunner runner, Audit audit) {
    this.runner = runner;
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
    int database = KeyName.database(request);
    String match = request.query("match").orElse("*");
    String type = request.query("type").orElse("");
    if (!type.isEmpty() && !TYPES.contains(type)) {
      throw Problem.bad("bad-parameter", "type must be one of " + String.join(", ", TYPES));
    }
    int limit = (int) request.queryLong("limit", 100, 1, LIMIT_MAX);
    String cursor = Long.toUnsignedString(cursor(request));
    long endNanos = System.nanoTime() + SCAN_MILLIS_MAX * 1_000_000;
    List<KeyFacts> found = new ArrayList<>();
    do {
      String from = cursor;
      Slice slice = runner.inTurn(database, session -> Slice.of(session, from, match, type));
      found.addAll(slice.keys());
      cursor = slice.cursor();
    } while (!cursor.equals("0") && found.size() < limit && System.nanoTime() < endNanos);
    return Response.json(new Page(found, cursor.equals("0") ? null : cursor));
  }

  static long cursor(Request request) {
    String text = request.query("cursor").orElse("0");
    if (!text.matches("[0-9]{1,20}")) {
      throw Problem.bad("bad-parameter", "cursor must be what the last page told");
    }
    try {
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw Problem.bad("bad-parameter", "cursor must be what the last page told");
    }
  }

  /** What one turn has found. */
  private record Slice(String cursor, List<KeyFacts> keys) {
    static Slice of(CommandRunner.Session session, String cursor, String match, String type) {
      List<Object> words =
          new ArrayList<>(List.of("SCAN", cursor, "MATCH", match, "COUNT", SCAN_SLICE));
      if (!type.isEmpty()) {
        words.addAll(List.of("TYPE", type));
      }
      Told told = CommandRunner.orRefuse(session.run(CommandRunner.words(words.toArray())));
      List<KeyFacts> keys = new ArrayList<>();
      for (Told key : told.parts().get(1).parts()) {
        KeyFacts.of(session, key.bytes()).ifPresent(keys::add);
      }
      return new Slice(told.parts().getFirst().shown(), keys);
    }
  }

  private Response show(Request request) throws InterruptedException {
    KeyName key = KeyName.of(request);
    int limit = (int) request.queryLong("limit", 100, 1, LIMIT_MAX);
    long cursor = cursor(request);
    KeyView view =
        runner.inTurn(key.database(), session -> KeyView.of(session, key.name(), cursor, limit));
    return Response.json(view);
  }

  private Response rename(Request request) throws InterruptedException {
    KeyName key = KeyName.of(request);
    Rename rename = request.json(Rename.class);
    if (rename.to() == null || rename.to().isEmpty()) {
      throw Problem.bad("bad-name", "to must be the new name");
    }
    boolean replaces = Fields.isTrue(rename.replace());
    Told told =
        runner.run(
            key.database(),
            CommandRunner.words(replaces ? "RENAME" : "RENAMENX", key.name(), rename.to()));
    if (CommandRunner.orRefuse(told) instanceof Told.Whole(var done) && done == 0) {
      throw Problem.conflict("key-exists", "There is a key of that name already");
    }
    audit.noteChange(request, "key.rename", key.target(), key.target(), rename.to());
    return Response.done();
  }

  private Response expire(Request request) throws InterruptedException {
    KeyName key = KeyName.of(request);
    Long ttlMillis = request.json(Expire.class).ttlMillis();
    if (ttlMillis == null || ttlMillis < -1 || ttlMillis == 0) {
      throw Problem.bad("bad-ttl", "ttlMillis must be 1 or more, or -1 for no end");
    }
    boolean isThere =
        runner.inTurn(
            key.database(),
            session -> {
              if (session.run(CommandRunner.words("EXISTS", key.name())).number() == 0) {
                return false;
              }
              CommandRunner.orRefuse(
                  ttlMillis == -1
                      ? session.run(CommandRunner.words("PERSIST", key.name()))
                      : session.run(CommandRunner.words("PEXPIRE", key.name(), ttlMillis)));
              return true;
            });
    if (!isThere) {
      throw CommandRunner.problem("ERR no such key");
    }
    audit.noteChange(request, "key.expire", key.target(), "", ttlMillis.toString());
    return Response.done();
  }

  private Response delete(Request request) throws InterruptedException {
    KeyName key = KeyName.of(request);
    Told told = runner.run(key.database(), CommandRunner.words("UNLINK", key.name()));
    if (CommandRunner.orRefuse(told).number() == 0) {
      throw CommandRunner.problem("ERR no such key");
    }
    audit.note(request, "key.delete", key.target());
    return Response.done();
  }
}
