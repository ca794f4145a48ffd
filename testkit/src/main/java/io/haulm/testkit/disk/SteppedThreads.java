package io.haulm.testkit.disk;

import io.haulm.journal.JournalThreads;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Runs a journal's work when the test says so, on the test's thread. */
public final class SteppedThreads implements JournalThreads {
  private final List<SteppedWorker> workers = new ArrayList<>();
  private final Queue<Runnable> reads = new ArrayDeque<>();

  private static final class SteppedWorker implements Worker {
    private final String name;
    private final Task task;
    private boolean awake;
    private boolean stopped;

    SteppedWorker(String name, Task task) {
      this.name = name;
      this.task = task;
    }

    @Override
    public void wake() {
      awake = true;
    }

    @Override
    public void stop() {
      stopped = true;
      task.turn(true);
    }

    boolean runIfAwake() {
      if (!awake || stopped) {
        return false;
      }
      awake = false;
      task.turn(false);
      return true;
    }
  }

  @Override
  public Worker start(String name, Task task, long everyMillis) {
    SteppedWorker worker = new SteppedWorker(name, task);
    workers.add(worker);
    return worker;
  }

  /** Nothing takes any time. */
  @Override
  public long nanoTime() {
    return 0;
  }

  @Override
  public Executor readers() {
    return reads::add;
  }

  @Override
  public void close() {
    runReads();
  }

  /** One turn of the worker whose name ends so, if something woke it. */
  public boolean run(String nameEnd) {
    boolean ran = false;
    for (SteppedWorker worker : workers) {
      ran |= worker.name.endsWith(nameEnd) && worker.runIfAwake();
    }
    return ran;
  }

  /** Turns of all workers that were woken, until none is awake. */
  public void runAll() {
    boolean ran = true;
    while (ran) {
      ran = false;
      for (SteppedWorker worker : List.copyOf(workers)) {
        ran |= worker.runIfAwake();
      }
    }
  }

  /** The periods of all workers are over: one turn each. */
  public void passTime() {
    for (SteppedWorker worker : List.copyOf(workers)) {
      if (!worker.stopped) {
        worker.task.turn(true);
      }
    }
  }

  /** Does the reads that were asked for. */
  public void runReads() {
    for (Runnable read = reads.poll(); read != null; read = reads.poll()) {
      read.run();
    }
  }
}
