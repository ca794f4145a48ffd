package io.haulm.tasks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** The tasks that must not start. Only so many are remembered; the oldest are forgotten first. */
final class Revocations {

  /** How many are remembered, as in Celery. */
  static final int REMEMBERED_MAX = 50_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Boolean> ids =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED_MAX;
        }
      };

  void add(String id) {
    lock.lock();
    try {
      ids.put(id, Boolean.TRUE);
    } finally {
      lock.unlock();
    }
  }

  boolean contains(String id) {
    lock.lock();
    try {
      return ids.containsKey(id);
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
