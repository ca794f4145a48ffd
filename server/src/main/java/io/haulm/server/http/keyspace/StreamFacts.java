package io.haulm.server.http.keyspace;

import io.haulm.server.http.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A stream.
 *
 * @param key its name as text
 * @param key64 its name as it stands in paths
 * @param lagMax the most entries that a group has yet to be given; null when no group's are known
 * @param pending how many entries of all groups are not acknowledged
 */
record StreamFacts(
    int database,
    String key,
    String key64,
    long length,
    String firstId,
    String lastId,
    List<Group> groups,
    @Nullable Long lagMax,
    long pending) {
  private static final Pattern ID = Pattern.compile("[0-9]{1,20}(-[0-9]{1,20})?");
  private static final Pattern BOUND = Pattern.compile("[-+]|\\(?[0-9]{1,20}(-[0-9]{1,20})?");

  /** A consumer group; {@code lag} and {@code entriesRead} are null when that is not known. */
  record Group(
      String name,
      long consumers,
      long pending,
      @Nullable Long lag,
      String lastDeliveredId,
      @Nullable Long entriesRead) {}

  /** An entry; {@code atMillis} is the time in its id. */
  record Entry(String id, long atMillis, List<List<String>> fields) {}

  /** The facts; empty when the key has gone, or is none. */
  static Optional<StreamFacts> of(CommandRunner.Session session, int database, byte[] name) {
    Told info = session.run(CommandRunner.words("XINFO", "STREAM", name));
    if (info instanceof Told.Refusal) {
      return Optional.empty();
    }
    Told all = session.run(CommandRunner.words("XINFO", "GROUPS", name));
    List<Group> groups = all.parts().stream().map(StreamFacts::group).toList();
    Long lagMax = null;
    long pending = 0;
    for (Group group : groups) {
      pending += group.pending();
      Long lag = group.lag();
      if (lag != null && (lagMax == null || lag > lagMax)) {
        lagMax = lag;
      }
    }
    return Optional.of(
        new StreamFacts(
            database,
            ByteText.shown(name),
            ByteText.key64(name),
            info.field("length").number(),
            firstOf(info.field("first-entry")),
            info.field("last-generated-id").shown(),
            groups,
            lagMax,
            pending));
  }

  /** The same for a key that must be there. */
  static StreamFacts ofKnown(CommandRunner.Session session, int database, byte[] name) {
    return of(session, database, name)
        .orElseThrow(() -> {
          Told told = session.run(CommandRunner.words("XINFO", "STREAM", name));
          return told instanceof Told.Refusal(var message)
              ? CommandRunner.problem(message)
              : CommandRunner.problem("ERR no such key");
        });
  }

  private static String firstOf(Told entry) {
    return entry.parts().isEmpty() ? "0-0" : entry.parts().getFirst().shown();
  }

  private static Group group(Told group) {
    return new Group(
        group.field("name").shown(),
        group.field("consumers").number(),
        group.field("pending").number(),
        known(group.field("lag")),
        group.field("last-delivered-id").shown(),
        known(group.field("entries-read")));
  }

  private static @Nullable Long known(Told number) {
    return number instanceof Told.Whole(var value) ? value : null;
  }

  /** The entries of an answer to XRANGE and its like; what was deleted meanwhile is left out. */
  static List<Entry> entries(Told told) {
    List<Entry> entries = new ArrayList<>();
    for (Told entry : told.parts()) {
      if (entry.parts().size() == 2) {
        entries.add(entry(entry));
      }
    }
    return entries;
  }

  private static Entry entry(Told entry) {
    String id = entry.parts().getFirst().shown();
    List<Told> words = entry.parts().get(1).parts();
    List<List<String>> fields = new ArrayList<>();
    for (int i = 0; i + 1 < words.size(); i += 2) {
      fields.add(List.of(words.get(i).shown(), words.get(i + 1).shown()));
    }
    return new Entry(id, millis(id), fields);
  }

  /** The time in an id; 0 when it is beyond what a number can say. */
  static long millis(String id) {
    String millis = id.split("-", 2)[0];
    return millis.matches("[0-9]{1,18}") ? Long.parseLong(millis) : 0;
  }

  static String checkId(@Nullable String id) {
    if (id == null || !ID.matcher(id).matches()) {
      throw Problem.bad("bad-id", "An id of an entry looks like 1700000000000-0");
    }
    return id;
  }

  static String checkBound(String bound) {
    if (!BOUND.matcher(bound).matches()) {
      throw Problem.bad("bad-id", "A bound is -, +, or an id, with ( before it to leave it out");
    }
    return bound;
  }
}
