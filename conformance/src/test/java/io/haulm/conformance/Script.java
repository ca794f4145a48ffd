package io.haulm.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A conversation over several named connections, to be held with more than one server.
 *
 * <pre>
 * == A title: what the conversation shows
 * # a remark
 * a: put 0 0 60 5\r\nhello     sends the line and CRLF on connection a
 * a> hel                       sends exactly this
 * w? reserve                   as with the colon, but skipped while w waits in a reserve
 * a waits                      for a reply that only time brings
 * a sees {job 1} become ready  the same for a state; a holds its connection awake
 * a closes
 * a half-closes
 * </pre>
 *
 * <p>In what is sent, {@code \r \n \t \0 \xHH \\} are bytes, <code>{N*c}</code> is the character c
 * N times, and <code>{job N}</code> the id of the Nth job of this conversation on this server.
 *
 * @param title what the conversation shows
 * @param steps in order
 */
record Script(String title, List<Step> steps) {

  private static final Pattern SEND = Pattern.compile("(\\w+)([:>?]) ?(.*)");
  private static final Pattern ACT = Pattern.compile("(\\w+) (waits|closes|half-closes)");
  private static final Pattern SEES =
      Pattern.compile("(\\w+) sees (\\{job \\d+\\}) become (ready|delayed|reserved|buried)");

  /** A delay, time to run, timeout or pause that may end before the next step, if that is late. */
  private static final Pattern SHORT_TIME =
      Pattern.compile(
          "(put \\d+ [1-9]|put \\d+ \\d+ \\d|release \\{job \\d+\\} \\d+ [1-9]"
              + "|reserve-with-timeout [1-9]|pause-tube \\S+ [1-9])(?!\\d)");

  Script {
    steps = List.copyOf(steps);
  }

  /** Reads the scripts of a file. */
  static List<Script> parseAll(String text) {
    var scripts = new ArrayList<Script>();
    String title = "";
    var steps = new ArrayList<Step>();
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("== ")) {
        addIfAny(scripts, title, steps);
        title = line.substring(3);
        steps.clear();
      } else if (!line.isBlank() && !line.startsWith("#")) {
        steps.add(parseStep(line));
      }
    }
    addIfAny(scripts, title, steps);
    return scripts;
  }

  private static void addIfAny(List<Script> scripts, String title, List<Step> steps) {
    if (!steps.isEmpty()) {
      scripts.add(new Script(title, steps));
    }
  }

  /** Reads one line. */
  static Step parseStep(String line) {
    Matcher sees = SEES.matcher(line);
    if (sees.matches()) {
      return new Step.AwaitState(line, sees.group(1), sees.group(2), sees.group(3));
    }
    Matcher act = ACT.matcher(line);
    if (act.matches()) {
      String party = act.group(1);
      return switch (act.group(2)) {
        case "waits" -> new Step.AwaitReply(line, party);
        case "closes" -> new Step.Close(line, party);
        default -> new Step.HalfClose(line, party);
      };
    }
    Matcher send = SEND.matcher(line);
    if (send.matches()) {
      String end = send.group(2).equals(">") ? "" : "\\r\\n";
      boolean unlessWaiting = send.group(2).equals("?");
      return new Step.Send(line, send.group(1), send.group(3) + end, unlessWaiting);
    }
    throw new AssertionError("not a line of a conversation: " + line);
  }

  /** Whether anything in it must happen within seconds, or waits for what only time brings. */
  boolean dependsOnTime() {
    return steps.stream().anyMatch(Script::dependsOnTime);
  }

  private static boolean dependsOnTime(Step step) {
    return switch (step) {
      case Step.AwaitReply _, Step.AwaitState _ -> true;
      case Step.Send send -> SHORT_TIME.matcher(send.payload()).find();
      case Step.Close _, Step.HalfClose _ -> false;
    };
  }

  /** The same conversation with other steps. */
  Script withSteps(List<Step> otherSteps) {
    return new Script(title, otherSteps);
  }

  /** As it would be written in a file. */
  String text() {
    var text = new StringBuilder("== " + title + "\n");
    steps.forEach(step -> text.append(step.text()).append('\n'));
    return text.toString();
  }
}
