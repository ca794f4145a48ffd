package io.haulm.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code haulm serve}: starts a server in the foreground. */
final class ServeCommand {
  static final String NAME = "serve";
  private static final String CONFIG = "--config";
  private static final String CONFIG_VARIABLE = "HAULM_CONFIG";
  private static final String PRINT_CONFIG = "--print-config";

  private static final String FOOTER =
      """

      Every option can also come from the environment (--max-job-size as
      HAULM_MAX_JOB_SIZE) or from the config file (max-job-size = "64k"). The
      command line wins over the environment, the environment over the file.
      SIGUSR1 makes the server refuse new jobs.

      Examples:
        haulm serve
        haulm serve --beanstalk 127.0.0.1:11400 --max-job-size 1m
        haulm serve --print-config > haulm.toml
        haulm serve --config haulm.toml
      """;

  private final Streams streams;
  private final Map<String, String> environment;

  ServeCommand(Streams streams, Map<String, String> environment) {
    this.streams = streams;
    this.environment = environment;
  }

  /** Its options, for the parser and the help text. */
  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(NAME);
    spec.usageMessage()
        .customSynopsis("haulm serve [OPTIONS]")
        .description("Starts a server; it ends with Ctrl-C or SIGTERM.")
        .sortOptions(false)
        .footer(FOOTER.lines().toArray(String[]::new));
    int order = 0;
    for (Setting.Group group : Setting.Group.values()) {
      spec.addArgGroup(optionGroup(group, order++));
    }
    return spec;
  }

  private static ArgGroupSpec optionGroup(Setting.Group group, int order) {
    ArgGroupSpec.Builder options =
        ArgGroupSpec.builder().validate(false).order(order).heading("%n" + group.heading() + ":%n");
    for (Setting setting : Setting.values()) {
      if (setting.group() == group) {
        options.addArg(option(setting));
      }
    }
    if (group == Setting.Group.RUNNING) {
      options
          .addArg(option(CONFIG, "FILE", "File with settings, in TOML."))
          .addArg(
              OptionSpec.builder(PRINT_CONFIG)
                  .type(boolean.class)
                  .description("Shows what is in force and from where each value comes.")
                  .build());
    }
    return options.build();
  }

  private static OptionSpec option(Setting setting) {
    String description = setting.description() + " Default: " + setting.defaultText() + ".";
    return option(setting.option(), setting.valueName(), description);
  }

  private static OptionSpec option(String name, String valueName, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .paramLabel(valueName)
        .description(description.replace("%", "%%"))
        .build();
  }

  /** Runs until a signal ends the server; the result is what the process ends with. */
  int run(ParseResult parsed) throws UserErrorException {
    Map<Setting, String> options = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      if (parsed.hasMatchedOption(setting.option())) {
        options.put(setting, parsed.matchedOptionValue(setting.option(), ""));
      }
    }
    Optional<Path> file = configFile(parsed);
    Map<Setting, Settings.Value> inFile = file.isPresent() ? ConfigFile.read(file.get()) : Map.of();
    Settings settings = Settings.of(options, environment, inFile);
    var config = settings.toServerConfig();
    if (parsed.hasMatchedOption(PRINT_CONFIG)) {
      streams.out().print(PrintedConfig.of(settings));
      return ExitCodes.OK;
    }
    Logging.setLevel(settings.logLevel());
    return new ServerRun(config, Optional.empty(), streams).untilEnd();
  }

  private Optional<Path> configFile(ParseResult parsed) throws UserErrorException {
    String inEnvironment = environment.getOrDefault(CONFIG_VARIABLE, "");
    String path = parsed.matchedOptionValue(CONFIG, inEnvironment);
    try {
      return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
    } catch (InvalidPathException e) {
      throw new UserErrorException(ExitCodes.USAGE, CONFIG + " " + path + ": not a path");
    }
  }
}
