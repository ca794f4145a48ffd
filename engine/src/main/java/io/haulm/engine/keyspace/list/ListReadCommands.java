package io.haulm.engine.keyspace.list;

import static io.haulm.engine.keyspace.list.ListCommands.GROUP;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;
import io.haulm.engine.keyspace.RefusedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at lists. */
final class ListReadCommands {
  private static final String RANK_OUT_OF_RANGE =
      "ERR value is out of range, value must between -9223372036854775807 and 9223372036854775807";

  static void register(CommandTable commands) {
    commands.add(
        CommandSpec.of("llen", 2, GROUP, "1.0.0", "Returns the length of a list")
            .flags(Flag.READONLY, Flag.FAST)
            .oneKey(),
        ListReadCommands::length);
    commands.add(
        CommandSpec.of("lrange", 4, GROUP, "1.0.0", "Returns a range of elements of a list")
            .flags(Flag.READONLY)
            .oneKey(),
        ListReadCommands::range);
    commands.add(
        CommandSpec.of("lindex", 3, GROUP, "1.0.0", "Returns an element of a list by its index")
            .flags(Flag.READONLY)
            .oneKey(),
        ListReadCommands::index);
    commands.add(
        CommandSpec.of("lpos", -3, GROUP, "6.0.6", "Returns the indexes of matching elements")
            .flags(Flag.READONLY)
            .oneKey(),
        ListReadCommands::positions);
  }

  private static void length(Call call) {
    KeyEntry entry = call.find(call.arg(1), KeyType.LIST);
    call.reply().integer(entry == null ? 0 : ListValue.of(entry).size());
  }

  private static void range(Call call) {
    long start = call.integer(2);
    long stop = call.integer(3);
    KeyEntry entry = call.find(call.arg(1), KeyType.LIST);
    if (entry == null) {
      call.reply().array(0);
      return;
    }
    ListValue list = ListValue.of(entry);
    IndexRange range = IndexRange.of(start, stop, list.size());
    call.reply().array(range.count());
    ListCursor cursor = list.cursor(range.from(), true);
    for (int i = range.count(); i > 0; i--) {
      cursor.tell(call.reply());
      cursor.advance();
    }
  }

  private static void index(Call call) {
    KeyEntry entry = call.find(call.arg(1), KeyType.LIST);
    if (entry == null) {
      call.reply().nil();
      return;
    }
    ListValue list = ListValue.of(entry);
    ListCursor cursor = list.cursor(IndexRange.absolute(call.integer(2), list.size()), true);
    if (cursor.isAtElement()) {
      cursor.tell(call.reply());
    } else {
      call.reply().nil();
    }
  }

  private static void positions(Call call) {
    Search search = Search.of(call);
    KeyEntry entry = call.find(call.arg(1), KeyType.LIST);
    List<Integer> found = entry == null ? List.of() : search.run(ListValue.of(entry), call.arg(2));
    Long max = search.max();
    if (max != null) {
      call.reply().array(found.size());
      found.forEach(call.reply()::integer);
    } else if (found.isEmpty()) {
      call.reply().nil();
    } else {
      call.reply().integer(found.getFirst());
    }
  }

  /**
   * What LPOS looks for.
   *
   * @param rank which match is the first one wanted, 1 being the first at all; negative: the same
   *     from the right
   * @param max how many are wanted, 0 being all; null: one, and not as an array
   * @param compared how many elements are looked at, at most; 0 for all
   */
  private record Search(long rank, @Nullable Long max, long compared) {
    static Search of(Call call) {
      long rank = 1;
      Long max = null;
      long compared = 0;
      for (int i = 3; i < call.count(); i += 2) {
        if (i + 1 == call.count()) {
          throw new RefusedException(RefusedException.SYNTAX);
        }
        if (call.is(i, "RANK")) {
          rank = rank(call, i + 1);
        } else if (call.is(i, "COUNT")) {
          max = call.integerOrRefuse(i + 1, 0, Long.MAX_VALUE, "ERR COUNT can't be negative");
        } else if (call.is(i, "MAXLEN")) {
          compared = call.integerOrRefuse(i + 1, 0, Long.MAX_VALUE, "ERR MAXLEN can't be negative");
        } else {
          throw new RefusedException(RefusedException.SYNTAX);
        }
      }
      return new Search(rank, max, compared);
    }

    private static long rank(Call call, int place) {
      // The smallest number cannot be turned around.
      long rank = call.integer(place, -Long.MAX_VALUE, Long.MAX_VALUE, RANK_OUT_OF_RANGE);
      if (rank == 0) {
        throw new RefusedException(
            "ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ..."
                + " or use negative to start from the end of the list");
      }
      return rank;
    }

    List<Integer> run(ListValue list, byte[] element) {
      List<Integer> found = new ArrayList<>();
      boolean isForwards = rank > 0;
      int index = isForwards ? 0 : list.size() - 1;
      long skipped = Math.abs(rank) - 1;
      long wanted = max == null ? 1 : max == 0 ? Long.MAX_VALUE : max;
      long left = compared == 0 ? Long.MAX_VALUE : compared;
      ListCursor cursor = list.cursor(index, isForwards);
      while (cursor.isAtElement() && left > 0 && found.size() < wanted) {
        if (cursor.holds(element) && skipped-- <= 0) {
          found.add(index);
        }
        cursor.advance();
        index += isForwards ? 1 : -1;
        left--;
      }
      return found;
    }
  }

  private ListReadCommands() {}
}
