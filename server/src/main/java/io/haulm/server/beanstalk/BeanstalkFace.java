package io.haulm.server.beanstalk;

import io.haulm.server.config.ServerConfig;
import io.haulm.server.shard.Connection;
import io.haulm.server.shard.Shard;

/** The beanstalkd protocol in front of a shard, and what its connections share. */
public final class BeanstalkFace {
  /** Longest command line, in bytes, with the CRLF at its end. */
  static final int LINE_BYTES_MAX = 224;

  private final Shard shard;
  private final int jobBytesMax;
  private final CommandLine command;
  private final ReplyEncoder encoder;

  // The line that is being understood. One for all connections: a line is used up at once.
  private final byte[] line = new byte[LINE_BYTES_MAX];

  /** A face without connections. */
  public BeanstalkFace(Shard shard, ServerConfig config) {
    this.shard = shard;
    this.jobBytesMax = config.jobBytesMax();
    this.command = new CommandLine(config.beanstalkdVersion());
    this.encoder =
        new ReplyEncoder(
            new StatsYaml(config.beanstalkdVersion(), new HostFacts(), config.jobBytesMax()));
  }

  /** A client has connected. */
  public Connection newConnection() {
    return new BeanstalkConnection(this);
  }

  Shard shard() {
    return shard;
  }

  int jobBytesMax() {
    return jobBytesMax;
  }

  CommandLine command() {
    return command;
  }

  ReplyEncoder encoder() {
    return encoder;
  }

  byte[] line() {
    return line;
  }
}
