package io.haulm.server.shard;

import io.haulm.engine.Check;
import io.haulm.engine.Command;
import io.haulm.engine.Effect;
import io.haulm.engine.Engine;
import io.haulm.engine.JobBody;
import io.haulm.engine.Reply;
import io.haulm.journal.BodyReceiver;
import io.haulm.journal.JournalFailedException;
import io.haulm.server.store.JournalListener;
import io.haulm.server.store.Store;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread with its engine, store and connections. All methods are called on that thread but
 * where it is said otherwise.
 *
 * <p>Whoever has work for the engine gives it to {@link #work}. The turn ends when the event loop
 * has nothing more to read: then the facts are committed as one batch, and the replies go to the
 * gate.
 */
public final class Shard implements JournalListener {
  /** How many things that fell due happen between two looks at the sockets. */
  private static final int DUE_PER_TURN_MAX = 1000;

  /** How often a congested disk is looked at. */
  private static final long CONGESTION_MILLIS = 2;

  private static final Logger LOG = LoggerFactory.getLogger(Shard.class);

  private final EventLoop loop;
  private final ShardClock clock;
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private final ReplyGate gate = new ReplyGate();
  private final List<Output> dirty = new ArrayList<>();
  private final List<Question<?>> asked = new ArrayList<>();
  private final Set<Question<?>> unanswered = ConcurrentHashMap.newKeySet();
  private final ArrayDeque<Connection> resuming = new ArrayDeque<>();
  private final List<Connection> uncongested = new ArrayList<>();
  private final Runnable endTurn = this::endTurn;
  private final Runnable timer = this::timerFired;
  private final Runnable lookAtCongestion = this::lookAtCongestion;

  private @Nullable Store store;
  private @Nullable Engine engine;
  private long nowMillis;
  private boolean turnWillEnd;
  private @Nullable ScheduledFuture<?> scheduled;
  private long scheduledMillis = Long.MAX_VALUE;
  private int connections;
  private final AtomicLong connectionNumbers = new AtomicLong();

  /** A shard whose work is done by this event loop. */
  public Shard(EventLoop loop, ShardClock clock) {
    this.loop = loop;
    this.clock = clock;
  }

  /** Takes over a store; to be called once, by any thread, before the first connection. */
  public void begin(Store newStore) {
    execute(() -> {
      store = newStore;
      engine = newStore.engine();
      gate.durable(newStore.durablePosition());
      schedule();
    });
  }

  /** The engine. */
  public Engine engine() {
    return present(engine);
  }

  /** The store. */
  public Store store() {
    return present(store);
  }

  /** The clock. Any thread. */
  public ShardClock clock() {
    return clock;
  }

  /** The time of the work that is being done. */
  public long nowMillis() {
    return nowMillis;
  }

  /** How many connections are open, with those that are about to begin. */
  public int connections() {
    return connections;
  }

  /** Completed with the reason when the shard can no longer go on. Any thread. */
  public CompletableFuture<Throwable> failure() {
    return failure;
  }

  /** Runs a task on the shard's thread, soon. Any thread. */
  public void execute(Runnable task) {
    loop.execute(() -> {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        fail(e);
      }
    });
  }

  /**
   * Puts a question to the engine, in a turn on the shard's thread, where {@link #nowMillis} and
   * {@link #apply} may be used as well. The answer comes by the gate that all replies pass: when
   * everything that the question changed or could see is durable. Any thread.
   *
   * <p>The future is completed on the shard's thread, so what hangs on it must be short, or be done
   * elsewhere. What the function throws is a bug of ours and stops the server, as with a command; a
   * refusal is an answer.
   *
   * @param question gives the answer, never null, within a fraction of a millisecond or so: nobody
   *     else is served meanwhile. It must not hand out what only the shard's thread may touch.
   * @return completed with {@link ShardEndedException} when the server stops before the answer
   */
  public <T> CompletableFuture<T> ask(Function<Engine, T> question) {
    Question<T> asking = new Question<>(question);
    unanswered.add(asking);
    var _ = asking.future().whenComplete((_, _) -> unanswered.remove(asking));
    try {
      execute(() ->
          work(() -> {
            asking.put(engine());
            asked.add(asking);
          }));
    } catch (RejectedExecutionException e) {
      asking.refuse();
    }
    // Looked at last: whoever fails from here on finds the question among the unanswered ones.
    if (failure.isDone()) {
      asking.refuse();
    }
    return asking.future();
  }

  /** The shard's thread has ended: who still waits for an answer gets none. Any thread. */
  public void ended() {
    unanswered.forEach(Question::refuse);
  }

  /** Does work after a while, in a turn of its own. */
  public void executeLater(Runnable later, long delayMillis) {
    var _ = loop.schedule(() -> work(later), delayMillis, TimeUnit.MILLISECONDS);
  }

  /** From now on refuses new jobs. Any thread but the shard's; returns when it is so. */
  public void drain() {
    loop.submit(() -> engine().drain()).awaitUninterruptibly();
  }

  /** A connection is about to begin. */
  public void connecting() {
    connections++;
  }

  long nextConnectionNumber() {
    return connectionNumbers.incrementAndGet();
  }

  void disconnected() {
    connections--;
  }

  /** Does a command. */
  public Reply apply(Command command) {
    return engine().apply(nowMillis, command);
  }

  /** What the engine wants done: called from within the engine. */
  public void carryOut(Effect effect) {
    switch (effect) {
      case Effect.Answer(var session, var reply) -> ((Connection) session.owner()).answered(reply);
    }
  }

  /**
   * Does work for the engine, after what fell due until now, and lets the turn end behind it. Does
   * nothing when the shard has failed.
   */
  void work(Runnable work) {
    if (failure.isDone()) {
      return;
    }
    try {
      nowMillis = clock.nowMillis();
      if (engine().nextTimerMillis() <= nowMillis) {
        engine().advance(nowMillis, DUE_PER_TURN_MAX);
      }
      work.run();
      askForTurnEnd();
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private void askForTurnEnd() {
    if (!turnWillEnd) {
      turnWillEnd = true;
      loop.execute(endTurn);
    }
  }

  /** True when the disk does not keep up: commands had better wait. */
  boolean isCongested() {
    return store().isCongested();
  }

  /** Has a connection resumed when the disk has caught up. */
  void resumeWhenUncongested(Connection connection) {
    if (uncongested.isEmpty()) {
      var _ = loop.schedule(lookAtCongestion, CONGESTION_MILLIS, TimeUnit.MILLISECONDS);
    }
    uncongested.add(connection);
  }

  private void lookAtCongestion() {
    if (failure.isDone()) {
      return;
    }
    if (store().isCongested()) {
      var _ = loop.schedule(lookAtCongestion, CONGESTION_MILLIS, TimeUnit.MILLISECONDS);
      return;
    }
    uncongested.forEach(Connection::resumeSoon);
    uncongested.clear();
  }

  void dirty(Output output) {
    dirty.add(output);
  }

  void resumeSoon(Connection connection) {
    resuming.add(connection);
    askForTurnEnd();
  }

  void flush(Output output) {
    output.flush(gate.durablePosition());
  }

  void readBody(long position, BodyReceiver receiver) {
    store().readBody(position, receiver);
  }

  void bodyUnreadable(Channel channel, JobBody body, Throwable cause) {
    LOG.error(
        "the body at journal position {} cannot be read, its client is cut off: {}",
        body.position(),
        cause.toString());
    var _ = channel.close();
  }

  /**
   * The shard cannot go on: nothing is acknowledged any more. The server closes everything. Any
   * thread.
   */
  public void fail(Throwable cause) {
    if (failure.complete(cause)) {
      if (cause instanceof JournalFailedException || cause instanceof IOException) {
        LOG.error("nothing can be kept any more, so the server stops: {}", cause.toString());
      } else {
        LOG.error("a claim about the server's own state does not hold, so it stops", cause);
      }
      ended();
    }
  }

  private void endTurn() {
    turnWillEnd = false;
    if (failure.isDone()) {
      return;
    }
    try {
      resumeAll();
      long position = store().commit();
      gate.durable(store().durablePosition());
      for (int i = 0; i < dirty.size(); i++) {
        Output output = dirty.get(i);
        long due = output.due(position);
        output.endTurn(due);
        gate.pass(due, output);
      }
      dirty.clear();
      asked.forEach(question -> gate.pass(position, question));
      asked.clear();
      schedule();
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private void resumeAll() {
    for (Connection next = resuming.poll(); next != null; next = resuming.poll()) {
      next.resume();
    }
  }

  private void timerFired() {
    scheduledMillis = Long.MAX_VALUE;
    work(() -> {});
  }

  /** Makes sure that the next turn is not later than the engine's next time. */
  private void schedule() {
    long next = engine().nextTimerMillis();
    if (next >= scheduledMillis) {
      return;
    }
    ScheduledFuture<?> old = scheduled;
    if (old != null) {
      boolean _ = old.cancel(false);
    }
    scheduledMillis = next;
    long delayMillis = Math.max(0, next - clock.nowMillis());
    scheduled = loop.schedule(timer, delayMillis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void durable(long position) {
    execute(() -> {
      if (!failure.isDone()) {
        gate.durable(position);
      }
    });
  }

  @Override
  public void failed(Throwable cause) {
    fail(cause);
  }

  @Override
  public void troubled(String work, Throwable cause) {
    LOG.warn("the journal could not {}: {}", work, cause.toString());
  }

  static <T> T present(@Nullable T value) {
    return Check.present(value, "a connection or a shard is used only after it has begun");
  }
}
