package io.haulm.cli;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** How arguments are described to the parser, and how their texts are read. */
final class Arguments {
  /** A time in seconds that the protocol can carry. */
  static final long SECONDS_MAX = 0xFFFF_FFFFL;

  private static final Pattern TIME = Pattern.compile("[0-9]{1,10}|([0-9]{1,10}[smhd])+");
  private static final Pattern PART_OF_TIME = Pattern.compile("([0-9]+)([smhd]?)");
  private static final Map<String, Long> SECONDS_OF_UNIT =
      Map.of("", 1L, "s", 1L, "m", 60L, "h", 3600L, "d", 86_400L);

  private Arguments() {}

  static CommandSpec described(String synopsis, String description, String... footer) {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage().customSynopsis(synopsis).description(description).footer(footer);
    return spec;
  }

  static OptionSpec option(String name, String valueName, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .paramLabel(valueName)
        .description(description)
        .build();
  }

  static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).type(boolean.class).description(description).build();
  }

  /** One argument, or with arity {@code 0..1} perhaps one. */
  static PositionalParamSpec positional(int index, String arity, String label, String description) {
    return PositionalParamSpec.builder()
        .type(String.class)
        .index(Integer.toString(index))
        .arity(arity)
        .paramLabel(label)
        .description(description)
        .build();
  }

  /** All arguments from an index on, one at least. */
  static PositionalParamSpec rest(int from, String label, String description) {
    return PositionalParamSpec.builder()
        .type(String[].class)
        .index(from + "..*")
        .arity("1..*")
        .required(true)
        .paramLabel(label)
        .description(description)
        .build();
  }

  /** Reads a number within its range. */
  static long number(String what, String text, long min, long max) throws UserErrorException {
    if (text.matches("[0-9]{1,18}")) {
      long number = Long.parseLong(text);
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw new UserErrorException(
        ExitCodes.USAGE, what + " " + text + ": must be a number from " + min + " to " + max);
  }

  /** Reads a time: {@code 90}, {@code 90s}, {@code 10m}, {@code 1h30m} or {@code 1d}. */
  static Duration time(String what, String text) throws UserErrorException {
    if (TIME.matcher(text).matches()) {
      long seconds = 0;
      Matcher parts = PART_OF_TIME.matcher(text);
      while (parts.find() && seconds <= SECONDS_MAX) {
        long unit = SECONDS_OF_UNIT.getOrDefault(parts.group(2), 1L);
        seconds += Long.parseLong(parts.group(1)) * unit;
      }
      if (seconds <= SECONDS_MAX) {
        return Duration.ofSeconds(seconds);
      }
    }
    throw new UserErrorException(
        ExitCodes.USAGE,
        what
            + " "
            + text
            + ": must be a time such as 90, 90s, 10m, 1h30m or 1d, below 2^32 seconds");
  }
}
