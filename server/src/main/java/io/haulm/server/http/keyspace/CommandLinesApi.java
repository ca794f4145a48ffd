package io.haulm.server.http.keyspace;

import static io.haulm.server.http.keyspace.InnerRedis.bytes;

import io.haulm.engine.TubeName;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.CommandTable.Found;
import io.haulm.engine.keyspace.Keyspace;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.server.http.ApiPart;
import io.haulm.server.http.Problem;
import io.haulm.server.http.Request;
import io.haulm.server.http.Response;
import io.haulm.server.http.Route;
import io.haulm.server.http.ShardQuestions;
import io.haulm.server.http.access.Role;
import io.haulm.server.http.account.Audit;
import io.haulm.server.http.account.Settings;
import io.haulm.server.redis.InlineWords;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The command lines in the browser: one for Redis' commands, one for beanstalkd's. */
final class CommandLinesApi implements ApiPart {
  /** The longest line. */
  static final int LINE_CHARS_MAX = 64 * 1024;

  private static final String COMMANDS = "/api/v1/commands";

  private record RedisLine(@Nullable Integer database, @Nullable String line) {}

  private record RedisAnswer(ReplyTree reply) {}

  private record BeanstalkLine(
      @Nullable String tube,
      @Nullable String line,
      @Nullable String text,
      @Nullable String base64) {}

  private record BeanstalkAnswer(Shown reply) {}

  private record Known(String name, String arguments, String summary, String group, Role role) {}

  private record AllKnown(List<Known> redis, List<Known> beanstalk) {}

  private final InnerRedis redis;
  private final InnerBeanstalk beanstalk;
  private final ShardQuestions questions;
  private final Settings settings;
  private final Audit audit;

  CommandLinesApi(
      InnerRedis redis,
      InnerBeanstalk beanstalk,
      ShardQuestions questions,
      Settings settings,
      Audit audit) {
    this.redis = redis;
    this.beanstalk = beanstalk;
    this.questions = questions;
    this.settings = settings;
    this.audit = audit;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(COMMANDS, Role.VIEWER, this::known),
        Route.post(COMMANDS + "/redis", Role.VIEWER, this::runRedis).whenReadOnly().withLongBody(),
        Route.post(COMMANDS + "/beanstalk", Role.VIEWER, this::runBeanstalk)
            .whenReadOnly()
            .withLongBody());
  }

  @Override
  public String openApiPage() {
    return "commands";
  }

  private Response known(Request request) throws InterruptedException {
    List<CommandSpec> specs = questions.ask(engine -> specs(engine.keyspace().commands()));
    List<Known> ofRedis =
        specs.stream()
            .map(spec ->
                new Known(
                    spec.name().replace('|', ' '),
                    "",
                    spec.summary(),
                    spec.group(),
                    RedisRules.role(spec)))
            .toList();
    List<Known> ofBeanstalk =
        Arrays.stream(BeanstalkVerb.values())
            .map(verb ->
                new Known(verb.word(), verb.arguments(), verb.summary(), "tube", verb.role()))
            .toList();
    return Response.json(new AllKnown(ofRedis, ofBeanstalk));
  }

  private static List<CommandSpec> specs(CommandTable commands) {
    return commands.all().stream()
        .flatMap(found -> found.isContainer() ? found.subcommands().stream() : Stream.of(found))
        .map(Found::spec)
        .toList();
  }

  private Response runRedis(Request request) throws InterruptedException {
    request.requireAll();
    RedisLine line = request.json(RedisLine.class);
    int database = line.database() == null ? 0 : line.database();
    if (database < 0 || database >= Keyspace.DATABASES) {
      throw Problem.bad("bad-database", "database must be from 0 to " + (Keyspace.DATABASES - 1));
    }
    List<byte[]> words =
        InlineWords.split(checked(line.line()))
            .orElseThrow(() -> Problem.bad("bad-quotes", "A quote in the line is not closed"));
    if (words.isEmpty()) {
      throw emptyLine();
    }
    CommandSpec spec = spec(words);
    RedisRules.check(spec, words);
    Role role = RedisRules.role(spec);
    requireMay(request, role, RedisRules.showsValues(spec));
    long nowMillis = questions.shard().clock().nowMillis();
    boolean _ =
        questions.ask(engine -> {
          LineBudget.check(engine, nowMillis, database, spec, words);
          return true;
        });
    RedisReply reply = redis.run(database, List.of(words)).getFirst();
    if (role != Role.VIEWER) {
      audit.note(request, "command.redis", database + "> " + NotedLine.of(spec, words));
    }
    return Response.json(new RedisAnswer(ReplyTree.of(reply)));
  }

  /** What is known of the command; unknown ones are refused in its own words. */
  private CommandSpec spec(List<byte[]> words) throws InterruptedException {
    byte[][] argv = words.toArray(byte[][]::new);
    Object found =
        questions.ask(engine -> {
          try {
            return engine.keyspace().commands().find(argv).spec();
          } catch (RefusedException e) {
            return e.reply();
          }
        });
    if (found instanceof CommandSpec spec) {
      return spec;
    }
    throw Problem.bad("unknown-command", String.valueOf(found));
  }

  private void requireMay(Request request, Role role, boolean showsValues) {
    request.requireRole(role);
    if (role != Role.VIEWER) {
      request.requireWritable();
    }
    if (showsValues && !settings.get().maskedPaths().isEmpty()) {
      // The protocol would show what the console must not.
      request.requireRole(Role.ADMIN);
    }
  }

  private Response runBeanstalk(Request request) throws InterruptedException {
    request.requireAll();
    BeanstalkLine wanted = request.json(BeanstalkLine.class);
    String line = checked(wanted.line());
    BeanstalkVerb verb =
        BeanstalkVerb.of(line)
            .orElseThrow(() ->
                Problem.bad(
                    "not-here",
                    "This command does not exist, or is about a connection; each line here has one"
                        + " of its own. Jobs are taken on the jobs page"));
    requireMay(request, verb.role(), verb.showsBody());
    byte[] body = body(wanted);
    if (body.length > 0 && verb != BeanstalkVerb.PUT) {
      throw Problem.bad("bad-body", "Only put takes a body");
    }
    byte[] reply = beanstalk.run(tube(wanted), completed(verb, line, body), body);
    if (verb.role() != Role.VIEWER) {
      audit.note(request, "command.beanstalk", line);
    }
    return Response.json(new BeanstalkAnswer(Shown.of(reply)));
  }

  /** The length of a body need not be typed: it is known. */
  private static String completed(BeanstalkVerb verb, String line, byte[] body) {
    String stripped = line.strip();
    if (verb != BeanstalkVerb.PUT) {
      return stripped;
    }
    List<String> words = new ArrayList<>(List.of(stripped.split(" +", -1)));
    if (words.size() < 4 || words.size() > 5) {
      throw Problem.bad("bad-put", "put needs a priority, a delay and a time to run");
    }
    if (words.size() == 5) {
      words.removeLast();
    }
    if (body.length == 0) {
      throw Problem.bad("bad-put", "put needs a body");
    }
    words.add(Integer.toString(body.length));
    return String.join(" ", words);
  }

  private static String tube(BeanstalkLine wanted) {
    String tube = wanted.tube() == null || wanted.tube().isEmpty() ? "default" : wanted.tube();
    byte[] name = tube.getBytes(StandardCharsets.UTF_8);
    if (!TubeName.isValid(name, 0, name.length)) {
      throw Problem.bad("bad-tube", "\"" + tube + "\" is no name of a tube");
    }
    return tube;
  }

  private static byte[] body(BeanstalkLine wanted) {
    if (wanted.text() != null) {
      return bytes(wanted.text());
    }
    try {
      return wanted.base64() == null ? new byte[0] : Base64.getDecoder().decode(wanted.base64());
    } catch (IllegalArgumentException _) {
      throw Problem.bad("bad-body", "base64 must be base64");
    }
  }

  private static String checked(@Nullable String line) {
    if (line == null || line.isBlank()) {
      throw emptyLine();
    }
    if (line.length() > LINE_CHARS_MAX) {
      throw Problem.bad("line-too-long", "A line has at most " + LINE_CHARS_MAX + " characters");
    }
    // Another line would be another command, of which nobody has asked whether it may be run.
    if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
      throw Problem.bad("bad-line", "A line has no line breaks");
    }
    return line;
  }

  private static Problem emptyLine() {
    return Problem.bad("empty-line", "The line has no command");
  }
}
