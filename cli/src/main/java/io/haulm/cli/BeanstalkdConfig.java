package io.haulm.cli;

import io.haulm.server.config.BeanstalkdVersion;
import io.haulm.server.config.Durability;
import io.haulm.server.config.FaceAddress;
import io.haulm.server.config.HttpConfig;
import io.haulm.server.config.RedisConfig;
import io.haulm.server.config.ServerConfig;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What a server is told when it is started with beanstalkd's flags. */
final class BeanstalkdConfig {
  /** Where beanstalkd listens unless it is told otherwise: every address of the machine. */
  private static final String HOST_DEFAULT = "0.0.0.0";

  private static final String PORT_DEFAULT = "11300";

  /** The first socket that systemd hands over; beanstalkd looks at no other. */
  private static final int FIRST_INHERITED_DESCRIPTOR = 3;

  private static final String UNIX_PREFIX = "unix:";

  private BeanstalkdConfig() {}

  static ServerConfig of(BeanstalkdFlags flags, Map<String, String> environment)
      throws UserErrorException {
    return new ServerConfig(
        path(flags.folder().orElse(Setting.DATA.defaultText())),
        inheritsSocket(environment)
            ? new FaceAddress.Inherited(FIRST_INHERITED_DESCRIPTOR)
            : address(flags),
        RedisConfig.OFF,
        HttpConfig.OFF,
        BeanstalkdVersion.V1_13,
        (int) flags.jobBytesMax(),
        Integer.parseInt(Setting.MAX_CONNECTIONS.defaultText()),
        Settings.of(Map.of(), Map.of(), Map.of()).memoryBytes(),
        Math.clamp(flags.segmentBytes(), Setting.SEGMENT_BYTES_MIN, Setting.SEGMENT_BYTES_MAX),
        durability(flags));
  }

  /** True when systemd has opened the socket for this very process. */
  static boolean inheritsSocket(Map<String, String> environment) {
    String pid = Long.toString(ProcessHandle.current().pid());
    return environment.getOrDefault("LISTEN_PID", "").equals(pid)
        && environment.getOrDefault("LISTEN_FDS", "").matches("[1-9][0-9]*");
  }

  private static Durability durability(BeanstalkdFlags flags) {
    if (flags.folder().isEmpty()) {
      return new Durability.Memory();
    }
    if (!flags.syncs()) {
      return new Durability.Os();
    }
    if (flags.syncMillis() == 0) {
      return new Durability.Sync();
    }
    return new Durability.Interval(
        (int) Math.min(flags.syncMillis(), Durability.INTERVAL_MILLIS_MAX));
  }

  private static FaceAddress address(BeanstalkdFlags flags) throws UserErrorException {
    String host = flags.address().orElse(HOST_DEFAULT);
    if (!host.startsWith(UNIX_PREFIX)) {
      if (host.isEmpty()) {
        throw new UserErrorException(ExitCodes.SOCKET, "-l needs a name or an address");
      }
      return new FaceAddress.Tcp(host, port(flags.port().orElse(PORT_DEFAULT)));
    }
    String path = host.substring(UNIX_PREFIX.length());
    if (path.isEmpty()) {
      throw new UserErrorException(ExitCodes.SOCKET, "-l unix: needs the path of a socket");
    }
    return new FaceAddress.Unix(path(path));
  }

  private static int port(String text) throws UserErrorException {
    Optional<Integer> port =
        text.matches("[0-9]{1,9}")
            ? Optional.of(Integer.valueOf(text)).filter(number -> number <= FaceAddress.PORT_MAX)
            : ServiceNames.tcpPort(text);
    return port.orElseThrow(() ->
        new UserErrorException(
            ExitCodes.SOCKET,
            "-p " + text + ": neither a port up to 65535 nor a service in /etc/services"));
  }

  private static Path path(String text) throws UserErrorException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new UserErrorException(ExitCodes.FAILED, "not a path: " + text);
    }
  }
}
