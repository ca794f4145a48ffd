package io.haulm.server.console;

import java.util.List;

/** Outlives a restart with what the trash does not know of operations: who meant what by them. */
public interface OperationMemory {
  /** Remembers nothing. */
  OperationMemory NONE =
      new OperationMemory() {
        @Override
        public List<OperationStatus> kept() {
          return List.of();
        }

        @Override
        public void keep(List<OperationStatus> operations) {}
      };

  /** What was kept last, the oldest first. */
  List<OperationStatus> kept();

  /**
   * Keeps these instead of all others, the oldest first. One thread at a time. What cannot be kept
   * is told in the log and changes nothing else: the operations go on.
   */
  void keep(List<OperationStatus> operations);
}
