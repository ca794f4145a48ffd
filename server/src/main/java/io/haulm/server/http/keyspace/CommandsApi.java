package io.haulm.server.http.keyspace;

import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable.Found;
import io.haulm.engine.keyspace.Keyspace;
import io.haulm.server.http.ApiPart;
import io.haulm.server.http.Fields;
import io.haulm.server.http.Problem;
import io.haulm.server.http.Request;
import io.haulm.server.http.Response;
import io.haulm.server.http.Route;
import io.haulm.server.http.ShardQuestions;
import io.haulm.server.http.access.Role;
import io.haulm.server.http.account.Audit;
import io.haulm.server.http.line.LineCommand;
import io.haulm.server.redis.InlineWords;
import io.haulm.server.redis.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A command line for Redis' commands, and what a browser needs to complete them. */
public final class CommandsApi implements ApiPart {
  /** Longest line, in characters. */
  public static final int LINE_CHARS_MAX = 1 << 20;

  /** These concern a connection, and every request would have a new one. */
  private static final Set<String> CONNECTION_ONLY =
      Set.of(
          "multi",
          "exec",
          "discard",
          "watch",
          "unwatch",
          "subscribe",
          "psubscribe",
          "ssubscribe",
          "unsubscribe",
          "punsubscribe",
          "sunsubscribe",
          "monitor",
          "select",
          "quit",
          "reset",
          "hello",
          "auth");

  /** Neither read nor write keys, and tell what every viewer may know. */
  private static final Set<String> HARMLESS =
      Set.of("ping", "echo", "time", "info", "lolwut", "command", "pubsub");

  private record Line(@Nullable Integer database, @Nullable String line) {}

  private record Command(
      String name, int arity, List<String> flags, String group, String summary, Role role) {}

  private final CommandRunner runner;
  private final ShardQuestions questions;
  private final Audit audit;

  /** A command line that runs commands by this runner. */
  public CommandsApi(CommandRunner runner, ShardQuestions questions, Audit audit) {
    this.runner = runner;
    this.questions = questions;
    this.audit = audit;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/commands", Role.VIEWER, _ -> list()),
        Route.post("/api/v1/commands/redis", Role.VIEWER, this::run).whenReadOnly());
  }

  @Override
  public String openApiPage() {
    return "commands";
  }

  private Response list() throws InterruptedException {
    List<Command> commands =
        questions.ask(engine -> {
          List<Command> all = new ArrayList<>();
          for (Found found : engine.keyspace().commands().all()) {
            if (!found.isContainer()) {
              all.add(shown(found.spec()));
            }
            found.subcommands().forEach(subcommand -> all.add(shown(subcommand.spec())));
          }
          return all;
        });
    return Response.json(Map.of("redis", commands, "beanstalk", LineCommand.ALL));
  }

  private static Command shown(CommandSpec spec) {
    return new Command(
        spec.name().replace('|', ' '),
        spec.arity(),
        spec.flags().stream().map(Flag::word).sorted().toList(),
        spec.group(),
        spec.summary(),
        role(spec));
  }

  private Response run(Request request) throws InterruptedException {
    request.requireAll();
    Line line = request.json(Line.class);
    int database = Fields.orElse(line.database(), 0);
    if (database < 0 || database >= Keyspace.DATABASES) {
      throw KeyName.badDatabase();
    }
    byte[][] words = words(line.line());
    CommandSpec spec =
        runner
            .inTurn(database, session -> session.find(words))
            .orElse(CommandSpec.of("unknown", -1, "", "", ""));
    check(request, spec);
    Told told = runner.run(database, words);
    if (role(spec) != Role.VIEWER) {
      audit.note(request, "redis." + spec.name(), shortened(String.valueOf(line.line())));
    }
    return Response.json(Map.of("reply", told.toNode()));
  }

  private static void check(Request request, CommandSpec spec) {
    String container = spec.name().split("\\|", 2)[0];
    if (CONNECTION_ONLY.contains(container)) {
      throw Problem.bad(
          "needs-connection", spec.name() + " concerns a connection; here each line has its own");
    }
    Role role = role(spec);
    request.requireRole(role);
    if (role != Role.VIEWER) {
      request.requireWritable();
    }
  }

  /** What somebody must be to run a command. One that does not exist is refused by its reply. */
  static Role role(CommandSpec spec) {
    String container = spec.name().split("\\|", 2)[0];
    if (spec.is(Flag.ADMIN)) {
      return Role.ADMIN;
    }
    boolean isHarmless =
        spec.is(Flag.READONLY) || HARMLESS.contains(container) || spec.name().equals("unknown");
    return isHarmless ? Role.VIEWER : Role.OPERATOR;
  }

  private static byte[][] words(@Nullable String line) {
    if (line == null || line.isBlank() || line.length() > LINE_CHARS_MAX) {
      throw Problem.bad("bad-line", "line must be a command of at most 1048576 characters");
    }
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    try {
      byte[][] words = InlineWords.split(bytes, 0, bytes.length);
      return Optional.of(words)
          .filter(some -> some.length > 0)
          .orElseThrow(() -> Problem.bad("bad-line", "line must be a command"));
    } catch (ProtocolException e) {
      throw Problem.bad("bad-line", "A quote is not closed, or something stands right behind it");
    }
  }

  private static String shortened(String line) {
    return line.length() <= 200 ? line : line.substring(0, 199) + "…";
  }
}
