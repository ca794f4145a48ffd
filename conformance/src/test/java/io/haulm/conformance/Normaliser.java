package io.haulm.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of replies what no two servers can have in common: ids, clocks, and who they are.
 *
 * <p>Each such value must still look as it should; one that does not stays in and is seen.
 */
final class Normaliser {

  private static final Pattern WITH_ID =
      Pattern.compile("(INSERTED|RESERVED|FOUND|BURIED) (\\d+)(.*)", Pattern.DOTALL);
  private static final Pattern STATISTICS =
      Pattern.compile("OK (\\d+)\r\n(---\n(?:[a-z-]+: .*\n)+)", Pattern.DOTALL);
  private static final Pattern PAIR = Pattern.compile("([a-z-]+): (.*)");

  private static final Map<String, Pattern> VOLATILE =
      Map.ofEntries(
          Map.entry("pid", Pattern.compile("\\d+")),
          Map.entry("rusage-utime", Pattern.compile("\\d+\\.\\d{6}")),
          Map.entry("rusage-stime", Pattern.compile("\\d+\\.\\d{6}")),
          Map.entry("uptime", Pattern.compile("\\d+")),
          Map.entry("hostname", Pattern.compile("\\S.*")),
          Map.entry("os", Pattern.compile("\\S.*")),
          Map.entry("platform", Pattern.compile("\\S.*")),
          // The journals are different things; these servers run without one.
          Map.entry("binlog-max-size", Pattern.compile("\\d+")),
          Map.entry("age", Pattern.compile("\\d+")),
          // 0 means "does not apply" or "is over", which both servers must agree on.
          Map.entry("time-left", Pattern.compile("[1-9]\\d*")),
          Map.entry("pause-time-left", Pattern.compile("[1-9]\\d*")));

  private static final Pattern SERVER_ID = Pattern.compile("[0-9a-f]{16}");

  private final Observer observer;
  private final List<String> jobIds = new ArrayList<>();

  Normaliser(Observer observer) {
    this.observer = observer;
  }

  /** The id that the Nth job of this conversation has on this server; N counts from 1. */
  String jobId(int n) {
    // A job that was never there: an id that nobody will be given.
    return n <= jobIds.size() ? jobIds.get(n - 1) : Long.toString(9_000_000_000_000_000L + n);
  }

  /** All ids that were seen, in order of appearance. */
  List<String> jobIds() {
    return List.copyOf(jobIds);
  }

  /** A reply as both servers should give it. */
  String normalise(String reply) {
    Matcher statistics = STATISTICS.matcher(reply);
    if (statistics.matches()) {
      return normaliseStatistics(statistics);
    }
    Matcher withId = WITH_ID.matcher(reply);
    if (withId.matches()) {
      return withId.group(1) + " " + nameOf(withId.group(2)) + withId.group(3);
    }
    return reply;
  }

  private String nameOf(String id) {
    if (!jobIds.contains(id)) {
      jobIds.add(id);
    }
    return "{job " + (jobIds.indexOf(id) + 1) + "}";
  }

  private String normaliseStatistics(Matcher statistics) {
    String body = statistics.group(2);
    boolean lengthIsTrue = Integer.parseInt(statistics.group(1)) == body.length();
    var text = new StringBuilder(lengthIsTrue ? "OK {length}\r\n" : "OK {wrong length}\r\n");
    for (String line : body.split("\n", 0)) {
      Matcher pair = PAIR.matcher(line);
      text.append(pair.matches() ? normalisePair(pair.group(1), pair.group(2), line) : line);
      text.append('\n');
    }
    return text.toString();
  }

  private String normalisePair(String key, String value, String line) {
    String normal =
        switch (key) {
          case "id" -> SERVER_ID.matcher(value).matches() ? "{server}" : nameOf(value);
          case "cmd-stats" -> minus(value, observer.statsAsked());
          case "cmd-stats-job" -> minus(value, observer.statsJobAsked());
          default -> {
            Pattern shape = VOLATILE.get(key);
            yield shape != null && shape.matcher(value).matches() ? "{" + key + "}" : value;
          }
        };
    return normal.equals(value) ? line : key + ": " + normal;
  }

  private static String minus(String value, int ours) {
    return Long.toString(Long.parseLong(value) - ours);
  }
}
