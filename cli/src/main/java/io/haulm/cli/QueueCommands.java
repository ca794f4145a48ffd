package io.haulm.cli;

import io.haulm.client.BeanstalkException;
import io.haulm.client.ConnectFailedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** All commands that talk to a running server, and how their failures end the process. */
final class QueueCommands {
  private static final List<QueueCommand> ALL =
      List.of(
          new PutCommand(),
          new TubesCommand(),
          new JobsCommand(),
          new PeekCommand(),
          new KickCommand(),
          new BuryCommand(),
          new DeleteCommand(),
          new PauseCommand(),
          new PurgeCommand(),
          new WorkCommand());

  private QueueCommands() {}

  /** Adds them to the command line. */
  static void addTo(CommandSpec parent) {
    for (QueueCommand command : ALL) {
      CommandSpec spec = command.spec().name(command.name());
      spec.usageMessage().sortOptions(false);
      spec.addOption(Arguments.option(QueueCall.SERVER, "ADDRESS", QueueCall.SERVER_HELP))
          .addOption(Arguments.flag(QueueCall.JSON, "Writes JSON, an object to a line."))
          .addOption(Main.helpOption());
      parent.addSubcommand(command.name(), spec);
    }
  }

  static Optional<QueueCommand> named(String name) {
    return ALL.stream().filter(command -> command.name().equals(name)).findFirst();
  }

  /** Runs one; what goes wrong between us and the server is one line. */
  static int run(
      QueueCommand command, ParseResult parsed, Streams streams, Map<String, String> environment)
      throws UserErrorException {
    try (QueueCall call = new QueueCall(parsed, streams, environment)) {
      return command.run(call);
    } catch (ConnectFailedException e) {
      throw new UserErrorException(ExitCodes.SOCKET, e.getMessage() + "; is the server running?");
    } catch (BeanstalkException e) {
      throw new UserErrorException(ExitCodes.FAILED, String.valueOf(e.getMessage()));
    }
  }
}
