package io.haulm.engine.keyspace;

import io.haulm.engine.keyspace.CommandSpec.Flag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SORT: the elements of a list, set or sorted set in another order. */
final class SortCommands {
  private static final String GROUP = "generic";
  private static final byte[] NOTHING = {};

  /** An element with what it is sorted by. */
  private record Sorted(byte[] element, double number, byte @Nullable [] text) {}

  private static final Comparator<Sorted> BY_NUMBER =
      Comparator.comparingDouble(Sorted::number)
          .thenComparing(Sorted::element, Arrays::compareUnsigned);

  private final Call call;
  private final SortRequest request;

  static void register(CommandTable commands) {
    commands.add(
        CommandSpec.of("sort", -2, GROUP, "1.0.0", "Sorts a list, a set or a sorted set")
            .flags(Flag.WRITE, Flag.DENYOOM, Flag.MOVABLEKEYS)
            .withKeys(new CommandSpec.Keys.Movable(SortCommands::keys, 1, 1, 1)),
        call -> new SortCommands(call, SortRequest.of(call, true)).run());
    commands.add(
        CommandSpec.of("sort_ro", -2, GROUP, "7.0.0", "Sorts without storing the result")
            .flags(Flag.READONLY, Flag.MOVABLEKEYS)
            .withKeys(new CommandSpec.Keys.Movable(_ -> new int[] {1}, 1, 1, 1)),
        call -> new SortCommands(call, SortRequest.of(call, false)).run());
  }

  private SortCommands(Call call, SortRequest request) {
    this.call = call;
    this.request = request;
  }

  // Of several targets the last one counts.
  private static int[] keys(byte[][] argv) {
    int target = 0;
    for (int i = 2; i < argv.length - 1; i++) {
      if (Words.is(argv[i], "LIMIT")) {
        i += 2;
      } else if (Words.is(argv[i], "BY") || Words.is(argv[i], "GET")) {
        i++;
      } else if (Words.is(argv[i], "STORE")) {
        target = ++i;
      }
    }
    return target == 0 ? new int[] {1} : new int[] {1, target};
  }

  private void run() {
    KeyEntry entry = call.find(call.arg(1));
    List<byte[]> elements = new ArrayList<>();
    if (entry != null) {
      if (!(entry.value() instanceof SortSource source)) {
        throw new RefusedException(RefusedException.WRONG_TYPE);
      }
      source.forEachElement(elements::add);
    }
    boolean isSet = entry != null && entry.value().type() == KeyType.SET;
    byte[] target = request.target();
    if (target != null) {
      store(target, shown(sorted(elements, isSet)));
    } else {
      tell(shown(sorted(elements, isSet)));
    }
  }

  private List<byte[]> sorted(List<byte[]> elements, boolean isSet) {
    SortPattern by = request.by();
    if (by == null || by.hasStar()) {
      return sorted(elements, by, request.isAlphabetic());
    }
    // A name without a star says not to sort. What is stored, or a script works on, has an order
    // that can be relied on.
    boolean isReliable = request.target() != null || call.origin() == Call.Origin.SCRIPT;
    if (isSet && isReliable) {
      return sorted(elements, null, true);
    }
    if (request.isDescending() && !isSet) {
      Collections.reverse(elements);
    }
    return request.limited(elements);
  }

  private List<byte[]> sorted(List<byte[]> elements, @Nullable SortPattern by, boolean isText) {
    List<Sorted> all = new ArrayList<>(elements.size());
    for (byte[] element : elements) {
      byte[] weight = by == null ? element : by.look(call, element);
      double number = isText || weight == null ? 0 : number(weight);
      all.add(new Sorted(element, number, isText ? weight : null));
    }
    Comparator<Sorted> order =
        isText ? Comparator.comparing(Sorted::text, SortCommands::compare) : BY_NUMBER;
    all.sort(request.isDescending() ? order.reversed() : order);
    List<byte[]> result = new ArrayList<>();
    request.limited(all).forEach(sorted -> result.add(sorted.element));
    return result;
  }

  // What there is none of comes first.
  private static int compare(byte @Nullable [] one, byte @Nullable [] other) {
    if (one == null || other == null) {
      return Boolean.compare(one != null, other != null);
    }
    return Arrays.compareUnsigned(one, other);
  }

  private static double number(byte[] word) {
    return Numbers.tryParseDouble(word)
        .orElseThrow(
            () -> new RefusedException("ERR One or more scores can't be converted into double"));
  }

  private List<byte @Nullable []> shown(List<byte[]> elements) {
    List<byte @Nullable []> shown = new ArrayList<>();
    for (byte[] element : elements) {
      if (request.gets().isEmpty()) {
        shown.add(element);
      }
      for (SortPattern get : request.gets()) {
        shown.add(get.look(call, element));
      }
    }
    return shown;
  }

  private void tell(List<byte @Nullable []> shown) {
    call.reply().array(shown.size());
    for (byte[] part : shown) {
      if (part == null) {
        call.reply().nil();
      } else {
        call.reply().bulk(part);
      }
    }
  }

  private void store(byte[] target, List<byte @Nullable []> shown) {
    KeyEntry old = call.peek(target);
    if (!shown.isEmpty()) {
      List<byte[]> stored = new ArrayList<>();
      for (byte[] part : shown) {
        stored.add(part == null ? NOTHING : part);
      }
      var _ = call.put(target, DataTypes.list(stored), KeyEntry.NEVER);
      call.notify(EventClass.LIST, "sortstore", target);
    } else if (old != null) {
      call.delete(old);
      call.notify(EventClass.GENERIC, "del", target);
    }
    call.reply().integer(shown.size());
  }
}
