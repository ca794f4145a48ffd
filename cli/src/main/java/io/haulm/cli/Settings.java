package io.haulm.cli;

import io.haulm.server.config.BeanstalkdVersion;
import io.haulm.server.config.Durability;
import io.haulm.server.config.FaceAddress;
import io.haulm.server.config.HttpConfig;
import io.haulm.server.config.InvalidValueException;
import io.haulm.server.config.RedisConfig;
import io.haulm.server.config.ServerConfig;
import io.haulm.server.config.Sizes;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The value of every setting and where it comes from. The command line wins over the environment,
 * the environment over the config file, and the file over the default.
 */
final class Settings {
  /** One value as it was written, and by whom. */
  record Value(String text, Origin origin) {}

  private interface Parser<T> {
    T parse(String text) throws InvalidValueException;
  }

  private final Map<Setting, Value> values = new EnumMap<>(Setting.class);

  private Settings() {}

  /**
   * Puts the sources together. An environment variable that is empty counts as not set.
   *
   * @param options what stands on the command line
   * @param file what stands in the config file
   */
  static Settings of(
      Map<Setting, String> options, Map<String, String> environment, Map<Setting, Value> file) {
    Settings settings = new Settings();
    for (Setting setting : Setting.values()) {
      settings.values.put(setting, choose(setting, options, environment, file));
    }
    return settings;
  }

  private static Value choose(
      Setting setting,
      Map<Setting, String> options,
      Map<String, String> environment,
      Map<Setting, Value> file) {
    String option = options.get(setting);
    if (option != null) {
      return new Value(option, new Origin.CommandLine(setting.option()));
    }
    String variable = environment.getOrDefault(setting.environmentVariable(), "");
    if (!variable.isEmpty()) {
      return new Value(variable, new Origin.Environment(setting.environmentVariable()));
    }
    Value inFile = file.get(setting);
    return inFile != null ? inFile : new Value(setting.defaultText(), new Origin.Default());
  }

  /** The value of a setting, as written. */
  Value get(Setting setting) {
    Value value = values.get(setting);
    if (value == null) {
      throw new AssertionError("every setting has a value: " + setting);
    }
    return value;
  }

  /** What the server is told; every value is checked. */
  ServerConfig toServerConfig() throws UserErrorException {
    logLevel();
    return new ServerConfig(
        parse(Setting.DATA, Settings::parseFolder),
        parse(Setting.BEANSTALK, FaceAddress::parse),
        redisConfig(),
        httpConfig(),
        parse(Setting.BEANSTALKD_VERSION, BeanstalkdVersion::parse),
        (int) size(Setting.MAX_JOB_SIZE, 1, Setting.JOB_BYTES_MAX),
        parse(Setting.MAX_CONNECTIONS, Settings::parseConnections),
        memoryBytes(),
        size(Setting.SEGMENT_SIZE, Setting.SEGMENT_BYTES_MIN, Setting.SEGMENT_BYTES_MAX),
        parse(Setting.DURABILITY, Durability::parse));
  }

  private RedisConfig redisConfig() throws UserErrorException {
    String password = get(Setting.REDIS_PASSWORD).text();
    return new RedisConfig(
        parse(Setting.REDIS, FaceAddress::parse),
        password.isEmpty() ? Optional.empty() : Optional.of(password),
        parse(Setting.REDIS_MEMORY, text -> parseMemory(text, Runtime.getRuntime().maxMemory())));
  }

  private HttpConfig httpConfig() throws UserErrorException {
    return new HttpConfig(
        parse(Setting.HTTP, FaceAddress::parse),
        parse(Setting.HTTP_HOSTS, Settings::parseHostNames),
        HttpConfig.PASSWORD_ROUNDS);
  }

  /** How much is logged. */
  LogLevel logLevel() throws UserErrorException {
    return parse(Setting.LOG_LEVEL, LogLevel::parse);
  }

  /** How many bytes job bodies may take. */
  long memoryBytes() throws UserErrorException {
    return parse(Setting.MEMORY, text -> parseMemory(text, PhysicalMemory.percent(100)));
  }

  private static long parseMemory(String text, long wholeBytes) throws InvalidValueException {
    if (text.matches("[1-9][0-9]?%")) {
      int percent = Integer.parseInt(text.substring(0, text.length() - 1));
      return Math.max(Setting.MEMORY_BYTES_MIN, wholeBytes / 100 * percent);
    }
    return Sizes.parse(text, Setting.MEMORY_BYTES_MIN, Setting.MEMORY_BYTES_MAX);
  }

  private long size(Setting setting, long min, long max) throws UserErrorException {
    return parse(setting, text -> Sizes.parse(text, min, max));
  }

  private <T> T parse(Setting setting, Parser<T> parser) throws UserErrorException {
    try {
      return parser.parse(get(setting).text());
    } catch (InvalidValueException e) {
      throw new UserErrorException(ExitCodes.USAGE, described(setting) + " " + e.getMessage());
    }
  }

  /** A setting, its value and its source, as the beginning of a message. */
  private String described(Setting setting) {
    Value value = get(setting);
    return switch (value.origin()) {
      case Origin.CommandLine(var option) -> option + " " + value.text() + ":";
      case Origin.Environment(var variable) -> variable + "=" + value.text() + ":";
      case Origin.File place -> place + ": " + setting.key() + " = \"" + value.text() + "\":";
      case Origin.Default _ -> setting.key() + " " + value.text() + ":";
    };
  }

  private static Path parseFolder(String text) throws InvalidValueException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new InvalidValueException("is not a path that this system can have");
    }
  }

  private static List<String> parseHostNames(String text) throws InvalidValueException {
    if (text.isBlank()) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (String name : text.split(",", -1)) {
      if (!name.strip().matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,252})")) {
        throw new InvalidValueException("must be names without ports, separated by commas");
      }
      names.add(name.strip());
    }
    return List.copyOf(names);
  }

  private static int parseConnections(String text) throws InvalidValueException {
    boolean isNumber = text.matches("[0-9]{1,9}");
    if (!isNumber
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > Setting.CONNECTIONS_MAX) {
      throw new InvalidValueException("must be from 1 to " + Setting.CONNECTIONS_MAX);
    }
    return Integer.parseInt(text);
  }
}
