package io.haulm.tasks.tube;

import io.haulm.tasks.spi.ResultRecord;
import io.haulm.tasks.spi.Results;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The calls of this program and what is known of them. Only so many are remembered, and only so
 * many bytes of results are kept: a program that calls and never asks must not run out of memory.
 * What is forgotten is said to be, to whoever asks for it.
 */
final class KnownCalls {

  /** The most calls that are remembered; beyond, the oldest that nobody watches is forgotten. */
  static final int CALLS_MAX = 200_000;

  /** The most bytes of results that are kept; beyond, the oldest are dropped. */
  static final long KEPT_BYTES_MAX = 64 << 20;

  /** A call and who wants to know of it. */
  private static final class Call {
    boolean isSucceeded;
    boolean isDropped;
    final List<Consumer<ResultRecord>> watchers = new ArrayList<>();
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Call> calls = new LinkedHashMap<>();

  // Invariant: only calls that are remembered have a body here, and keptBytes is the sum.
  private final Map<String, byte[]> latest = new LinkedHashMap<>();
  private final Function<byte[], ResultRecord> reader;
  private final int callsMax;
  private final long keptBytesMax;
  private long keptBytes;

  KnownCalls(Function<byte[], ResultRecord> reader) {
    this(reader, CALLS_MAX, KEPT_BYTES_MAX);
  }

  KnownCalls(Function<byte[], ResultRecord> reader, int callsMax, long keptBytesMax) {
    this.reader = reader;
    this.callsMax = callsMax;
    this.keptBytesMax = keptBytesMax;
  }

  /** Remembers a call that is about to be sent. */
  void expect(String taskId) {
    lock.lock();
    try {
      calls.putIfAbsent(taskId, new Call());
      if (calls.size() > callsMax) {
        calls.entrySet().stream()
            .filter(call -> call.getValue().watchers.isEmpty())
            .findFirst()
            .ifPresent(oldest -> forget(oldest.getKey()));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Notes a record, never over a success, and tells it to those who watch. */
  void arrived(ResultRecord record, byte[] body) {
    List<Consumer<ResultRecord>> watchers;
    lock.lock();
    try {
      Call call = calls.get(record.taskId());
      if (call == null || call.isSucceeded) {
        return;
      }
      call.isSucceeded = record.status().equals("SUCCESS");
      drop(record.taskId());
      latest.put(record.taskId(), body);
      keptBytes += body.length;
      dropOldest();
      watchers = List.copyOf(call.watchers);
    } finally {
      lock.unlock();
    }
    watchers.forEach(one -> one.accept(record));
  }

  private void dropOldest() {
    while (keptBytes > keptBytesMax && latest.size() > 1) {
      String oldest = latest.keySet().iterator().next();
      drop(oldest);
      Call call = calls.get(oldest);
      if (call != null) {
        call.isDropped = true;
      }
    }
  }

  private void drop(String taskId) {
    byte[] body = latest.remove(taskId);
    keptBytes -= body == null ? 0 : body.length;
  }

  /**
   * What is known of a call.
   *
   * @throws UnsupportedOperationException when it is not one of ours
   */
  Optional<ResultRecord> read(String taskId) {
    lock.lock();
    try {
      requireKnown(taskId);
      return Optional.ofNullable(latest.get(taskId)).map(reader);
    } finally {
      lock.unlock();
    }
  }

  /** Tells what is known, and what comes from now on. */
  Results.Watch watch(String taskId, Consumer<ResultRecord> listener) {
    Optional<ResultRecord> known;
    lock.lock();
    try {
      requireKnown(taskId).watchers.add(listener);
      known = Optional.ofNullable(latest.get(taskId)).map(reader);
    } finally {
      lock.unlock();
    }
    known.ifPresent(listener);
    return () -> unwatch(taskId, listener);
  }

  private void unwatch(String taskId, Consumer<ResultRecord> listener) {
    lock.lock();
    try {
      Call call = calls.get(taskId);
      if (call != null) {
        call.watchers.remove(listener);
      }
    } finally {
      lock.unlock();
    }
  }

  private Call requireKnown(String taskId) {
    Call call = calls.get(taskId);
    if (call == null) {
      throw new UnsupportedOperationException(
          "over tubes a result goes to its caller alone: this program has not called task "
              + taskId
              + ", or wanted no result of it, or has made "
              + callsMax
              + " calls since");
    }
    if (call.isDropped) {
      throw new IllegalStateException(
          "the result of task "
              + taskId
              + " came and was dropped: only "
              + keptBytesMax
              + " bytes of results are kept until somebody asks for them");
    }
    return call;
  }

  /** Forgets a call. */
  void forget(String taskId) {
    lock.lock();
    try {
      drop(taskId);
      calls.remove(taskId);
    } finally {
      lock.unlock();
    }
  }
}
