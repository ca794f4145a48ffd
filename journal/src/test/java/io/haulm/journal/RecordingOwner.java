package io.haulm.journal;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** An owner that writes down what it is told. Its tasks run when the test waits. */
final class RecordingOwner implements JournalOwner {
  static final long WAIT_SECONDS = 20;

  record Recovered(long position, String head, long bodyBytes) {}

  final List<Recovered> recovered = new ArrayList<>();
  final List<Throwable> failures = new ArrayList<>();
  final List<String> troubles = new ArrayList<>();
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  Runnable onSegmentBegun = () -> {};
  Relocation onRelocate = (_, _, _) -> true;

  interface Relocation {
    boolean relocate(long position, String head, RecordBody body);
  }

  static String text(MemorySegment bytes) {
    return new String(bytes.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }

  static MemorySegment bytes(String text) {
    return MemorySegment.ofArray(text.getBytes(StandardCharsets.UTF_8));
  }

  List<String> heads() {
    return recovered.stream().map(Recovered::head).toList();
  }

  /** Runs this owner's tasks until {@code condition} holds. */
  void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited for too long");
      }
      Runnable task = tasks.poll(1, TimeUnit.MILLISECONDS);
      if (task != null) {
        task.run();
      }
    }
  }

  /** Runs the tasks that are there. */
  void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  @Override
  public void recovered(long position, MemorySegment head, long bodyBytes) {
    recovered.add(new Recovered(position, text(head), bodyBytes));
  }

  @Override
  public void segmentBegun() {
    onSegmentBegun.run();
  }

  @Override
  public boolean relocate(long position, MemorySegment head, RecordBody body) {
    return onRelocate.relocate(position, text(head), body);
  }

  @Override
  public void durable(long position) {
    tasks.add(() -> {});
  }

  @Override
  public void failed(Throwable cause) {
    tasks.add(() -> failures.add(cause));
  }

  @Override
  public void troubled(String work, Throwable cause) {
    tasks.add(() -> troubles.add(work + ": " + cause));
  }

  @Override
  public Executor executor() {
    return tasks::add;
  }
}
