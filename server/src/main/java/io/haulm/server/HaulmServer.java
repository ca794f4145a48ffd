package io.haulm.server;

import io.haulm.engine.EngineOptions;
import io.haulm.engine.keyspace.KeyspaceOptions;
import io.haulm.server.beanstalk.BeanstalkFace;
import io.haulm.server.beanstalk.BeanstalkOptions;
import io.haulm.server.config.Durability;
import io.haulm.server.config.FaceAddress;
import io.haulm.server.config.ServerConfig;
import io.haulm.server.http.Route;
import io.haulm.server.redis.RedisFace;
import io.haulm.server.redis.RedisOptions;
import io.haulm.server.shard.Shard;
import io.haulm.server.shard.ShardClock;
import io.haulm.server.store.Store;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that runs: made by {@link #start}, ended by {@link #close}. */
public final class HaulmServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HaulmServer.class);

  private final EventLoopGroup loops;
  private final Shard shard;
  private final Store store;
  private final @Nullable Listener beanstalk;
  private final @Nullable Listener redis;
  private final @Nullable HttpStart http;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean isClosing = new AtomicBoolean();

  private HaulmServer(
      EventLoopGroup loops,
      Shard shard,
      Store store,
      @Nullable Listener beanstalk,
      @Nullable Listener redis,
      @Nullable HttpStart http) {
    this.loops = loops;
    this.shard = shard;
    this.store = store;
    this.beanstalk = beanstalk;
    this.redis = redis;
    this.http = http;
    var _ =
        shard.failure().thenRun(() -> Thread.ofPlatform().name("haulm-failure").start(this::close));
  }

  /**
   * Starts a server; when this returns, all its faces accept connections.
   *
   * @throws ServerStartException when a port is taken, a folder cannot be used, and so on
   */
  public static HaulmServer start(ServerConfig config) throws ServerStartException {
    Transport transport = Transport.best();
    EventLoopGroup loops = transport.newLoops();
    Store store = null;
    Listener beanstalk = null;
    Listener redis = null;
    try {
      Shard shard = new Shard(loops.next(), new ShardClock());
      EngineOptions engineOptions =
          new EngineOptions(
              config.memoryBytesMax(),
              !(config.durability() instanceof Durability.Memory),
              new KeyspaceOptions(config.redis().memoryBytesMax(), new SecureRandom().nextLong()));
      store = StoreFactory.open(config, engineOptions, shard);
      RedisFace redisFace = new RedisFace(shard, store.engine().keyspace(), redisOptions(config));
      shard.begin(store);
      BeanstalkFace beanstalkFace = new BeanstalkFace(shard, beanstalkOptions(config));
      beanstalk = listen(config, transport, loops, beanstalkFace);
      redis = listenForRedis(config, transport, loops, redisFace);
      HttpStart http =
          openHttp(config, transport, new Faces(shard, beanstalkFace, redisFace), beanstalk, redis);
      return new HaulmServer(loops, shard, store, beanstalk, redis, http);
    } catch (ServerStartException | RuntimeException e) {
      close(beanstalk);
      close(redis);
      stop(loops);
      closeQuietly(store);
      throw e;
    }
  }

  private static @Nullable Listener listen(
      ServerConfig config, Transport transport, EventLoopGroup loops, BeanstalkFace face)
      throws ServerStartException {
    return config.beanstalk() instanceof FaceAddress.Off
        ? null
        : Listener.open(transport, loops, config.beanstalk(), face, "--beanstalk");
  }

  private static BeanstalkOptions beanstalkOptions(ServerConfig config) {
    return new BeanstalkOptions(
        config.jobBytesMax(), config.beanstalkdVersion(), config.connectionsMax());
  }

  private static RedisOptions redisOptions(ServerConfig config) {
    return new RedisOptions(
        config.redis().password(),
        config.connectionsMax(),
        config.redis().memoryBytesMax(),
        config.jobBytesMax(),
        config.durability(),
        config.redis().address());
  }

  private static @Nullable Listener listenForRedis(
      ServerConfig config, Transport transport, EventLoopGroup loops, RedisFace face)
      throws ServerStartException {
    FaceAddress address = config.redis().address();
    if (address instanceof FaceAddress.Off) {
      return null;
    }
    boolean isOpen = config.redis().password().isEmpty();
    if (isOpen && address instanceof FaceAddress.Tcp tcp && !tcp.isLoopback()) {
      throw new ServerStartException(
          ServerStartException.Kind.SOCKET,
          "--redis "
              + address
              + " can be reached from other machines, so it needs a password: set --redis-password,"
              + " or listen on 127.0.0.1");
    }
    return Listener.open(transport, loops, address, face, "--redis");
  }

  private static @Nullable HttpStart openHttp(
      ServerConfig config,
      Transport transport,
      Faces faces,
      @Nullable Listener beanstalk,
      @Nullable Listener redis)
      throws ServerStartException {
    if (config.http().address() instanceof FaceAddress.Off) {
      return null;
    }
    try {
      return HttpStart.open(config, transport, faces, shown(beanstalk), shown(redis));
    } catch (HttpFilesException e) {
      // The queue needs none of them. Without them nobody may come in, so the console stays off.
      LOG.error("The console stays off: {}", e.getMessage());
      return null;
    }
  }

  private static String shown(@Nullable Listener listener) {
    return listener == null ? "off" : listener.address();
  }

  /**
   * Where the beanstalkd face really listens, ready to be shown ({@code 127.0.0.1:11300}); empty
   * when it is off.
   */
  public Optional<String> beanstalkAddress() {
    return Optional.ofNullable(beanstalk).map(Listener::address);
  }

  /** The same for the Redis face. */
  public Optional<String> redisAddress() {
    return Optional.ofNullable(redis).map(Listener::address);
  }

  /** Where a browser finds the console: {@code http://127.0.0.1:11380}; empty when it is off. */
  public Optional<String> httpUrl() {
    return Optional.ofNullable(http).map(HttpStart::url);
  }

  /** Where the first user is made; empty when there are users, or the HTTP face is off. */
  public Optional<String> setupLink() {
    return Optional.ofNullable(http).flatMap(HttpStart::setupLink);
  }

  /** What the HTTP face answers; nothing when it is off. */
  List<Route> httpRoutes() {
    return http == null ? List.of() : http.routes();
  }

  /**
   * From now on refuses new jobs; cannot be taken back. Callable from any thread; when it returns,
   * no put is accepted any more.
   */
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
    ended.await();
    if (shard.failure().isDone()) {
      throw new ServerFailedException(shard.failure().join());
    }
  }

  /** Stops listening, closes all connections, closes the journal. Callable from any thread. */
  @Override
  public void close() {
    if (isClosing.getAndSet(true)) {
      return;
    }
    try {
      if (http != null) {
        http.close();
      }
      close(beanstalk);
      close(redis);
      stop(loops);
      shard.ended();
      closeQuietly(store);
    } finally {
      // Whatever went wrong: a server that is to end must not stay as one that does nothing.
      ended.countDown();
    }
  }

  private static void close(@Nullable Listener listener) {
    if (listener != null) {
      listener.close();
    }
  }

  private static void stop(EventLoopGroup loops) {
    // Ends the loop's thread, with all its connections; what it acknowledged is in the store.
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private static void closeQuietly(@Nullable Store store) {
    if (store == null) {
      return;
    }
    try {
      store.close();
    } catch (IOException e) {
      LOG.error("the journal could not be closed: {}", e.toString());
    }
  }
}
