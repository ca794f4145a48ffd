package io.haulm.engine.keyspace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One step of a walk over the members of a value: what is wanted, what was found, and the reply.
 */
public final class MemberScan {
  private static final int CURSOR_PLACE = 2;
  // A step passes at most so many buckets for each element that was asked for.
  private static final int BUCKETS_PER_ELEMENT_MAX = 10;

  private final List<byte[]> found = new ArrayList<>();
  private long offered;

  private final ScanOptions options;

  private MemberScan(ScanOptions options) {
    this.options = options;
  }

  /**
   * Does what {@code SSCAN key cursor [MATCH pattern] [COUNT count]} says.
   *
   * @param admitsNoValues true when {@code NOVALUES} may be said
   * @param find looks the key up; null when there is none
   * @param walk shows some elements from a cursor on, and returns the next cursor
   * @throws RefusedException when the words make no sense
   */
  public static <V extends Value> void run(
      Call call, boolean admitsNoValues, Function<byte[], @Nullable V> find, Walk<V> walk) {
    var _ = ScanOptions.cursor(call, CURSOR_PLACE);
    V value = find.apply(call.arg(1));
    if (value == null) {
      call.reply().array(2);
      call.reply().bulkInteger(0);
      call.reply().array(0);
      return;
    }
    MemberScan scan = new MemberScan(ScanOptions.of(call, CURSOR_PLACE, false, admitsNoValues));
    scan.run(call.reply(), cursor -> walk.step(value, cursor, scan));
  }

  /** Walks over the elements of a value. */
  @FunctionalInterface
  public interface Walk<V extends Value> {
    /** Shows some elements to {@link #offer}, from a cursor on, and returns the next cursor. */
    long step(V value, long cursor, MemberScan scan);
  }

  /** True when only the members are wanted, without what else belongs to them. */
  public boolean isWithoutValues() {
    return options.isWithoutValues();
  }

  // Goes on until enough was offered.
  private void run(ReplySink reply, LongUnaryOperator step) {
    long cursor = options.cursor();
    long buckets = 0;
    do {
      cursor = step.applyAsLong(cursor);
      buckets++;
    } while (cursor != 0
        && offered < options.count()
        && buckets / BUCKETS_PER_ELEMENT_MAX < options.count());
    reply.array(2);
    reply.bulk(Long.toUnsignedString(cursor));
    reply.array(found.size());
    found.forEach(reply::bulk);
  }

  /**
   * An element of the value; it is told if its member matches.
   *
   * @param parts what is told of it
   */
  public void offer(byte[] member, byte[]... parts) {
    offered++;
    if (options.matches(member)) {
      found.addAll(List.of(parts));
    }
  }
}
