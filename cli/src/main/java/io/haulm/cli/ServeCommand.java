package io.haulm.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code haulm serve}: starts a server in the foreground. */
final class ServeCommand {
  static final String NAME = "serve";
  private static final String CONFIG = "--config";
  private static final String CONFIG_VARIABLE = "HAULM_CONFIG";
  private static final String PRINT_CONFIG = "--print-config";

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
        .description("Starts a server; it ends with Ctrl-C or SIGTERM.")
        .sortOptions(false)
        .optionListHeading("%nOptions:%n")
        .footer(
            "",
            "Every option can also come from the environment (--max-job-size as HAULM_MAX_JOB_SIZE)",
            "or from the config file (max-job-size = \"64k\"). The command line wins over the",
            "environment, the environment over the file. SIGUSR1 makes the server refuse new jobs.",
            "",
            "Examples:",
            "  haulm serve",
            "  haulm serve --beanstalk 127.0.0.1:11400 --max-job-size 1m",
            "  haulm serve --print-config > haulm.toml",
            "  haulm serve --config haulm.toml");
    for (Setting setting : Setting.values()) {
      spec.addOption(
          option(
                  setting.option(),
                  setting.valueName(),
                  setting.description() + " Default: " + setting.defaultText() + ".")
              .build());
    }
    spec.addOption(option(CONFIG, "FILE", "File with settings, in TOML.").build());
    spec.addOption(
        OptionSpec.builder(PRINT_CONFIG)
            .type(boolean.class)
            .description("Shows what is in force and from where each value comes, then ends.")
            .build());
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .type(boolean.class)
            .usageHelp(true)
            .description("Shows this help.")
            .build());
    return spec;
  }

  private static OptionSpec.Builder option(String name, String valueName, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .paramLabel(valueName)
        .description(description.replace("%", "%%"));
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
