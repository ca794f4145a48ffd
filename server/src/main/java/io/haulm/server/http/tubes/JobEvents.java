package io.haulm.server.http.tubes;

import io.haulm.engine.JobObserver;
import io.haulm.server.console.JobDesk;
import io.haulm.server.console.JobWatch;
import io.haulm.server.console.Questions;
import io.haulm.server.http.EventStream;
import io.haulm.server.http.Json;
import io.haulm.server.http.Problem;
import io.haulm.server.http.account.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells browsers what becomes of the jobs that they look at: each change a moment later, many
 * changes of a job as one. A browser that does not keep up is told the newest when it reads again;
 * what is kept for it is bounded by the number of its jobs. Thread-safe.
 */
public final class JobEvents implements AutoCloseable {
  /** How many jobs a stream may watch. */
  public static final int JOBS_MAX = 200;

  /** So long changes are gathered before they are told. */
  private static final long GATHER_MILLIS = 200;

  private static final String EVENT = "job";

  private final JobDesk desk;
  private final Questions questions;
  private final JobPresenter presenter;
  private final JobWatch watch;
  private final Semaphore signal = new Semaphore(0);
  private final List<Listener> listeners = new ArrayList<>();
  private final Thread teller;

  /** The job is null when it is gone. */
  private record Told(long id, @Nullable JobShown job) {}

  /** A browser, and what it has still to be told. */
  private record Listener(
      EventStream stream, Set<Long> ids, Predicate<String> seesTube, Map<Long, byte[]> unsent) {
    /** Sends what it can; true when something is left. */
    boolean send() {
      var frames = unsent.values().iterator();
      while (frames.hasNext() && stream.send(EVENT, frames.next())) {
        frames.remove();
      }
      return !unsent.isEmpty();
    }
  }

  /**
   * Events without browsers.
   *
   * @param observer what observes the engine else; it is told everything all the while
   */
  public JobEvents(JobDesk desk, Questions questions, JobObserver observer, Settings settings) {
    this.desk = desk;
    this.questions = questions;
    this.presenter = new JobPresenter(desk, settings);
    this.watch = new JobWatch(desk.shard(), observer, signal::release);
    this.teller = Thread.ofVirtual().name("job-events").start(this::tellAll);
  }

  /** Tells that a job is gone. */
  static void tellGone(EventStream stream, long id) {
    stream.send(EVENT, Json.bytes(new Told(id, null)));
  }

  /** From now on this browser is told about these jobs, and first how they stand. */
  void add(EventStream stream, Set<Long> ids, Predicate<String> seesTube) {
    synchronized (this) {
      listeners.add(new Listener(stream, ids, seesTube, new LinkedHashMap<>()));
    }
    onShard(() -> watch.watch(ids));
    stream.onClose(() -> remove(stream));
  }

  private void remove(EventStream stream) {
    Optional<Listener> gone;
    synchronized (this) {
      gone = listeners.stream().filter(listener -> listener.stream() == stream).findFirst();
      gone.ifPresent(listeners::remove);
    }
    gone.ifPresent(listener -> onShard(() -> watch.unwatch(listener.ids())));
  }

  /** Does nothing when the shard has ended. */
  private void onShard(Runnable task) {
    var _ =
        desk.shard()
            .ask(_ -> {
              task.run();
              return true;
            });
  }

  /** How many browsers there are. */
  synchronized int size() {
    return listeners.size();
  }

  private void tellAll() {
    try {
      boolean isBehind = false;
      while (true) {
        if (isBehind) {
          boolean _ = signal.tryAcquire(GATHER_MILLIS, TimeUnit.MILLISECONDS);
        } else {
          signal.acquire();
        }
        TimeUnit.MILLISECONDS.sleep(GATHER_MILLIS);
        int _ = signal.drainPermits();
        isBehind = tellChanges();
      }
    } catch (InterruptedException | Problem e) {
      // The server stops.
    }
  }

  private boolean tellChanges() throws InterruptedException {
    List<JobWatch.Change> changes = questions.ask(watch::take);
    while (!changes.isEmpty()) {
      tell(changes);
      changes = questions.ask(watch::take);
    }
    synchronized (this) {
      boolean isBehind = false;
      for (Listener listener : listeners) {
        isBehind |= listener.send();
      }
      return isBehind;
    }
  }

  private void tell(List<JobWatch.Change> changes) throws InterruptedException {
    Map<Long, JobShown> shown = new HashMap<>();
    presenter
        .rows(changes.stream().flatMap(change -> change.row().stream()).toList())
        .forEach(job -> shown.put(job.id(), job));
    synchronized (this) {
      for (JobWatch.Change change : changes) {
        long id = change.jobId();
        JobShown job = shown.get(id);
        byte[] gone = Json.bytes(new Told(id, null));
        byte[] now = job == null ? gone : Json.bytes(new Told(id, job));
        for (Listener listener : listeners) {
          if (listener.ids().contains(id)) {
            boolean maySee = job != null && listener.seesTube().test(job.tube());
            listener.unsent().put(id, maySee ? now : gone);
          }
        }
      }
    }
  }

  @Override
  public void close() {
    teller.interrupt();
  }
}
