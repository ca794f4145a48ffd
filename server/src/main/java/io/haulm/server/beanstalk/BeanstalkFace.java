package io.haulm.server.beanstalk;

import io.haulm.server.shard.HostFacts;
import io.haulm.server.shard.InputBuffer;
import io.haulm.server.shard.Shard;
import io.haulm.server.store.StoreStats;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The face for beanstalkd's clients: what all its connections share. */
public final class BeanstalkFace extends ChannelInitializer<Channel> {
  private static final Logger LOG = LoggerFactory.getLogger(BeanstalkFace.class);

  /** A line in the log for each refused client would fill the disk during an attack. */
  private final AtomicBoolean refusalWasLogged = new AtomicBoolean();

  private final Shard shard;
  private final BeanstalkOptions options;
  private final ReplyWriter replies;
  private final CommandParser parser;
  private final InputBuffer.Scratch scratch = new InputBuffer.Scratch();

  /** A face of this shard. */
  public BeanstalkFace(Shard shard, BeanstalkOptions options) {
    this.shard = shard;
    this.options = options;
    StatsYaml.ServerFacts facts =
        new StatsYaml.ServerFacts() {
          @Override
          public long uptimeMillis() {
            return shard.clock().uptimeMillis();
          }

          @Override
          public StoreStats store() {
            return shard.store().stats();
          }
        };
    this.replies = new ReplyWriter(new StatsYaml(new HostFacts(), facts, options));
    this.parser = new CommandParser(options.version());
  }

  @Override
  protected void initChannel(Channel channel) {
    if (shard.connections() >= options.connectionsMax()) {
      if (!refusalWasLogged.getAndSet(true)) {
        LOG.warn(
            "{} clients are connected, the most allowed (--max-connections); others are turned away",
            options.connectionsMax());
      }
      var _ = channel.close();
      return;
    }
    refusalWasLogged.set(false);
    shard.connecting();
    channel.pipeline().addLast(new BeanstalkConnection(shard, this));
  }

  int jobBytesMax() {
    return options.jobBytesMax();
  }

  ReplyWriter replies() {
    return replies;
  }

  InputBuffer.Scratch scratch() {
    return scratch;
  }

  CommandParser parser() {
    return parser;
  }
}
