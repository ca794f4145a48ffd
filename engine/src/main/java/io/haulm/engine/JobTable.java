package io.haulm.engine;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.haulm.engine.memory.CellPool;
import io.haulm.engine.memory.PageSource;

/**
 * The jobs themselves: no Java object each, but a slot of {@value #SLOT_BYTES} bytes in native
 * memory, named by an int.
 *
 * <pre>
 * offset bytes field
 *      0     8 id
 *      8     8 rank: what its present heap orders by. READY: the priority; DELAYED: when it becomes
 *              ready; BURIED: its order of burying; RESERVED: its deadline. Never two at a time.
 *     16     4 priority (unsigned)
 *     20     4 place: index in its present heap
 *     24     4 chain: next slot of the same hash bucket
 *     28     4 tube number (30 bits) and state (the upper 2 bits)
 *     32     8 body ref
 *     40     8 position in the fact log
 *     48     8 ttr, ms (42 bits), and above it the upper half of created
 *     56     8 delay, ms (42 bits), and above it the lower half of created, ms since 1970 (44 bits)
 *     64     8 since, ms since 1970: when it entered its present state
 *     72     4 body bytes
 *     76     4 RESERVED: holder, a session number. READY: the job of its tube that became ready
 *              just before it, or its place among {@link ReturnedJobs}
 *     80     4 RESERVED: reservation, its order among its holder's jobs. READY: the job that
 *              became ready just after it
 *     84    20 reserves, timeouts, releases, buries, kicks (unsigned, 4 bytes each)
 *    104       = one slot
 *      4       entry in the heap of its state ({@link JobHeap})
 *    4-8       hash bucket ({@link JobIndex})
 *    116       at most, for all that is known of a job but its body
 * </pre>
 *
 * <p>A slot is a job's for its whole life, so whoever walks through all slots in their order meets
 * each job that exists all the while exactly once. A free slot says so in its tube number.
 *
 * <p>The fields that a heap and the hash look at come first, so that they share a cache line. The
 * body costs its length rounded up to a cell of {@link io.haulm.engine.body.BodyStore}.
 */
final class JobTable {
  /** No slot. */
  static final int NONE = -1;

  /** Size of a slot. */
  static final int SLOT_BYTES = 104;

  /** The latest time of creation that a slot has room for: in the year 2527. */
  static final long CREATED_MILLIS_MAX = (1L << 44) - 1;

  /** The tube number must leave room for the state, and one number is that of free slots. */
  static final int TUBE_NUMBER_MAX = (1 << 30) - 2;

  private static final int TUBE_MASK = (1 << 30) - 1;
  private static final int FREE = -1;

  private static final int PAGE_SHIFT = 12;
  private static final int PAGE_SLOTS = 1 << PAGE_SHIFT;
  private static final int PAGE_MASK = PAGE_SLOTS - 1;

  private static final int ID = 0;
  private static final int RANK = 8;
  private static final int PRIORITY = 16;
  private static final int PLACE = 20;
  private static final int CHAIN = 24;
  private static final int TUBE_AND_STATE = 28;
  private static final int BODY_REF = 32;
  private static final int POSITION = 40;
  private static final int TTR_AND_CREATED = 48;
  private static final int DELAY_AND_CREATED = 56;
  private static final int SINCE = 64;
  private static final int BODY_BYTES = 72;
  private static final int HOLDER_OR_OLDER = 76;
  private static final int RESERVATION_OR_NEWER = 80;
  private static final int RESERVES = 84;
  private static final int TIMEOUTS = 88;
  private static final int RELEASES = 92;
  private static final int BURIES = 96;
  private static final int KICKS = 100;

  private static final int DURATION_BITS = 42;
  private static final long DURATION_MASK = (1L << DURATION_BITS) - 1;
  private static final int HALF_CREATED_BITS = Long.SIZE - DURATION_BITS;

  private static final int STATE_SHIFT = 30;
  private static final JobState[] STATES = JobState.values();

  private final CellPool slots =
      new CellPool(SLOT_BYTES, SLOT_BYTES * PAGE_SLOTS, new PageSource(Long.MAX_VALUE));

  /** Makes sure that the next {@link #take} succeeds; false when there is no memory. */
  boolean ensureRoom() {
    return slots.ensureRoom();
  }

  /** A slot with undefined content. */
  int take() {
    long cell = slots.take();
    Check.invariant(cell != CellPool.FULL, "there is memory for another job");
    return ((int) (cell >>> Integer.SIZE) << PAGE_SHIFT) | (int) cell;
  }

  void free(int slot) {
    setIntAt(slot, TUBE_AND_STATE, FREE);
    slots.free(((long) (slot >>> PAGE_SHIFT) << Integer.SIZE) | (slot & PAGE_MASK));
  }

  /** Slots lie below this one. */
  int end() {
    return slots.pageNumbers() << PAGE_SHIFT;
  }

  /** The first slot from {@code slot} on that may hold a job; {@link #end} when none does. */
  int skipUntouched(int slot) {
    int at = slot;
    while (at < end() && (at & PAGE_MASK) >= slots.touchedCells(at >>> PAGE_SHIFT)) {
      at = ((at >>> PAGE_SHIFT) + 1) << PAGE_SHIFT;
    }
    return Math.min(at, end());
  }

  /** True when a job is in this slot, which was taken once. */
  boolean isTaken(int slot) {
    return intAt(slot, TUBE_AND_STATE) != FREE;
  }

  /** True when {@code slot} comes before {@code other} in a heap: by rank, then by id. */
  boolean isBefore(int slot, int other) {
    long rank = rank(slot);
    long otherRank = rank(other);
    return rank < otherRank || (rank == otherRank && id(slot) < id(other));
  }

  long id(int slot) {
    return longAt(slot, ID);
  }

  void setId(int slot, long value) {
    setLongAt(slot, ID, value);
  }

  long rank(int slot) {
    return longAt(slot, RANK);
  }

  void setRank(int slot, long value) {
    setLongAt(slot, RANK, value);
  }

  long priority(int slot) {
    return Integer.toUnsignedLong(intAt(slot, PRIORITY));
  }

  void setPriority(int slot, long value) {
    setIntAt(slot, PRIORITY, (int) value);
  }

  int place(int slot) {
    return intAt(slot, PLACE);
  }

  void setPlace(int slot, int value) {
    setIntAt(slot, PLACE, value);
  }

  int chain(int slot) {
    return intAt(slot, CHAIN);
  }

  void setChain(int slot, int value) {
    setIntAt(slot, CHAIN, value);
  }

  long bodyRef(int slot) {
    return longAt(slot, BODY_REF);
  }

  void setBodyRef(int slot, long value) {
    setLongAt(slot, BODY_REF, value);
  }

  long position(int slot) {
    return longAt(slot, POSITION);
  }

  void setPosition(int slot, long value) {
    setLongAt(slot, POSITION, value);
  }

  long ttrMillis(int slot) {
    return longAt(slot, TTR_AND_CREATED) & DURATION_MASK;
  }

  long delayMillis(int slot) {
    return longAt(slot, DELAY_AND_CREATED) & DURATION_MASK;
  }

  void setDelayMillis(int slot, long value) {
    long others = longAt(slot, DELAY_AND_CREATED) & ~DURATION_MASK;
    setLongAt(slot, DELAY_AND_CREATED, others | value);
  }

  long createdMillis(int slot) {
    long upper = longAt(slot, TTR_AND_CREATED) >>> DURATION_BITS;
    return upper << HALF_CREATED_BITS | longAt(slot, DELAY_AND_CREATED) >>> DURATION_BITS;
  }

  /**
   * Sets the times that share their room.
   *
   * @param createdMillis 0 to {@link #CREATED_MILLIS_MAX}
   * @param ttrMillis 0 to {@link Limits#DURATION_MILLIS_MAX}
   * @param delayMillis likewise
   */
  void setTimes(int slot, long createdMillis, long ttrMillis, long delayMillis) {
    Check.inRange("createdMillis", createdMillis, 0, CREATED_MILLIS_MAX);
    long upper = createdMillis >>> HALF_CREATED_BITS;
    setLongAt(slot, TTR_AND_CREATED, upper << DURATION_BITS | ttrMillis);
    setLongAt(slot, DELAY_AND_CREATED, createdMillis << DURATION_BITS | delayMillis);
  }

  int bodyBytes(int slot) {
    return intAt(slot, BODY_BYTES);
  }

  void setBodyBytes(int slot, int value) {
    setIntAt(slot, BODY_BYTES, value);
  }

  int holder(int slot) {
    return intAt(slot, HOLDER_OR_OLDER);
  }

  void setHolder(int slot, int value) {
    setIntAt(slot, HOLDER_OR_OLDER, value);
  }

  int reservation(int slot) {
    return intAt(slot, RESERVATION_OR_NEWER);
  }

  void setReservation(int slot, int value) {
    setIntAt(slot, RESERVATION_OR_NEWER, value);
  }

  int older(int slot) {
    return intAt(slot, HOLDER_OR_OLDER);
  }

  void setOlder(int slot, int value) {
    setIntAt(slot, HOLDER_OR_OLDER, value);
  }

  int newer(int slot) {
    return intAt(slot, RESERVATION_OR_NEWER);
  }

  void setNewer(int slot, int value) {
    setIntAt(slot, RESERVATION_OR_NEWER, value);
  }

  long sinceMillis(int slot) {
    return longAt(slot, SINCE);
  }

  void setSinceMillis(int slot, long value) {
    setLongAt(slot, SINCE, value);
  }

  int tube(int slot) {
    return intAt(slot, TUBE_AND_STATE) & TUBE_MASK;
  }

  JobState state(int slot) {
    return STATES[intAt(slot, TUBE_AND_STATE) >>> STATE_SHIFT];
  }

  void setTubeAndState(int slot, int tube, JobState state) {
    setIntAt(slot, TUBE_AND_STATE, (state.ordinal() << STATE_SHIFT) | tube);
  }

  JobBody body(int slot) {
    return new JobBody(bodyRef(slot), position(slot), bodyBytes(slot));
  }

  JobCounts counts(int slot) {
    return new JobCounts(
        intAt(slot, RESERVES),
        intAt(slot, TIMEOUTS),
        intAt(slot, RELEASES),
        intAt(slot, BURIES),
        intAt(slot, KICKS));
  }

  void setCounts(int slot, JobCounts counts) {
    setIntAt(slot, RESERVES, counts.reserves());
    setIntAt(slot, TIMEOUTS, counts.timeouts());
    setIntAt(slot, RELEASES, counts.releases());
    setIntAt(slot, BURIES, counts.buries());
    setIntAt(slot, KICKS, counts.kicks());
  }

  void addReserve(int slot) {
    setIntAt(slot, RESERVES, intAt(slot, RESERVES) + 1);
  }

  private long longAt(int slot, int field) {
    return slots.page(slot >>> PAGE_SHIFT).get(JAVA_LONG, offset(slot, field));
  }

  private void setLongAt(int slot, int field, long value) {
    slots.page(slot >>> PAGE_SHIFT).set(JAVA_LONG, offset(slot, field), value);
  }

  private int intAt(int slot, int field) {
    return slots.page(slot >>> PAGE_SHIFT).get(JAVA_INT, offset(slot, field));
  }

  private void setIntAt(int slot, int field, int value) {
    slots.page(slot >>> PAGE_SHIFT).set(JAVA_INT, offset(slot, field), value);
  }

  private static long offset(int slot, int field) {
    return (long) (slot & PAGE_MASK) * SLOT_BYTES + field;
  }
}
