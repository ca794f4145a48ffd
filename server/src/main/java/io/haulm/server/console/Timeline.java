package io.haulm.server.console;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.haulm.engine.JobEvent;
import io.haulm.engine.JobObserver;
import io.haulm.server.shard.ClientAddress;
import io.haulm.server.shard.Connection;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last things that happened to jobs: a ring in native memory, so that neither many jobs nor a
 * long life make it grow. To note something costs a few writes; who wants to know what happened to
 * one job looks through the whole ring, in slices.
 *
 * <pre>
 * offset bytes field
 *      0     8 time, ms since 1970
 *      8     8 job id
 *     16    16 address of the connection
 *     32     5 connection number (40 bits), above it 2 bytes port, 1 byte event
 *     40       = one event
 * </pre>
 *
 * <p>All methods run on the shard's thread.
 */
public final class Timeline implements JobObserver {
  /** The cursor with which a look begins. */
  public static final long NEWEST = Long.MAX_VALUE;

  /** The cursor of a look that has come to its end. */
  public static final long END = -1;

  static final int EVENT_BYTES = 40;
  private static final int PAGE_BYTES = 1 << 20;
  private static final int PAGE_EVENTS = PAGE_BYTES / EVENT_BYTES;
  private static final int PAGES = 16;

  /** How many events are kept. */
  public static final int EVENTS_MAX = PAGES * PAGE_EVENTS;

  private static final int AT = 0;
  private static final int JOB = 8;
  private static final int ADDRESS_HIGH = 16;
  private static final int ADDRESS_LOW = 24;
  private static final int REST = 32;

  private static final int PORT_SHIFT = 40;
  private static final int EVENT_SHIFT = 56;
  private static final long CONNECTION_MASK = (1L << PORT_SHIFT) - 1;
  private static final JobEvent[] EVENTS = JobEvent.values();

  private final @Nullable MemorySegment[] pages = new MemorySegment[PAGES];
  private long noted;

  @Override
  public void happened(JobEvent event, long nowMillis, long jobId, @Nullable Object owner) {
    long number = 0;
    ClientAddress address = ClientAddress.NOWHERE;
    if (owner instanceof Connection connection) {
      number = connection.number();
      address = connection.address();
    }
    long index = noted++ % EVENTS_MAX;
    MemorySegment page = page((int) (index / PAGE_EVENTS));
    long offset = index % PAGE_EVENTS * EVENT_BYTES;
    page.set(JAVA_LONG, offset + AT, nowMillis);
    page.set(JAVA_LONG, offset + JOB, jobId);
    page.set(JAVA_LONG, offset + ADDRESS_HIGH, address.high());
    page.set(JAVA_LONG, offset + ADDRESS_LOW, address.low());
    page.set(
        JAVA_LONG,
        offset + REST,
        (long) event.ordinal() << EVENT_SHIFT
            | (long) address.port() << PORT_SHIFT
            | (number & CONNECTION_MASK));
  }

  /**
   * Looks for what happened to a job, the newest first.
   *
   * @param cursor {@link #NEWEST}, or what the last call returned
   * @param visitsMax how many events are looked at
   * @param found what was found is added here
   * @return where to go on, or {@link #END}
   */
  public long look(long jobId, long cursor, int visitsMax, List<TimelineEvent> found) {
    long oldest = Math.max(0, noted - EVENTS_MAX);
    long at = Math.min(cursor, noted - 1);
    for (int visits = 0; visits < visitsMax && at >= oldest; visits++) {
      long index = at % EVENTS_MAX;
      MemorySegment page = page((int) (index / PAGE_EVENTS));
      long offset = index % PAGE_EVENTS * EVENT_BYTES;
      if (page.get(JAVA_LONG, offset + JOB) == jobId) {
        found.add(read(page, offset));
      }
      at--;
    }
    return at >= oldest ? at : END;
  }

  private static TimelineEvent read(MemorySegment page, long offset) {
    long rest = page.get(JAVA_LONG, offset + REST);
    long connection = rest & CONNECTION_MASK;
    var address =
        new ClientAddress(
            page.get(JAVA_LONG, offset + ADDRESS_HIGH),
            page.get(JAVA_LONG, offset + ADDRESS_LOW),
            (int) (rest >>> PORT_SHIFT) & 0xFFFF);
    return new TimelineEvent(
        page.get(JAVA_LONG, offset + AT),
        EVENTS[(int) (rest >>> EVENT_SHIFT)],
        connection,
        connection == 0 ? "" : address.toString());
  }

  private MemorySegment page(int number) {
    MemorySegment page = pages[number];
    if (page == null) {
      page = Arena.ofAuto().allocate(PAGE_BYTES, Long.BYTES);
      pages[number] = page;
    }
    return page;
  }
}
