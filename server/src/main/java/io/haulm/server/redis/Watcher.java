package io.haulm.server.redis;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.Observer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** Looks on while commands are run: takes their time, and tells monitors of them. */
final class Watcher implements Observer {
  private static final int FIRST_DEPTH = 4;
  private static final long NANOS_PER_MICRO = 1000;

  private final SlowLog slowLog;
  private final Set<RedisConnection> monitors = new LinkedHashSet<>(0);
  // Commands run within others: a transaction's, a script's.
  private long[] startNanos = new long[FIRST_DEPTH];
  private int depth;

  Watcher(SlowLog slowLog) {
    this.slowLog = slowLog;
  }

  /** From now on tells this client of all commands. */
  void addMonitor(RedisConnection connection) {
    monitors.add(connection);
  }

  void removeMonitor(RedisConnection connection) {
    monitors.remove(connection);
  }

  boolean isMonitor(RedisConnection connection) {
    return monitors.contains(connection);
  }

  @Override
  public void starting(Call call) {
    if (call.origin() == Call.Origin.CLIENT) {
      RedisConnection.of(call).profile().lastCommand = call.spec().name();
    }
    if (!monitors.isEmpty() && call.origin() != Call.Origin.AGAIN && isShown(call)) {
      tellMonitors(call);
    }
    if (depth == startNanos.length) {
      startNanos = Arrays.copyOf(startNanos, 2 * depth);
    }
    startNanos[depth++] = System.nanoTime();
  }

  @Override
  public void ended(Call call, boolean hasFailed) {
    long nanos = System.nanoTime() - startNanos[--depth];
    call.command().nanos += nanos;
    if (!call.spec().is(Flag.SKIP_MONITOR)) {
      slowLog.note(call, nanos / NANOS_PER_MICRO);
    } else if (!monitors.isEmpty() && call.spec().name().equals("exec")) {
      // Shown behind the commands of its transaction.
      tellMonitors(call);
    }
  }

  // A script is shown before the commands that it calls.
  private static boolean isShown(Call call) {
    if (call.spec().name().startsWith("eval")) {
      return true;
    }
    return !call.spec().is(Flag.SKIP_MONITOR) && !call.spec().is(Flag.ADMIN);
  }

  private void tellMonitors(Call call) {
    byte[] line = MonitorLine.of(call);
    for (RedisConnection monitor : monitors) {
      monitor.tellMonitored(line);
    }
  }
}
