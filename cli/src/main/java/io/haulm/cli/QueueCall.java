package io.haulm.cli;

import io.haulm.client.Connection;
import io.haulm.client.ConnectionOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** One run of a {@link QueueCommand}: its arguments, where it writes, and its connection. */
final class QueueCall implements AutoCloseable {
  static final String SERVER = "--server";
  static final String JSON = "--json";
  static final String SERVER_HELP =
      "Where the server is: HOST:PORT, tls:HOST:PORT or unix:PATH. Default: HAULM_SERVER in the"
          + " environment, or 127.0.0.1:11300.";

  private static final String SERVER_VARIABLE = "HAULM_SERVER";
  private static final String SERVER_DEFAULT = "127.0.0.1:11300";

  private final ParseResult parsed;
  private final Streams streams;
  private final Map<String, String> environment;
  private @Nullable Connection connection;

  QueueCall(ParseResult parsed, Streams streams, Map<String, String> environment) {
    this.parsed = parsed;
    this.streams = streams;
    this.environment = environment;
  }

  Streams streams() {
    return streams;
  }

  boolean has(String option) {
    return parsed.hasMatchedOption(option);
  }

  boolean wantsJson() {
    return has(JSON);
  }

  String option(String name, String defaultText) {
    return parsed.matchedOptionValue(name, defaultText);
  }

  long number(String option, long defaultValue, long min, long max) throws UserErrorException {
    return Arguments.number(option, option(option, Long.toString(defaultValue)), min, max);
  }

  Duration time(String option, String defaultText) throws UserErrorException {
    return Arguments.time(option, option(option, defaultText));
  }

  /** The argument at this place, or an empty text. */
  String argument(int index) {
    return parsed.matchedPositionalValue(index, "");
  }

  boolean hasArgument(int index) {
    return parsed.hasMatchedPositional(index);
  }

  /** All arguments from this place on. */
  List<String> argumentsFrom(int index) {
    String[] rest = parsed.matchedPositionalValue(index, new String[0]);
    return List.of(rest);
  }

  /** Where the server is. */
  ConnectionOptions serverOptions() throws UserErrorException {
    String inEnvironment = environment.getOrDefault(SERVER_VARIABLE, "");
    String address = option(SERVER, inEnvironment.isEmpty() ? SERVER_DEFAULT : inEnvironment);
    try {
      return ConnectionOptions.to(address);
    } catch (IllegalArgumentException e) {
      throw new UserErrorException(
          ExitCodes.USAGE,
          SERVER + " " + address + ": must be HOST:PORT, tls:HOST:PORT or unix:PATH");
    }
  }

  /** The connection to the server, made when it is first asked for. */
  Connection connection() throws UserErrorException {
    Connection open = connection;
    if (open == null) {
      open = Connection.open(serverOptions());
      connection = open;
    }
    return open;
  }

  /** Uses a tube; a name that cannot be one is a mistake of the user. */
  Connection connectionUsing(String tube) throws UserErrorException {
    try {
      connection().use(tube);
    } catch (IllegalArgumentException e) {
      throw new UserErrorException(ExitCodes.USAGE, String.valueOf(e.getMessage()));
    }
    return connection();
  }

  /**
   * Uses a tube that must be there: to use one makes it, and a slip of the pen would look as if all
   * were well.
   */
  Connection connectionUsingKnown(String tube) throws UserErrorException {
    try {
      if (connection().statsTube(tube).isEmpty()) {
        throw new UserErrorException(ExitCodes.FAILED, "there is no tube " + tube);
      }
    } catch (IllegalArgumentException e) {
      throw new UserErrorException(ExitCodes.USAGE, String.valueOf(e.getMessage()));
    }
    return connectionUsing(tube);
  }

  /** Writes one line. */
  void print(String line) {
    streams.out().println(line);
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.close();
    }
  }
}
