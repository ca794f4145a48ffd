package io.haulm.server.shard;

import io.haulm.engine.Command;
import io.haulm.engine.CommandCounts;
import io.haulm.engine.Effect;
import io.haulm.engine.Engine;
import io.haulm.engine.Reply;
import io.haulm.engine.Session;
import io.haulm.engine.body.BodyStore;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One engine, the thread that owns it, and the connections that use it.
 *
 * <p>When a claim of the engine's does not hold, its state cannot be trusted any more. The shard
 * then confirms nothing more, drops all connections, and {@linkplain #whenFailed says so}.
 */
public final class Shard {
  /** How many things may fall due before the connections have their turn again. */
  private static final int DUE_PER_SLICE_MAX = 1000;

  private static final Logger LOG = LoggerFactory.getLogger(Shard.class);

  private final EventLoop loop;
  private final ShardClock clock;
  private final Engine engine;
  private final ReplyGate gate;
  private final InputBuffer input = new InputBuffer();
  private final RecvByteBufAllocator allocator = input.allocator();
  private final Set<Connection> connections = new HashSet<>();
  private final List<Connection> choked = new ArrayList<>();
  private final ArrayDeque<Connection> resumable = new ArrayDeque<>();
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private long nowMillis;
  private boolean isTurnAsked;
  private long timerMillis = Long.MAX_VALUE;
  private @Nullable Future<?> timer;

  /**
   * A shard without connections. May be called on any thread.
   *
   * @param loop the shard's thread
   * @param engines makes the engine, given the receiver of its effects
   */
  public Shard(
      EventLoop loop, ShardClock clock, CommitLog log, Function<Consumer<Effect>, Engine> engines) {
    this.loop = loop;
    this.clock = clock;
    this.gate = new ReplyGate(log, this::askForTurn);
    this.engine = engines.apply(this::carryOut);
    this.nowMillis = clock.nowMillis();
  }

  /** The bodies of jobs. */
  public BodyStore bodies() {
    return engine.bodies();
  }

  /** Does what a command asks. */
  public Reply apply(Command command) {
    try {
      return engine.apply(nowMillis, command);
    } catch (RuntimeException | Error e) {
      throw fail(e);
    }
  }

  /** Counts a command that was understood but refused before it came to the engine. */
  public void countRefused(CommandCounts.Kind kind) {
    engine.countRefused(kind);
  }

  /** The time of the work that is being done, in milliseconds since 1970. */
  public long nowMillis() {
    return nowMillis;
  }

  /** From now on new jobs are refused. Callable from any thread; returns when it is so. */
  public void drain() {
    if (loop.inEventLoop()) {
      engine.drain();
    } else {
      loop.submit(engine::drain).syncUninterruptibly();
    }
  }

  /** What the shard reads connections with. Callable from any thread. */
  public RecvByteBufAllocator receiveAllocator() {
    return allocator;
  }

  /** How many clients are connected. */
  public int connectionCount() {
    return connections.size();
  }

  /** Tells {@code listener} when the shard fails, and why; on the shard's thread. */
  @SuppressWarnings("FutureReturnValueIgnored") // The listener is all that depends on it.
  public void whenFailed(Consumer<Throwable> listener) {
    failure.thenAccept(listener);
  }

  /** The journal has made more durable. Callable from any thread. */
  public void durable() {
    loop.execute(() -> guarded(this::release));
  }

  /** The journal cannot make anything durable any more. Callable from any thread. */
  public void journalFailed(Throwable cause) {
    loop.execute(() -> fail(cause));
  }

  /** Drops all connections. */
  public void dropConnections() {
    for (Connection connection : List.copyOf(connections)) {
      connection.drop();
    }
  }

  InputBuffer input() {
    return input;
  }

  Output newOutput(ChannelHandlerContext context) {
    return new Output(context, gate, engine.bodies());
  }

  Session connect(Connection connection) {
    connections.add(connection);
    return engine.connect(connection);
  }

  /** To be called before work begins: lets pass the time that has passed. */
  void beginWork() {
    if (failure.isDone()) {
      throw new ShardFailedException(failure.join());
    }
    nowMillis = clock.nowMillis();
    askForTurn();
    if (engine.nextTimerMillis() <= nowMillis) {
      advance();
    }
  }

  void halfClose(Session session) {
    try {
      engine.halfClose(nowMillis, session);
    } catch (RuntimeException | Error e) {
      throw fail(e);
    }
  }

  /** The connection gives no more commands. */
  void disconnect(Connection connection) {
    if (failure.isDone()) {
      return;
    }
    beginWork();
    try {
      engine.disconnect(nowMillis, connection.session());
    } catch (RuntimeException | Error e) {
      throw fail(e);
    }
  }

  /** The connection's socket is closed. */
  void gone(Connection connection) {
    connections.remove(connection);
  }

  /** The connection goes on at the end of this turn, or in a later one. */
  void resumeSoon(Connection connection) {
    resumable.add(connection);
    askForTurn();
  }

  /** The connection will want to know when its output has room. */
  void choked(Connection connection) {
    choked.add(connection);
  }

  /** Sends what has waited for the socket. */
  void send(Output output) {
    if (!failure.isDone()) {
      gate.send(output);
    }
  }

  private void carryOut(Effect effect) {
    switch (effect) {
      case Effect.Answer(var session, var reply) -> ((Connection) session.owner()).answered(reply);
    }
  }

  private void askForTurn() {
    if (!isTurnAsked) {
      isTurnAsked = true;
      loop.execute(() -> guarded(this::endTurn));
    }
  }

  private void endTurn() {
    isTurnAsked = false;
    nowMillis = clock.nowMillis();
    if (engine.nextTimerMillis() <= nowMillis) {
      advance();
    }
    // Those that become resumable meanwhile have to wait until the next turn.
    for (int left = resumable.size(); left > 0; left--) {
      resumable.remove().resume();
    }
    gate.endTurn();
    checkChoked();
    armTimer();
  }

  private void release() {
    gate.durable();
    checkChoked();
  }

  private void checkChoked() {
    choked.removeIf(Connection::goesOnWithRoom);
  }

  private void advance() {
    try {
      if (engine.advance(nowMillis, DUE_PER_SLICE_MAX)) {
        askForTurn();
      }
    } catch (RuntimeException | Error e) {
      throw fail(e);
    }
  }

  // A timer that rings too early does no harm; so it is set anew only when it would ring too late.
  private void armTimer() {
    long dueMillis = engine.nextTimerMillis();
    if (dueMillis < timerMillis) {
      if (timer != null) {
        timer.cancel(false);
      }
      timerMillis = dueMillis;
      timer =
          loop.schedule(
              () -> guarded(this::ring), clock.nanosUntil(dueMillis), TimeUnit.NANOSECONDS);
    }
  }

  private void ring() {
    timer = null;
    timerMillis = Long.MAX_VALUE;
    askForTurn();
  }

  private void guarded(Runnable work) {
    if (failure.isDone()) {
      return;
    }
    try {
      work.run();
    } catch (ShardFailedException _) {
      // Has been logged and met where it arose.
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private ShardFailedException fail(Throwable cause) {
    if (failure.complete(cause)) {
      LOG.error("The server stops, because its state cannot be trusted any more", cause);
      dropConnections();
    }
    return new ShardFailedException(cause);
  }
}
