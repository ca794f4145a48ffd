package io.haulm.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The engine's side of one connection: which tube it uses, which it watches, what it has reserved,
 * whether it waits. Made by {@link Engine#connect}.
 */
public final class Session extends Timed {
  private final Object owner;

  /** By which the slots of the jobs it has reserved refer to it. */
  final int number;

  boolean isConnected = true;
  boolean isHalfClosed;
  boolean isProducer;
  boolean isWorker;

  /** The tube that its puts go to. */
  Tube used;

  // At least one; an ignored tube's place is taken by the last one, as beanstalkd does it.
  private Watch[] watches;
  private int watchCount;

  /** The put that was begun and whose body is not there yet; its id is 0 when there is none. */
  long putId;

  long putPriority;
  long putDelayMillis;
  long putTtrMillis;
  long putBegunMillis;

  boolean isWaiting;

  /** When a waiting reserve times out; {@link Long#MAX_VALUE} when never. */
  long waitUntilMillis;

  // By deadline. Made when first needed: most of many thousand connections never reserve.
  private @Nullable JobHeap reserved;
  private int reservations;

  Session(Object owner, int number, long serial, Tube tube) {
    super(serial);
    this.owner = owner;
    this.number = number;
    this.used = tube;
    this.watches = new Watch[] {new Watch(this, tube)};
    this.watchCount = 1;
  }

  /** What was given to {@link Engine#connect}: the face's own object for this connection. */
  public Object owner() {
    return owner;
  }

  SessionView view() {
    List<String> watching = new ArrayList<>(watchCount);
    for (int i = 0; i < watchCount; i++) {
      watching.add(watches[i].tube.name);
    }
    return new SessionView(owner, used.name, watching, reservedCount(), isWaiting, isWorker);
  }

  int watchCount() {
    return watchCount;
  }

  Watch watch(int index) {
    return watches[index];
  }

  boolean isWatching(Tube tube) {
    return indexOf(tube) >= 0;
  }

  void addWatch(Tube tube) {
    if (watchCount == watches.length) {
      watches = Arrays.copyOf(watches, watchCount * 2);
    }
    watches[watchCount++] = new Watch(this, tube);
    tube.watchingSessions++;
    tube.workingSessions += isWorker ? 1 : 0;
  }

  void removeWatch(Tube tube) {
    int index = indexOf(tube);
    watchCount--;
    watches[index] = watches[watchCount];
    // The array keeps no tube alive that may have vanished.
    watches[watchCount] = watches[0];
    tube.watchingSessions--;
    tube.workingSessions -= isWorker ? 1 : 0;
  }

  private int indexOf(Tube tube) {
    for (int i = 0; i < watchCount; i++) {
      if (watches[i].tube == tube) {
        return i;
      }
    }
    return -1;
  }

  int reservedCount() {
    return reserved == null ? 0 : reserved.size();
  }

  /** Adds a job whose rank is its deadline. */
  void addReserved(JobTable jobs, int slot) {
    if (reserved == null) {
      reserved = new JobHeap(jobs);
    }
    jobs.setHolder(slot, number);
    jobs.setReservation(slot, reservations++);
    reserved.add(slot);
  }

  void removeReserved(int slot) {
    reservedHeap().remove(slot);
  }

  void setDeadline(int slot, long deadlineMillis) {
    reservedHeap().move(slot, deadlineMillis);
  }

  /** The reserved job with the nearest deadline, or {@link JobTable#NONE}. */
  int firstReserved() {
    return reserved == null ? JobTable.NONE : reserved.first();
  }

  /** Its reserved jobs, the first reserved first. */
  int[] reservedInOrder(JobTable jobs) {
    long[] keys = new long[reservedCount()];
    for (int i = 0; i < keys.length; i++) {
      int slot = reservedHeap().at(i);
      // How many reservations ago, which is right even after the 32-bit number has wrapped round.
      int age = reservations - jobs.reservation(slot);
      keys[i] = ((long) -age << Integer.SIZE) | slot;
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
  }

  private JobHeap reservedHeap() {
    return Check.present(reserved, "a session that has reserved a job has a heap for it");
  }
}
