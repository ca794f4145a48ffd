package io.haulm.server;

import io.haulm.engine.Engine;
import io.haulm.engine.EngineOptions;
import io.haulm.engine.FactLog;
import io.haulm.server.beanstalk.BeanstalkFace;
import io.haulm.server.config.Durability;
import io.haulm.server.config.FaceAddress;
import io.haulm.server.config.ServerConfig;
import io.haulm.server.shard.CommitLog;
import io.haulm.server.shard.Shard;
import io.haulm.server.shard.ShardClock;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A server that runs: made by {@link #start}, ended by {@link #close}. */
public final class HaulmServer implements AutoCloseable {
  // Nothing is left to be done when the connections are closed, so nothing is waited for.
  private static final int SHUTDOWN_QUIET_MILLIS = 0;
  private static final int SHUTDOWN_MILLIS_MAX = 5_000;

  private final EventLoopGroup group;
  private final Shard shard;
  private final AtomicBoolean isClosed = new AtomicBoolean();
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile @Nullable Throwable failure;
  private @Nullable Listener beanstalk;

  private HaulmServer(EventLoopGroup group, Shard shard) {
    this.group = group;
    this.shard = shard;
  }

  /**
   * Starts a server; when this returns, all its faces accept connections.
   *
   * @throws ServerStartException when a port is taken, a folder cannot be used, and so on
   */
  public static HaulmServer start(ServerConfig config) throws ServerStartException {
    if (!(config.durability() instanceof Durability.Memory)) {
      throw new ServerStartException(
          ServerStartException.Kind.DATA_FOLDER,
          "there is no journal yet, so --durability "
              + config.durability()
              + " cannot be kept;"
              + " choose --durability memory");
    }
    Transport transport = Transport.best();
    EventLoopGroup group =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("shard"), transport.ioHandlers());
    Shard shard =
        new Shard(
            group.next(),
            ShardClock.system(),
            CommitLog.MEMORY,
            effects ->
                new Engine(
                    new EngineOptions(config.memoryBytesMax(), false), FactLog.NONE, effects));
    HaulmServer server = new HaulmServer(group, shard);
    try {
      server.listen(config, transport);
    } catch (ServerStartException e) {
      server.close();
      throw e;
    }
    return server;
  }

  private void listen(ServerConfig config, Transport transport) throws ServerStartException {
    shard.whenFailed(this::failed);
    if (!(config.beanstalk() instanceof FaceAddress.Off)) {
      BeanstalkFace face = new BeanstalkFace(shard, config);
      beanstalk =
          Listener.open(
              config.beanstalk(),
              transport,
              group,
              shard,
              config.connectionsMax(),
              face::newConnection);
    }
  }

  /**
   * Where the beanstalkd face really listens, ready to be shown ({@code 127.0.0.1:11300}); empty
   * when it is off.
   */
  public Optional<String> beanstalkAddress() {
    return Optional.ofNullable(beanstalk).map(Listener::shownAddress);
  }

  /** From now on refuses new jobs; cannot be taken back. Callable from any thread. */
  public void drain() {
    shard.drain();
  }

  /**
   * Waits until the server was closed.
   *
   * @throws ServerFailedException when it ended by itself, because of a bug of ours or because the
   *     journal failed
   */
  public void awaitEnd() throws InterruptedException {
    end.await();
    Throwable cause = failure;
    if (cause != null) {
      throw new ServerFailedException(cause);
    }
  }

  /** Stops listening, closes all connections, closes the journal. Callable from any thread. */
  @Override
  public void close() {
    if (!isClosed.compareAndSet(false, true)) {
      return;
    }
    if (beanstalk != null) {
      beanstalk.close();
    }
    group.next().submit(shard::dropConnections).awaitUninterruptibly();
    group
        .shutdownGracefully(SHUTDOWN_QUIET_MILLIS, SHUTDOWN_MILLIS_MAX, TimeUnit.MILLISECONDS)
        .awaitUninterruptibly();
    end.countDown();
  }

  // Not on the shard's thread, which a close waits for.
  private void failed(Throwable cause) {
    failure = cause;
    Thread.ofPlatform().name("failed").start(this::close);
  }
}
