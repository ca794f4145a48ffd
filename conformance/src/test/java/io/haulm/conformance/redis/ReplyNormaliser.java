package io.haulm.conformance.redis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes out of replies what no two servers can have in common: ids that carry the time, ages,
 * connection numbers, and the order in what has none.
 *
 * <p>Each such value must still look as it should; one that does not stays in and is seen.
 */
final class ReplyNormaliser {

  private static final Set<String> UNORDERED =
      Set.of(
          "SMEMBERS",
          "SINTER",
          "SUNION",
          "SDIFF",
          "SPOP",
          "KEYS",
          "HKEYS",
          "HVALS",
          "PUBSUB CHANNELS",
          "PUBSUB SHARDCHANNELS");
  private static final Set<String> UNORDERED_PAIRS = Set.of("HGETALL", "CONFIG GET");
  private static final Set<String> CURSORS = Set.of("SCAN", "SSCAN");
  private static final Set<String> CURSORS_OF_PAIRS = Set.of("HSCAN", "ZSCAN");
  private static final Set<String> TIMES_LEFT = Set.of("TTL", "PTTL");

  /** Values that belong to the machine or to the moment, by command and by the name before them. */
  private static final Set<String> VOLATILE =
      Set.of(
          "HELLO id",
          "HELLO version",
          "HELLO modules",
          "XINFO STREAM radix-tree-keys",
          "XINFO STREAM radix-tree-nodes");

  private static final Set<String> AGES =
      Set.of("XINFO CONSUMERS idle", "XINFO CONSUMERS inactive", "XINFO STREAM idle");

  /** Names of what only 7.2 and later tell. */
  private static final Set<String> NEWS = Set.of("inactive", "active-time");

  private static final Pattern ENTRY_ID = Pattern.compile("1[6-9]\\d{11}-\\d+");
  private static final Comparator<Reply> BY_TEXT = Comparator.comparing(Reply::shown);

  /** Two servers are asked moments apart: times are compared by so many. */
  private static final long GRAIN_MILLIS = 10_000;

  private static final long EARLY_MILLIS_MAX = 1000;

  private static final long NEAR_MILLIS = 86_400_000;

  private final List<String> entryIds = new ArrayList<>();
  private final boolean hidesUnknownLag;

  /**
   * A normaliser for one conversation with one server.
   *
   * @param hidesUnknownLag leave out the lag of groups of which nobody knows how many entries they
   *     have read: Redis says nothing then, and Haulm counts
   */
  ReplyNormaliser(boolean hidesUnknownLag) {
    this.hidesUnknownLag = hidesUnknownLag;
  }

  /** The Nth id that the server made up; N counts from 1. */
  String entryId(int n) {
    // An entry that was never there: an id that nobody will be given.
    return n <= entryIds.size() ? entryIds.get(n - 1) : "9" + n + "-0";
  }

  /** A reply to a command as all servers should give it. */
  Reply normalise(List<String> command, Reply reply) {
    String name = name(command);
    Reply timeless = reply;
    if (UNORDERED.contains(name)) {
      timeless = sorted(reply);
    } else if (UNORDERED_PAIRS.contains(name)) {
      timeless = sortedPairs(reply);
    } else if (CURSORS.contains(name) || CURSORS_OF_PAIRS.contains(name)) {
      timeless = page(reply, CURSORS_OF_PAIRS.contains(name));
    } else if (TIMES_LEFT.contains(name)) {
      timeless = timeLeft(reply, name.equals("TTL") ? GRAIN_MILLIS / 1000 : GRAIN_MILLIS);
    } else if (name.equals("XPENDING")) {
      timeless = pendingEntries(reply);
    } else if (name.equals("CLIENT ID") || name.equals("MEMORY USAGE")) {
      timeless = reply.is(':') ? new Reply.Scalar(':', "{" + name + "}") : reply;
    } else if (name.equals("OBJECT IDLETIME")) {
      timeless = age(reply);
    } else if (name.equals("TIME")) {
      return timeless.parts().size() == 2 ? Reply.bulk("{time}") : reply;
    }
    return values(name, "", timeless);
  }

  /** The name of a command, with its subcommand where that decides what is answered. */
  static String name(List<String> command) {
    if (command.isEmpty()) {
      return "";
    }
    String first = command.getFirst().toUpperCase(Locale.ROOT);
    boolean hasSubcommand =
        Set.of("XINFO", "PUBSUB", "CONFIG", "CLIENT", "OBJECT", "MEMORY").contains(first);
    return hasSubcommand && command.size() > 1
        ? first + " " + command.get(1).toUpperCase(Locale.ROOT)
        : first;
  }

  private static Reply sorted(Reply reply) {
    return reply instanceof Reply.Aggregate all
        ? all.with(all.items().stream().sorted(BY_TEXT).toList())
        : reply;
  }

  private static Reply sortedPairs(Reply reply) {
    if (!(reply instanceof Reply.Aggregate all) || all.items().size() % 2 != 0) {
      return reply;
    }
    var pairs = new ArrayList<>(all.pairs());
    pairs.sort(Comparator.comparing(pair -> pair.getFirst().shown()));
    return all.with(pairs.stream().flatMap(List::stream).toList());
  }

  /** A page of a scan that goes on has a cursor that means nothing to others. */
  private static Reply page(Reply reply, boolean pairs) {
    if (!(reply instanceof Reply.Aggregate all) || all.items().size() != 2) {
      return reply;
    }
    boolean isLast = all.items().getFirst().content().equals("0");
    Reply items = all.items().getLast();
    return all.with(
        List.of(Reply.bulk(isLast ? "0" : "{cursor}"), pairs ? sortedPairs(items) : sorted(items)));
  }

  private static Reply timeLeft(Reply reply, long grain) {
    long left = reply.is(':') ? Long.parseLong(reply.content()) : -1;
    return left <= 0 ? reply : new Reply.Scalar(':', "<=" + (left + grain - 1) / grain * grain);
  }

  private static Reply age(Reply reply) {
    long millis = reply.is(':') ? Long.parseLong(reply.content()) : -1;
    return millis < 0 ? reply : new Reply.Scalar(':', ">=" + millis / GRAIN_MILLIS * GRAIN_MILLIS);
  }

  /** The extended form tells of each entry: id, consumer, age, deliveries. */
  private static Reply pendingEntries(Reply reply) {
    if (!(reply instanceof Reply.Aggregate all)) {
      return reply;
    }
    return all.with(all.items().stream().map(ReplyNormaliser::pendingEntry).toList());
  }

  private static Reply pendingEntry(Reply entry) {
    if (!(entry instanceof Reply.Aggregate all) || all.items().size() != 4) {
      return entry;
    }
    var items = new ArrayList<>(all.items());
    items.set(2, age(items.get(2)));
    return all.with(items);
  }

  /** Names what the server made up, everywhere in the reply. */
  private Reply values(String command, String nameBefore, Reply reply) {
    String place = command + " " + nameBefore;
    if (VOLATILE.contains(place)) {
      return Reply.bulk("{" + nameBefore + "}");
    }
    if (AGES.contains(place)) {
      return age(reply);
    }
    return switch (reply) {
      case Reply.Scalar scalar -> scalar(scalar);
      case Reply.Nil nil -> nil;
      case Reply.Aggregate all -> {
        var items = new ArrayList<Reply>();
        String before = "";
        for (Reply item : withoutNews(all.items())) {
          items.add(values(command, before, item));
          before = item.is('$') ? item.content() : "";
        }
        yield all.with(items);
      }
    };
  }

  /** Takes out the pairs that 7.2 added to maps; hand-written expectations tell of them. */
  private List<Reply> withoutNews(List<Reply> items) {
    var old = new ArrayList<Reply>();
    boolean isLagUnknown = false;
    for (int i = 0; i < items.size(); i++) {
      String word = items.get(i).is('$') ? items.get(i).content() : "";
      if (NEWS.contains(word) || (hidesUnknownLag && isLagUnknown && word.equals("lag"))) {
        i++;
        continue;
      }
      boolean hasNext = i + 1 < items.size();
      isLagUnknown |=
          word.equals("entries-read") && hasNext && items.get(i + 1) instanceof Reply.Nil;
      old.add(items.get(i));
    }
    return old;
  }

  private Reply scalar(Reply.Scalar scalar) {
    String text = scalar.text();
    if (scalar.kind() == '$' && ENTRY_ID.matcher(text).matches()) {
      if (!entryIds.contains(text)) {
        entryIds.add(text);
      }
      return Reply.bulk("{id " + (entryIds.indexOf(text) + 1) + "}");
    }
    if (scalar.kind() == ':' && text.matches("\\d{10}|\\d{13}")) {
      return momentNear(scalar, text.length() == 10 ? 1000 : 1);
    }
    return scalar;
  }

  private static Reply momentNear(Reply.Scalar scalar, long unitMillis) {
    long away = Long.parseLong(scalar.text()) * unitMillis - System.currentTimeMillis();
    if (Math.abs(away) > NEAR_MILLIS) {
      return scalar;
    }
    // We look a while after the server did; and one that rounds to seconds may be ahead of us.
    long grains = Math.ceilDiv(away - EARLY_MILLIS_MAX, GRAIN_MILLIS);
    return new Reply.Scalar(':', "now+" + grains * GRAIN_MILLIS);
  }
}
