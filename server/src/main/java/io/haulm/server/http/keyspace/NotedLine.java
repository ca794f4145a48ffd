package io.haulm.server.http.keyspace;

import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.KeyFinders;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A line as the audit log keeps it: the command and its keys, but neither what was written nor
 * passwords. Of these only the length is told.
 */
final class NotedLine {
  private static final Pattern SECRET = Pattern.compile(".*(?:pass|auth|secret|user).*");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,20}");
  private static final String CONFIG_SET = "config|set";

  /** Commands whose words are all secret, or may be. */
  private static final Set<String> DARK = Set.of("acl", "auth", "hello", "migrate");

  private static final String SCRIPTS = "scripting";

  private NotedLine() {}

  /** The line that has these words, the command's name being the first of them. */
  static String of(CommandSpec spec, List<byte[]> words) {
    Set<Integer> keys = keys(spec, words);
    StringBuilder line = new StringBuilder(text(words.getFirst()).toUpperCase(Locale.ROOT));
    for (int i = 1; i < words.size(); i++) {
      boolean isName = spec.isSubcommand() && i == 1;
      boolean isShown = isName || keys.contains(i) || mayBeShown(spec, words, i);
      line.append(' ').append(isShown ? text(words.get(i)) : length(words.get(i)));
    }
    return line.toString();
  }

  private static Set<Integer> keys(CommandSpec spec, List<byte[]> words) {
    Set<Integer> places = new HashSet<>();
    if (spec.admits(words.size())) {
      for (int place : KeyFinders.find(spec, words.toArray(byte[][]::new))) {
        places.add(place);
      }
    }
    return places;
  }

  private static boolean mayBeShown(CommandSpec spec, List<byte[]> words, int place) {
    String container = spec.name().split("\\|", 2)[0];
    if (DARK.contains(container) || spec.group().equals(SCRIPTS)) {
      return false;
    }
    if (spec.name().equals(CONFIG_SET)) {
      // Names and values in turn, from the third word on.
      String name = text(words.get(place % 2 == 0 ? place : place - 1)).toLowerCase(Locale.ROOT);
      return place % 2 == 0 || !SECRET.matcher(name).matches();
    }
    if (spec.name().startsWith("tube.")) {
      return place == 1 || !spec.name().equals("tube.put");
    }
    // How long a key lives, or which database it goes to: no value, unless it is no number.
    return !spec.is(Flag.WRITE)
        || (spec.group().equals("generic") && NUMBER.matcher(text(words.get(place))).matches());
  }

  private static String length(byte[] word) {
    return "(" + word.length + " bytes)";
  }

  private static String text(byte[] word) {
    return Shown.of(word).text();
  }
}
