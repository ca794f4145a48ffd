package io.haulm.tasks;

import io.haulm.tasks.spi.Trees;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The tasks that must not start. Only so many are remembered; the oldest are forgotten first. */
final class Revocations {

  /** How many are remembered, as in Celery. */
  static final int REMEMBERED_MAX = 50_000;

  private final ReentrantLock lock = new ReentrantLock();

  // When each was revoked, in seconds of the machine's steady clock, by which Celery forgets them.
  private final Map<String, Double> ids =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Double> eldest) {
          return size() > REMEMBERED_MAX;
        }
      };

  void add(String id) {
    lock.lock();
    try {
      ids.putIfAbsent(id, System.nanoTime() / 1e9);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds what a command names: one id or a list of ids.
   *
   * @return the ids
   */
  List<String> addAll(@Nullable Object named) {
    List<String> all =
        named instanceof String one
            ? List.of(one)
            : Trees.list(named).stream().map(String::valueOf).toList();
    all.forEach(this::add);
    return all;
  }

  boolean contains(String id) {
    lock.lock();
    try {
      return ids.containsKey(id);
    } finally {
      lock.unlock();
    }
  }

  /** All of them as workers tell them each other: by id, when they were revoked, and the id. */
  Map<String, Object> tree() {
    lock.lock();
    try {
      Map<String, Object> tree = new LinkedHashMap<>();
      ids.forEach((id, seconds) -> tree.put(id, List.of(seconds, id)));
      return tree;
    } finally {
      lock.unlock();
    }
  }

  List<String> all() {
    lock.lock();
    try {
      return List.copyOf(ids.keySet());
    } finally {
      lock.unlock();
    }
  }
}
