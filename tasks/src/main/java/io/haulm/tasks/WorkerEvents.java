package io.haulm.tasks;

import io.haulm.tasks.spi.Control;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.TaskMessage;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The events of a worker, as Celery's monitors know them. Lost when nobody listens. */
final class WorkerEvents {

  /** Seconds between heartbeats, as a worker says in them. */
  static final int HEARTBEAT_SECONDS = 2;

  /** The most events that wait to be sent; more are dropped. */
  static final int WAITING_MAX = 10_000;

  private final Control control;
  private final EventStamp stamp;
  private final ConcurrentLinkedQueue<Map<String, Object>> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicLong waitingCount = new AtomicLong();
  private volatile boolean enabled;

  WorkerEvents(Control control, InstantSource clock, String worker, boolean enabled) {
    this.control = control;
    this.stamp = new EventStamp(control, clock, worker);
    this.enabled = enabled;
  }

  boolean isEnabled() {
    return enabled;
  }

  void enable(boolean on) {
    enabled = on;
  }

  void received(TaskMessage message) {
    if (enabled) {
      add(stamp.described("task-received", message));
    }
  }

  void started(TaskMessage message) {
    if (enabled) {
      add(stamp.of("task-started", message));
    }
  }

  void succeeded(TaskMessage message, @Nullable Object result, Duration took) {
    if (enabled) {
      Map<String, @Nullable Object> event = stamp.of("task-succeeded", message);
      event.put("result", PythonText.repr(result));
      event.put("runtime", took.toNanos() / 1e9);
      add(event);
    }
  }

  void failed(TaskMessage message, Map<String, Object> error, String trace) {
    if (enabled) {
      Map<String, @Nullable Object> event = stamp.of("task-failed", message);
      event.put("exception", Errors.repr(error));
      event.put("traceback", trace);
      add(event);
    }
  }

  void retried(TaskMessage message, Throwable cause) {
    if (enabled) {
      Map<String, @Nullable Object> event = stamp.of("task-retried", message);
      event.put("exception", Errors.repr(Errors.tree(cause)));
      event.put("traceback", Errors.trace(cause));
      add(event);
    }
  }

  void revoked(TaskMessage message, boolean terminated, boolean expired) {
    if (enabled) {
      Map<String, @Nullable Object> event = stamp.of("task-revoked", message);
      event.put("terminated", terminated);
      event.put("signum", null);
      event.put("expired", expired);
      add(event);
    }
  }

  /** Sends one of {@code worker-online}, {@code worker-heartbeat}, {@code worker-offline}. */
  void worker(String type, int active, long processed) {
    Map<String, @Nullable Object> event = stamp.of(type);
    event.put("freq", HEARTBEAT_SECONDS);
    event.put("sw_ident", "haulm-tasks");
    event.put("sw_ver", "0.1.0");
    event.put("sw_sys", System.getProperty("os.name"));
    event.put("active", active);
    event.put("processed", processed);
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    event.put("loadavg", List.of(load, load, load));
    Futures.letGo(control.event(type.replace('-', '.'), event));
  }

  /** Sends what waits, as one list. */
  void flush() {
    List<Object> batch = new ArrayList<>();
    for (Map<String, Object> next = waiting.poll(); next != null; next = waiting.poll()) {
      batch.add(next);
    }
    waitingCount.addAndGet(-batch.size());
    if (!batch.isEmpty()) {
      Futures.letGo(control.event("task.multi", batch));
    }
  }

  private void add(Map<String, @Nullable Object> event) {
    if (waitingCount.incrementAndGet() <= WAITING_MAX) {
      waiting.add(event);
    } else {
      waitingCount.decrementAndGet();
    }
  }
}
