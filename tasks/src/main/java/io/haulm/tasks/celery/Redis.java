package io.haulm.tasks.celery;

import io.haulm.tasks.spi.Again;
import io.haulm.tasks.spi.Futures;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is made when it is needed and made anew when it broke. What was under way then
 * fails: it may have been done, and only the caller knows whether it may be done twice.
 */
final class Redis implements AutoCloseable {

  private final RedisAddress address;
  private final List<Command> greeting;
  private final ReentrantLock connecting = new ReentrantLock();
  private volatile @Nullable RedisConnection current;
  private volatile boolean closed;

  Redis(RedisAddress address) {
    this(address, List.of());
  }

  /** The same with commands that come first on each connection, and must be taken. */
  Redis(RedisAddress address, List<Command> greeting) {
    this.address = address;
    this.greeting = greeting;
  }

  RedisAddress address() {
    return address;
  }

  /** Sends commands in one go; completes with a reply for each. */
  CompletableFuture<List<@Nullable Object>> send(List<Command> commands) {
    if (commands.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    try {
      return connection().send(commands);
    } catch (RedisException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Sends one command; completes with its reply. */
  @SuppressWarnings("NullAway") // the reply may be null, and every caller says so
  CompletableFuture<@Nullable Object> send(Object... words) {
    return send(List.of(Command.of(words))).thenApply(replies -> replies.get(0));
  }

  /**
   * Runs a script that may be run twice: again on a new connection when the one it was sent on is
   * lost before its reply.
   */
  CompletableFuture<@Nullable Object> runSurely(Script script, List<?> keys, List<?> arguments) {
    return Again.whileLost(Redis::isLoss, () -> run(script, keys, arguments));
  }

  /** Sends commands that may be sent twice, as {@link #runSurely} does. */
  CompletableFuture<List<@Nullable Object>> sendSurely(List<Command> commands) {
    return Again.whileLost(Redis::isLoss, () -> send(commands));
  }

  private static boolean isLoss(Throwable failure) {
    return failure instanceof RedisException error && error.isPassing();
  }

  /** Runs a script by its digest, and by its text where the server does not know it yet. */
  CompletableFuture<@Nullable Object> run(Script script, List<?> keys, List<?> arguments) {
    return run(List.of(), script, keys, arguments);
  }

  /** The same right behind another command, whose reply does not matter. */
  CompletableFuture<@Nullable Object> run(
      Command before, Script script, List<?> keys, List<?> arguments) {
    return run(List.of(before), script, keys, arguments);
  }

  private CompletableFuture<@Nullable Object> run(
      List<Command> before, Script script, List<?> keys, List<?> arguments) {
    List<Command> commands = new ArrayList<>(before);
    commands.add(script.byDigest(keys, arguments));
    return send(commands)
        .exceptionallyCompose(failure -> {
          Throwable cause = Futures.cause(failure);
          return String.valueOf(cause.getMessage()).startsWith("NOSCRIPT")
              ? send(List.of(script.byText(keys, arguments)))
              : CompletableFuture.failedFuture(cause);
        })
        .thenApply(replies -> replies.get(replies.size() - 1));
  }

  private RedisConnection connection() {
    RedisConnection known = current;
    if (known != null && !known.isBroken()) {
      return known;
    }
    connecting.lock();
    try {
      if (closed) {
        throw new RedisException("the connection is closed");
      }
      known = current;
      if (known == null || known.isBroken()) {
        known = RedisConnection.open(address, greeting, address.timeout());
        current = known;
        if (closed) {
          known.close();
        }
      }
      return known;
    } finally {
      connecting.unlock();
    }
  }

  @Override
  public void close() {
    // Not under the lock: whoever connects may wait for a server that does not answer.
    closed = true;
    RedisConnection known = current;
    if (known != null) {
      known.close();
    }
  }
}
