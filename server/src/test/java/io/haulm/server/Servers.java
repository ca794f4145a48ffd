package io.haulm.server;

import io.haulm.server.config.BeanstalkdVersion;
import io.haulm.server.config.Durability;
import io.haulm.server.config.FaceAddress;
import io.haulm.server.config.HttpConfig;
import io.haulm.server.config.RedisConfig;
import io.haulm.server.config.ServerConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Servers for tests, on any free port of this machine. */
public final class Servers {
  /** A free port of the loopback address. */
  public static final FaceAddress ANY_PORT = new FaceAddress.Tcp("127.0.0.1", 0);

  /** An HTTP face on any free port, which spends no time on passwords. */
  public static final HttpConfig ANY_HTTP = new HttpConfig(ANY_PORT, List.of(), 10);

  private static final int JOB_BYTES_MAX = 65535;
  private static final int CONNECTIONS_MAX = 1000;

  private Servers() {}

  /** A server as beanstalkd would be without options. */
  public static HaulmServer plain() throws ServerStartException {
    return HaulmServer.start(config(ANY_PORT, BeanstalkdVersion.V1_13, JOB_BYTES_MAX));
  }

  /** A server that takes bodies of this length. */
  public static HaulmServer withJobBytesMax(int jobBytesMax) throws ServerStartException {
    return HaulmServer.start(config(ANY_PORT, BeanstalkdVersion.V1_13, jobBytesMax));
  }

  /** A server that resembles beanstalkd 1.12. */
  public static HaulmServer resembling112() throws ServerStartException {
    return HaulmServer.start(config(ANY_PORT, BeanstalkdVersion.V1_12, JOB_BYTES_MAX));
  }

  /** A server on this address. */
  public static HaulmServer on(FaceAddress address) throws ServerStartException {
    return HaulmServer.start(config(address, BeanstalkdVersion.V1_13, JOB_BYTES_MAX));
  }

  /** A server whose Redis face wants a password, or none. */
  public static ServerConfig withRedisPassword(Optional<String> password) {
    return config(
        ANY_PORT,
        new RedisConfig(ANY_PORT, password, 64L << 20),
        BeanstalkdVersion.V1_13,
        JOB_BYTES_MAX,
        CONNECTIONS_MAX);
  }

  /** A server with all faces, without a password, and without a data folder. */
  public static ServerConfig withHttp() {
    return withHttp(Path.of("unused"), new Durability.Memory(), ANY_HTTP);
  }

  /** The same with a data folder, or another HTTP face. */
  public static ServerConfig withHttp(Path folder, Durability durability, HttpConfig http) {
    return new ServerConfig(
        folder,
        ANY_PORT,
        new RedisConfig(ANY_PORT, Optional.empty(), 64L << 20),
        http,
        BeanstalkdVersion.V1_13,
        JOB_BYTES_MAX,
        CONNECTIONS_MAX,
        256L << 20,
        64L << 20,
        durability);
  }

  /** The same with room for so many bytes of bodies. */
  public static ServerConfig withHttpAndMemory(long memoryBytesMax) {
    ServerConfig usual = withHttp();
    return new ServerConfig(
        usual.dataFolder(),
        usual.beanstalk(),
        usual.redis(),
        usual.http(),
        usual.beanstalkdVersion(),
        usual.jobBytesMax(),
        usual.connectionsMax(),
        memoryBytesMax,
        usual.segmentBytes(),
        usual.durability());
  }

  private static ServerConfig config(
      FaceAddress address, BeanstalkdVersion version, int jobBytesMax) {
    return config(address, version, jobBytesMax, CONNECTIONS_MAX);
  }

  /** What a server in a test is told. */
  public static ServerConfig config(
      FaceAddress address, BeanstalkdVersion version, int jobBytesMax, int connectionsMax) {
    return config(address, RedisConfig.OFF, version, jobBytesMax, connectionsMax);
  }

  /** The same, with a Redis face. */
  public static ServerConfig config(
      FaceAddress address,
      RedisConfig redis,
      BeanstalkdVersion version,
      int jobBytesMax,
      int connectionsMax) {
    return new ServerConfig(
        Path.of("unused"),
        address,
        redis,
        HttpConfig.OFF,
        version,
        jobBytesMax,
        connectionsMax,
        256L << 20,
        64L << 20,
        new Durability.Memory());
  }
}
