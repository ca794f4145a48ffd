package io.haulm.server.http.line;

import io.haulm.server.http.access.Role;
import java.util.List;
import java.util.Optional;

/**
 * A command of beanstalkd that makes sense without a connection of one's own.
 *
 * @param arguments as people read them
 * @param changes true when it takes an operator
 */
public record LineCommand(String name, String arguments, boolean changes) {
  /** All of them. */
  public static final List<LineCommand> ALL =
      List.of(
          new LineCommand("put", "<pri> <delay> <ttr>", true),
          new LineCommand("peek", "<id>", false),
          new LineCommand("peek-ready", "", false),
          new LineCommand("peek-delayed", "", false),
          new LineCommand("peek-buried", "", false),
          new LineCommand("kick", "<bound>", true),
          new LineCommand("kick-job", "<id>", true),
          new LineCommand("delete", "<id>", true),
          new LineCommand("pause-tube", "<tube> <delay>", true),
          new LineCommand("stats", "", false),
          new LineCommand("stats-job", "<id>", false),
          new LineCommand("stats-tube", "<tube>", false),
          new LineCommand("list-tubes", "", false));

  /** The command that a line begins with. */
  static Optional<LineCommand> of(String line) {
    String name = line.split(" ", 2)[0];
    return ALL.stream().filter(command -> command.name().equals(name)).findFirst();
  }

  /** What somebody must be to give it. */
  Role role() {
    return changes ? Role.OPERATOR : Role.VIEWER;
  }
}
