package io.haulm.cli;

import io.haulm.cli.top.ApiException;
import io.haulm.cli.top.Once;
import io.haulm.cli.top.Top;
import io.haulm.cli.top.TopOptions;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code haulm top}: looks at a running server, and steers it, in a terminal. */
final class TopCommand {
  static final String NAME = "top";

  private static final String HTTP = "--http";
  private static final String ONCE = "--once";
  private static final String JSON = "--json";
  private static final String HTTP_VARIABLE = "HAULM_HTTP";
  private static final String TOKEN_VARIABLE = "HAULM_TOKEN";
  private static final String NO_COLOUR_VARIABLE = "NO_COLOR";
  private static final String HTTP_DEFAULT = "127.0.0.1:11380";

  private final Streams streams;
  private final Map<String, String> environment;

  TopCommand(Streams streams, Map<String, String> environment) {
    this.streams = streams;
    this.environment = environment;
  }

  static CommandSpec spec() {
    CommandSpec spec =
        Arguments.described(
            "haulm top [OPTIONS]",
            "Shows tubes, jobs, failures, streams, workers and schedules of a running server, live;"
                + " kicks, moves, pauses and deletes. Press ? in it for the keys.",
            "",
            "On a server with users, HAULM_TOKEN in the environment shows who asks. NO_COLOR is"
                + " honoured.");
    spec.usageMessage().sortOptions(false);
    return spec.addOption(
            Arguments.option(
                HTTP,
                "ADDRESS",
                "Where the server's HTTP face is: HOST:PORT, or a URL. Default: HAULM_HTTP in the"
                    + " environment, or "
                    + HTTP_DEFAULT
                    + "."))
        .addOption(Arguments.flag(ONCE, "Writes how things are now, and ends."))
        .addOption(Arguments.flag(JSON, "With --once: writes one object of JSON."));
  }

  int run(ParseResult parsed) throws UserErrorException {
    boolean isOnce = parsed.hasMatchedOption(ONCE);
    boolean isJson = parsed.hasMatchedOption(JSON);
    if (isJson && !isOnce) {
      throw new UserErrorException(ExitCodes.USAGE, "--json is for --once");
    }
    TopOptions options = options(parsed);
    try {
      if (isOnce) {
        Once.run(options, isJson, streams.out());
      } else {
        Top.run(options);
      }
      return ExitCodes.OK;
    } catch (ApiException e) {
      throw new UserErrorException(ExitCodes.FAILED, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCodes.FAILED;
    }
  }

  private TopOptions options(ParseResult parsed) throws UserErrorException {
    String inEnvironment = environment.getOrDefault(HTTP_VARIABLE, HTTP_DEFAULT);
    String address = parsed.matchedOptionValue(HTTP, inEnvironment);
    String token = environment.getOrDefault(TOKEN_VARIABLE, "");
    return new TopOptions(
        uri(address),
        token.isEmpty() ? Optional.empty() : Optional.of(token),
        environment.getOrDefault(NO_COLOUR_VARIABLE, "").isEmpty());
  }

  private static URI uri(String address) throws UserErrorException {
    String url = address.contains("://") ? address : "http://" + address;
    try {
      URI uri = URI.create(url.endsWith("/") ? url : url + "/");
      if (uri.getHost() != null && uri.getScheme().matches("https?")) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new UserErrorException(
        ExitCodes.USAGE, HTTP + " " + address + ": must be HOST:PORT or a URL of http or https");
  }
}
