package io.haulm.engine.keyspace.list;

import static io.haulm.engine.keyspace.list.ListCommands.GROUP;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;
import io.haulm.engine.keyspace.RefusedException;
import java.util.Arrays;

/** Changes lists in their midst. */
final class ListEditCommands {
  static void register(CommandTable commands) {
    commands.add(
        CommandSpec.of("lset", 4, GROUP, "1.0.0", "Sets an element of a list by its index")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .oneKey(),
        ListEditCommands::set);
    commands.add(
        CommandSpec.of("linsert", 5, GROUP, "2.2.0", "Inserts an element before or after another")
            .flags(Flag.WRITE, Flag.DENYOOM)
            .oneKey(),
        ListEditCommands::insert);
    commands.add(
        CommandSpec.of("lrem", 4, GROUP, "1.0.0", "Removes matching elements from a list")
            .flags(Flag.WRITE)
            .oneKey(),
        ListEditCommands::remove);
    commands.add(
        CommandSpec.of("ltrim", 4, GROUP, "1.0.0", "Removes what is outside of a range of a list")
            .flags(Flag.WRITE)
            .oneKey(),
        ListEditCommands::trim);
  }

  private static void set(Call call) {
    KeyEntry entry = call.find(call.arg(1), KeyType.LIST);
    if (entry == null) {
      throw new RefusedException(RefusedException.NO_SUCH_KEY);
    }
    ListValue list = ListValue.of(entry);
    int index = IndexRange.absolute(call.integer(2), list.size());
    if (index < 0) {
      throw new RefusedException(RefusedException.INDEX_OUT_OF_RANGE);
    }
    call.change(entry, new ListChange.Row(list.order(index), 1, new byte[][] {call.arg(3)}));
    call.notify(EventClass.LIST, "lset", entry.name());
    call.reply().ok();
  }

  private static void insert(Call call) {
    boolean isAfter = call.is(2, "AFTER");
    if (!isAfter && !call.is(2, "BEFORE")) {
      throw new RefusedException(RefusedException.SYNTAX);
    }
    KeyEntry entry = call.find(call.arg(1), KeyType.LIST);
    if (entry == null) {
      call.reply().integer(0);
      return;
    }
    ListValue list = ListValue.of(entry);
    int pivot = indexOf(list, call.arg(3));
    if (pivot < 0) {
      call.reply().integer(-1);
      return;
    }
    long order = orderAt(call, entry, isAfter ? pivot + 1 : pivot);
    call.change(entry, new ListChange.Row(order, 1, new byte[][] {call.arg(4)}));
    call.notify(EventClass.LIST, "linsert", entry.name());
    call.reply().integer(list.size());
  }

  private static int indexOf(ListValue list, byte[] element) {
    int index = 0;
    for (ListCursor cursor = list.cursor(0, true); cursor.isAtElement(); cursor.advance()) {
      if (cursor.holds(element)) {
        return index;
      }
      index++;
    }
    return -1;
  }

  // An order for a new element that will have this index.
  private static long orderAt(Call call, KeyEntry entry, int index) {
    ListValue list = ListValue.of(entry);
    if (index == 0) {
      Renumbering.ensureRoom(call, entry, ListEnd.LEFT, 1);
      return list.firstOrder() - ListValue.GAP;
    }
    if (index == list.size()) {
      Renumbering.ensureRoom(call, entry, ListEnd.RIGHT, 1);
      return list.lastOrder() + ListValue.GAP;
    }
    return Renumbering.orderBefore(call, entry, index);
  }

  private static void remove(Call call) {
    long count = call.integer(2);
    KeyEntry entry = call.find(call.arg(1), KeyType.LIST);
    if (entry == null) {
      call.reply().integer(0);
      return;
    }
    long[] orders = matching(ListValue.of(entry), count, call.arg(3));
    if (orders.length > 0) {
      call.change(entry, new ListChange.Gone(orders));
      call.notify(EventClass.LIST, "lrem", entry.name());
      var _ = call.deleteIfEmpty(entry);
    }
    call.reply().integer(orders.length);
  }

  // The orders of so many matches from the left; from the right if negative; all if 0.
  private static long[] matching(ListValue list, long count, byte[] element) {
    long wanted = count == 0 || count == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(count);
    boolean isForwards = count >= 0;
    long[] orders = new long[8];
    int found = 0;
    ListCursor cursor = list.cursor(isForwards ? 0 : list.size() - 1, isForwards);
    for (; cursor.isAtElement() && found < wanted; cursor.advance()) {
      if (cursor.holds(element)) {
        orders = found == orders.length ? Arrays.copyOf(orders, found * 2) : orders;
        orders[found++] = cursor.order();
      }
    }
    return Arrays.copyOf(orders, found);
  }

  private static void trim(Call call) {
    long start = call.integer(2);
    long stop = call.integer(3);
    KeyEntry entry = call.find(call.arg(1), KeyType.LIST);
    if (entry != null) {
      trim(call, entry, start, stop);
    }
    call.reply().ok();
  }

  private static void trim(Call call, KeyEntry entry, long start, long stop) {
    ListValue list = ListValue.of(entry);
    IndexRange kept = IndexRange.of(start, stop, list.size());
    if (kept.count() == 0) {
      call.notify(EventClass.LIST, "ltrim", entry.name());
      call.delete(entry);
      call.notify(EventClass.GENERIC, "del", entry.name());
      return;
    }
    long from = list.order(kept.from());
    long to = list.order(kept.from() + kept.count() - 1);
    if (to < list.lastOrder()) {
      call.change(entry, new ListChange.GoneRange(to + 1, list.lastOrder()));
    }
    if (from > list.firstOrder()) {
      call.change(entry, new ListChange.GoneRange(list.firstOrder(), from - 1));
    }
    call.notify(EventClass.LIST, "ltrim", entry.name());
  }

  private ListEditCommands() {}
}
