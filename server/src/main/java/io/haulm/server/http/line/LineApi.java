package io.haulm.server.http.line;

import io.haulm.server.http.ApiPart;
import io.haulm.server.http.Fields;
import io.haulm.server.http.Problem;
import io.haulm.server.http.Request;
import io.haulm.server.http.Response;
import io.haulm.server.http.Route;
import io.haulm.server.http.ShardQuestions;
import io.haulm.server.http.access.Role;
import io.haulm.server.http.account.Audit;
import io.netty.channel.ChannelHandler;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A command line for beanstalkd's protocol. Each line has a connection of its own. */
public final class LineApi implements ApiPart {
  /** Longest line, in characters: more than the longest command has. */
  public static final int LINE_CHARS_MAX = 1000;

  private static final Pattern LINE = Pattern.compile("[a-z-]+( [!-~]+)*");
  private static final Pattern TUBE = Pattern.compile("[A-Za-z0-9+/;.$_()][A-Za-z0-9+/;.$_()-]{0,199}");

  private record Wanted(@Nullable String line, @Nullable String body, @Nullable String tube) {}

  private final ShardQuestions questions;
  private final ChannelHandler face;
  private final Audit audit;

  /** A command line whose commands go through this face. */
  public LineApi(ShardQuestions questions, ChannelHandler face, Audit audit) {
    this.questions = questions;
    this.face = face;
    this.audit = audit;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/api/v1/commands/beanstalk", Role.VIEWER, this::run).whenReadOnly());
  }

  @Override
  public String openApiPage() {
    return "line";
  }

  private Response run(Request request) throws InterruptedException {
    request.requireAll();
    Wanted wanted = request.json(Wanted.class);
    String line = wanted.line();
    if (line == null || line.length() > LINE_CHARS_MAX || !LINE.matcher(line).matches()) {
      throw Problem.bad("bad-line", "line must be one command in ASCII, without a line break");
    }
    LineCommand command =
        LineCommand.of(line)
            .orElseThrow(() ->
                Problem.bad(
                    "needs-connection",
                    "There is no such command, or it makes sense only on a connection that stays"));
    request.requireRole(command.role());
    if (command.changes()) {
      request.requireWritable();
      audit.note(request, "beanstalk." + command.name(), line);
    }
    return Response.json(Map.of("reply", reply(command, line, wanted)));
  }

  private String reply(LineCommand command, String line, Wanted wanted)
      throws InterruptedException {
    String tube = Fields.orElse(wanted.tube(), "default");
    if (!TUBE.matcher(tube).matches()) {
      throw Problem.bad("bad-tube", "tube is not a name that a tube can have");
    }
    ByteArrayOutputStream commands = new ByteArrayOutputStream();
    commands.writeBytes(("use " + tube + "\r\n").getBytes(StandardCharsets.US_ASCII));
    commands.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
    if (command.name().equals("put")) {
      byte[] body = Fields.orElse(wanted.body(), "").getBytes(StandardCharsets.UTF_8);
      commands.writeBytes((" " + body.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
      commands.writeBytes(body);
    }
    commands.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    try (InnerConnection connection = new InnerConnection(questions, face)) {
      return new String(connection.send(commands.toByteArray(), 2), StandardCharsets.UTF_8);
    }
  }
}
