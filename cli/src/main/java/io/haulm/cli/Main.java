package io.haulm.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code haulm} command: finds the subcommand, and meets every mistake of the user. */
public final class Main {
  private static final String BEANSTALKD = "beanstalkd";
  private static final String HELP = "help";

  private final Streams streams;
  private final Map<String, String> environment;

  Main(Streams streams, Map<String, String> environment) {
    this.streams = streams;
    this.environment = environment;
  }

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(new Main(Streams.ofProcess(), System.getenv()).run(arguments));
  }

  /** Runs one command; a mistake of the user is one line on the error stream. */
  int run(String... arguments) {
    try {
      if (arguments.length > 0 && arguments[0].equals(BEANSTALKD)) {
        List<String> flags = Arrays.asList(arguments).subList(1, arguments.length);
        return new BeanstalkdCommand(streams, environment).run(flags);
      }
      return runParsed(arguments);
    } catch (UserErrorException e) {
      streams.complain(e.line());
      return e.exitCode();
    }
  }

  private int runParsed(String... arguments) throws UserErrorException {
    CommandLine commandLine = new CommandLine(spec());
    ParseResult parsed;
    try {
      parsed = commandLine.parseArgs(arguments);
    } catch (ParameterException e) {
      throw usageError(e, arguments);
    }
    if (parsed.isVersionHelpRequested()) {
      streams.out().println("Haulm " + Version.text());
      return ExitCodes.OK;
    }
    ParseResult command = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
    String name = command.commandSpec().name();
    if (command.isUsageHelpRequested()) {
      command.commandSpec().commandLine().usage(streams.out());
      return ExitCodes.OK;
    }
    return switch (name) {
      case ServeCommand.NAME -> new ServeCommand(streams, environment).run(command);
      case JournalCommand.NAME -> new JournalCommand(streams).run(command);
      case ImportBinlogCommand.NAME -> new ImportBinlogCommand(streams).run(command);
      case TopCommand.NAME -> new TopCommand(streams, environment).run(command);
      case CompletionCommand.NAME -> new CompletionCommand(streams).run(command, commandLine);
      case HELP -> help(commandLine, command.matchedPositionalValue(0, ""));
      default -> runQueueCommand(commandLine, name, command);
    };
  }

  private int runQueueCommand(CommandLine commandLine, String name, ParseResult parsed)
      throws UserErrorException {
    Optional<QueueCommand> command = QueueCommands.named(name);
    if (command.isPresent()) {
      return QueueCommands.run(command.get(), parsed, streams, environment);
    }
    commandLine.usage(streams.err());
    return ExitCodes.USAGE;
  }

  private int help(CommandLine commandLine, String topic) throws UserErrorException {
    if (topic.equals(BEANSTALKD)) {
      streams.out().print(BeanstalkdCommand.USAGE);
      return ExitCodes.OK;
    }
    CommandLine command = topic.isEmpty() ? commandLine : commandLine.getSubcommands().get(topic);
    if (command == null) {
      List<String> names = List.copyOf(commandLine.getSubcommands().keySet());
      throw new UserErrorException(
          ExitCodes.USAGE, "no command '" + topic + "'" + Suggestion.sentence(topic, names));
    }
    command.usage(streams.out());
    return ExitCodes.OK;
  }

  private static UserErrorException usageError(ParameterException failure, String... arguments) {
    CommandLine command = failure.getCommandLine();
    String topic =
        command.getParent() == null ? "haulm help" : "haulm help " + command.getCommandName();
    String message =
        String.valueOf(failure.getMessage()).lines().findFirst().orElse("wrong arguments");
    if (failure instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().getFirst();
      message = unknown(word, command, arguments);
    }
    return new UserErrorException(ExitCodes.USAGE, message + " (see '" + topic + "')");
  }

  private static String unknown(String word, CommandLine command, String... arguments) {
    if (word.startsWith("-")) {
      String name = word.replaceFirst("=.*", "");
      List<String> options = List.copyOf(command.getCommandSpec().optionsMap().keySet());
      return "unknown option '" + name + "'" + Suggestion.sentence(name, options);
    }
    boolean isCommand = command.getParent() == null && word.equals(arguments[0]);
    List<String> names = List.copyOf(command.getSubcommands().keySet());
    return isCommand
        ? "unknown command '" + word + "'" + Suggestion.sentence(word, names)
        : "unexpected argument '" + word + "'";
  }

  private static CommandSpec spec() {
    CommandSpec spec = described("A work-queue server that speaks beanstalkd's protocol.");
    spec.name("haulm")
        .usageMessage()
        .synopsisSubcommandLabel("COMMAND")
        .commandListHeading("%nCommands:%n")
        .optionListHeading("%nOptions:%n")
        .footer(
            "",
            "Examples:",
            "  haulm serve",
            "  haulm help serve",
            "  haulm put mail 'hello'",
            "  haulm work mail -- ./send-mail",
            "  haulm beanstalkd -l 127.0.0.1 -p 11300");
    spec.addOption(
        OptionSpec.builder("-V", "--version")
            .type(boolean.class)
            .versionHelp(true)
            .description("Shows the version.")
            .build());
    spec.addOption(helpOption());
    spec.addSubcommand(ServeCommand.NAME, ServeCommand.spec().addOption(helpOption()));
    spec.addSubcommand(JournalCommand.NAME, JournalCommand.spec().addOption(helpOption()));
    spec.addSubcommand(
        ImportBinlogCommand.NAME, ImportBinlogCommand.spec().addOption(helpOption()));
    QueueCommands.addTo(spec);
    spec.addSubcommand(TopCommand.NAME, TopCommand.spec().addOption(helpOption()));
    spec.addSubcommand(BEANSTALKD, described("Starts a server with beanstalkd's own flags."));
    spec.addSubcommand("bench", described("Measures Haulm beside beanstalkd (in a source tree)."));
    spec.addSubcommand(CompletionCommand.NAME, CompletionCommand.spec().addOption(helpOption()));
    spec.addSubcommand(HELP, helpSpec());
    return spec;
  }

  private static CommandSpec helpSpec() {
    return described("Shows the help of a command.")
        .addPositional(
            PositionalParamSpec.builder()
                .type(String.class)
                .index("0")
                .arity("0..1")
                .paramLabel("COMMAND")
                .description("A command.")
                .build());
  }

  static OptionSpec helpOption() {
    return OptionSpec.builder("-h", "--help")
        .type(boolean.class)
        .usageHelp(true)
        .description("Shows this help.")
        .build();
  }

  private static CommandSpec described(String description) {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage().description(description);
    return spec;
  }
}
