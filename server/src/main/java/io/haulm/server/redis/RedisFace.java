package io.haulm.server.redis;

import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.Keyspace;
import io.haulm.server.config.Durability;
import io.haulm.server.redis.script.ScriptCommands;
import io.haulm.server.redis.script.ScriptOptions;
import io.haulm.server.shard.InputBuffer;
import io.haulm.server.shard.Shard;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The face for Redis' clients: what all its connections share. */
public final class RedisFace extends ChannelInitializer<Channel> {
  /** The release of Redis whose behaviour clients may expect. */
  static final String REDIS_VERSION = "7.4.0";

  private static final Logger LOG = LoggerFactory.getLogger(RedisFace.class);
  private static final byte[] TOO_MANY =
      "-ERR max number of clients reached\r\n".getBytes(StandardCharsets.US_ASCII);
  // A quarter of the heap may be taken by commands that have begun to arrive.
  private static final int INTAKE_FRACTION = 4;
  private static final int RUN_ID_BYTES = 20;

  private final Shard shard;
  private final Keyspace keyspace;
  private final RedisOptions options;
  private final String runId = newRunId();
  private final Clients clients = new Clients();
  private final FaceStats stats = new FaceStats();
  private final SlowLog slowLog = new SlowLog();
  private final Watcher watcher = new Watcher(slowLog);
  private final OutputLimits outputLimits = new OutputLimits();
  private final IdleClients idleClients;
  private final Login login;
  private final Pause pause;
  private final ScriptCommands scripts;
  private final InputBuffer.Scratch inputScratch = new InputBuffer.Scratch();
  private final RespSink.Scratch sinkScratch = new RespSink.Scratch();
  private final Intake intake = new Intake(Runtime.getRuntime().maxMemory() / INTAKE_FRACTION);

  /**
   * A face of this shard. To be made before the shard begins, because it adds its commands to those
   * of the keyspace.
   */
  public RedisFace(Shard shard, Keyspace keyspace, RedisOptions options) {
    this.shard = shard;
    this.keyspace = keyspace;
    this.options = options;
    this.login = new Login(options.password());
    this.idleClients = new IdleClients(shard, clients, watcher);
    this.pause = new Pause(shard, keyspace.commands());
    CommandTable commands = keyspace.commands();
    ConnectionCommands.register(commands, this);
    ClientCommands.register(commands, this);
    CommandCommands.register(commands);
    InfoCommand.register(commands, this);
    WatchingCommands.register(commands, this);
    ConfigCommands.register(commands, this);
    ServerCommands.register(commands, this);
    MemoryCommands.register(commands, this);
    AclCommands.register(commands, this);
    TubeCommands.register(commands, this);
    keyspace.observe(watcher);
    ScriptOptions scriptOptions =
        ScriptOptions.usual(new SecureRandom().nextLong(), line -> LOG.info("script: {}", line));
    this.scripts = ScriptCommands.register(commands, keyspace, scriptOptions);
  }

  @Override
  protected void initChannel(Channel channel) {
    if (shard.connections() >= options.connectionsMax()) {
      stats.rejectedConnections++;
      var _ =
          channel
              .writeAndFlush(Unpooled.wrappedBuffer(TOO_MANY))
              .addListener(ChannelFutureListener.CLOSE);
      return;
    }
    stats.connections++;
    shard.connecting();
    channel.pipeline().addLast(new RedisConnection(shard, this, false));
  }

  /**
   * Adds a connection of the server with itself to a channel: one that need not say the password.
   */
  public ChannelHandler inner() {
    return new ChannelInitializer<Channel>() {
      @Override
      protected void initChannel(Channel channel) {
        shard.connecting();
        channel.pipeline().addLast(new RedisConnection(shard, RedisFace.this, true));
      }
    };
  }

  /** Forty hexadecimal digits that are others after each start. */
  String runId() {
    return runId;
  }

  /** True when changes are kept on disk. */
  boolean hasJournal() {
    return !(options.durability() instanceof Durability.Memory);
  }

  Shard shard() {
    return shard;
  }

  Keyspace keyspace() {
    return keyspace;
  }

  RedisOptions options() {
    return options;
  }

  Clients clients() {
    return clients;
  }

  FaceStats stats() {
    return stats;
  }

  SlowLog slowLog() {
    return slowLog;
  }

  Watcher watcher() {
    return watcher;
  }

  OutputLimits outputLimits() {
    return outputLimits;
  }

  IdleClients idleClients() {
    return idleClients;
  }

  Login login() {
    return login;
  }

  ScriptCommands scripts() {
    return scripts;
  }

  Pause pause() {
    return pause;
  }

  Intake intake() {
    return intake;
  }

  InputBuffer.Scratch inputScratch() {
    return inputScratch;
  }

  RespSink.Scratch sinkScratch() {
    return sinkScratch;
  }

  private static String newRunId() {
    byte[] random = new byte[RUN_ID_BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
