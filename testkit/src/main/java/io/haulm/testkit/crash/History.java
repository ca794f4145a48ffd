package io.haulm.testkit.crash;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** What many clients did, recorded from any thread. */
public final class History {
  private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();
  private final AtomicLong size = new AtomicLong();

  /** An empty history. */
  public History() {}

  /** Records an operation. */
  public void add(Operation operation) {
    operations.add(operation);
    size.incrementAndGet();
  }

  /** How many operations there are. */
  public long size() {
    return size.get();
  }

  /** Everything so far, in the order in which it was recorded. */
  public List<Operation> operations() {
    return List.copyOf(operations);
  }
}
