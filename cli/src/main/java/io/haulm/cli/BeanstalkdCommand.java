package io.haulm.cli;

import io.haulm.server.config.FaceAddress;
import io.haulm.server.config.ServerConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code haulm beanstalkd}: beanstalkd's own flags, for an existing unit file. */
final class BeanstalkdCommand {
  static final String USAGE =
      """
      Use: haulm beanstalkd [OPTIONS]

      Options:
       -b DIR   write-ahead log directory
       -f MS    fsync at most once every MS milliseconds (default is 50ms);
                use -f0 for "always fsync"
       -F       never fsync
       -l ADDR  listen on address (default is 0.0.0.0)
       -p PORT  listen on port (default is 11300)
       -u USER  become user and group
       -z BYTES set the maximum job size in bytes (default is 65535);
                max allowed is 1073741824 bytes
       -s BYTES set the size of each write-ahead log file (default is 10485760)
       -v       show version information
       -V       increase verbosity
       -h       show this help
      """;

  /** Only root may listen on ports below this one. */
  private static final int PRIVILEGED_PORTS = 1024;

  private static final LogLevel[] LEVEL_BY_VERBOSITY = {
    LogLevel.WARN, LogLevel.INFO, LogLevel.DEBUG, LogLevel.TRACE
  };

  private final Streams streams;
  private final Map<String, String> environment;

  BeanstalkdCommand(Streams streams, Map<String, String> environment) {
    this.streams = streams;
    this.environment = environment;
  }

  /** Runs until a signal ends the server; the result is what the process ends with. */
  int run(List<String> arguments) throws UserErrorException {
    BeanstalkdFlags flags;
    try {
      flags = BeanstalkdFlags.parse(arguments);
    } catch (UserErrorException e) {
      streams.complain(e.line());
      streams.err().print(USAGE);
      return e.exitCode();
    }
    flags.warnings().forEach(streams::complain);
    return switch (flags.action()) {
      case SHOW_VERSION -> {
        streams.out().println("haulm " + Version.text());
        yield ExitCodes.OK;
      }
      case SHOW_HELP -> {
        streams.err().print(USAGE);
        yield ExitCodes.OK;
      }
      case SERVE -> serve(flags);
    };
  }

  private int serve(BeanstalkdFlags flags) throws UserErrorException {
    Logging.setLevel(
        LEVEL_BY_VERBOSITY[Math.min(flags.verbosity(), LEVEL_BY_VERBOSITY.length - 1)]);
    if (BeanstalkdConfig.inheritsSocket(environment)) {
      flags.port().ifPresent(port -> warnIgnored("-p " + port));
      flags.address().ifPresent(address -> warnIgnored("-l " + address));
    }
    ServerConfig config = BeanstalkdConfig.of(flags, environment);
    Optional<ProcessUser> user = Optional.empty();
    if (flags.user().isPresent()) {
      user = Optional.of(ProcessUser.named(flags.user().get()));
    }
    if (flags.folder().isEmpty()) {
      return new ServerRun(config, user, streams).untilEnd();
    }
    if (user.isPresent()) {
      refusePrivilegedPort(config);
      // The files of the journal must belong to the user who is going to write them.
      user.get().become();
    }
    if (ImportBinlogCommand.hasBinlog(config.dataFolder())) {
      new ImportBinlogCommand(streams).importInto(config.dataFolder(), config.dataFolder());
    }
    return new ServerRun(config, Optional.empty(), streams).untilEnd();
  }

  private static void refusePrivilegedPort(ServerConfig config) throws UserErrorException {
    if (config.beanstalk() instanceof FaceAddress.Tcp(_, var port)
        && port > 0
        && port < PRIVILEGED_PORTS) {
      throw new UserErrorException(
          ExitCodes.USER_REFUSED,
          "-b and -u together cannot listen on port "
              + port
              + ", which needs root; let systemd open the socket");
    }
  }

  private void warnIgnored(String option) {
    streams.complain("inherited listen fd; ignoring option: " + option);
  }
}
