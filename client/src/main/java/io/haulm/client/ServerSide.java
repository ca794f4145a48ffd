package io.haulm.client;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the server keeps for a connection: the tube it uses, the tubes it watches, the jobs it
 * holds. Told here by the replies, in their order, so that a new connection can be brought to the
 * same.
 */
final class ServerSide {
  static final String DEFAULT_TUBE = "default";

  private final ReentrantLock lock = new ReentrantLock();
  private final Set<String> watched = new LinkedHashSet<>(List.of(DEFAULT_TUBE));
  private final Set<Long> held = new LinkedHashSet<>();
  private String used = DEFAULT_TUBE;

  void use(String tube) {
    locked(() -> used = tube);
  }

  void watch(String tube) {
    locked(() -> watched.add(tube));
  }

  void ignore(String tube) {
    locked(() -> watched.remove(tube));
  }

  void hold(long jobId) {
    locked(() -> held.add(jobId));
  }

  void letGo(long jobId) {
    locked(() -> held.remove(jobId));
  }

  /** The server has given all its jobs to others. */
  void letAllGo() {
    locked(held::clear);
  }

  /** From the start, whatever the server says: these tubes are to be watched and no others. */
  void watchOnly(List<String> tubes) {
    locked(() -> {
      watched.clear();
      watched.addAll(tubes);
    });
  }

  String used() {
    lock.lock();
    try {
      return used;
    } finally {
      lock.unlock();
    }
  }

  List<String> watched() {
    lock.lock();
    try {
      return List.copyOf(watched);
    } finally {
      lock.unlock();
    }
  }

  boolean holdsJobs() {
    lock.lock();
    try {
      return !held.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }
}
