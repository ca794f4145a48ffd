package io.haulm.testkit.crash;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What many clients did, recorded from any thread. */
public final class History {
  private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();

  /** An empty history. */
  public History() {}

  /** Records an operation. */
  public void add(Operation operation) {
    operations.add(operation);
  }

  /** Everything so far, in the order in which it was recorded. */
  public List<Operation> operations() {
    return List.copyOf(operations);
  }
}
