package io.haulm.conformance.redis;

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
 * a: SET key "two words"     sends a command and waits until it is answered or blocks
 * a! CLIENT REPLY OFF        a command that is never answered
 * a> PING\r\nPING\r\n        exactly these bytes, for one reply; a>2 for two
 * w? BLPOP list 0            as with the colon, but skipped while w is blocked
 * w waits                    for a reply that only time brings
 * a until EXISTS key gives :0    asks until the reply is this one
 * a ends                     the server closes the connection
 * a closes
 *   a&lt; "text"                the reply that Haulm must give to the line above; what the original
 *                            says is not asked, for here the two differ on purpose
 * </pre>
 *
 * <p>Words are quoted as {@link Words} has it. <code>{id N}</code> is the Nth id that the server
 * made up for entries of streams in this conversation, <code>{client a}</code> the id of a's
 * connection.
 *
 * @param title what the conversation shows
 * @param lines in order
 */
record Talk(String title, List<Line> lines) {

  private static final Pattern COMMAND = Pattern.compile("(\\w+)([:!?]) ?(.*)");
  private static final Pattern RAW = Pattern.compile("(\\w+)>(\\d*) (.*)");
  private static final Pattern ACT = Pattern.compile("(\\w+) (waits|closes|ends)");
  private static final Pattern UNTIL = Pattern.compile("(\\w+) until (.*) gives (.*)");
  private static final Pattern BY_HAND = Pattern.compile(" +(\\w+)< (.*)");

  Talk {
    lines = List.copyOf(lines);
  }

  /**
   * One step.
   *
   * @param text as it is written
   * @param step what it asks for
   * @param byHand the replies that Haulm must give, where they differ from the original's
   */
  record Line(String text, TalkStep step, List<ByHand> byHand) {
    Line {
      byHand = List.copyOf(byHand);
    }
  }

  /** A reply written down by hand, as {@link Reply#shown()} shows it. */
  record ByHand(String party, String reply) {}

  /** Reads the conversations of a file. */
  static List<Talk> parseAll(String text) {
    var talks = new ArrayList<Talk>();
    String title = "";
    var lines = new ArrayList<Line>();
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("== ")) {
        addIfAny(talks, title, lines);
        title = line.substring(3);
        lines.clear();
      } else if (line.startsWith(" ")) {
        lines.add(withByHand(lines.removeLast(), line));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        lines.add(new Line(line, parseStep(line), List.of()));
      }
    }
    addIfAny(talks, title, lines);
    return talks;
  }

  private static void addIfAny(List<Talk> talks, String title, List<Line> lines) {
    if (!lines.isEmpty()) {
      talks.add(new Talk(title, lines));
    }
  }

  private static Line withByHand(Line line, String text) {
    Matcher byHand = BY_HAND.matcher(text);
    if (!byHand.matches()) {
      throw new AssertionError("not a reply by hand: " + text);
    }
    var all = new ArrayList<>(line.byHand());
    all.add(new ByHand(byHand.group(1), byHand.group(2)));
    return new Line(line.text(), line.step(), all);
  }

  /** Reads one line. */
  static TalkStep parseStep(String line) {
    Matcher until = UNTIL.matcher(line);
    if (until.matches()) {
      return new TalkStep.AwaitState(until.group(1), until.group(2), until.group(3));
    }
    Matcher act = ACT.matcher(line);
    if (act.matches()) {
      String party = act.group(1);
      return switch (act.group(2)) {
        case "waits" -> new TalkStep.AwaitReply(party);
        case "closes" -> new TalkStep.Close(party);
        default -> new TalkStep.AwaitEnd(party);
      };
    }
    Matcher raw = RAW.matcher(line);
    if (raw.matches()) {
      int replies = raw.group(2).isEmpty() ? 1 : Integer.parseInt(raw.group(2));
      return new TalkStep.Raw(raw.group(1), raw.group(3), replies);
    }
    Matcher command = COMMAND.matcher(line);
    if (command.matches()) {
      String mark = command.group(2);
      return new TalkStep.Command(
          command.group(1), command.group(3), !mark.equals("!"), mark.equals("?"));
    }
    throw new AssertionError("not a line of a conversation: " + line);
  }

  /** Whether somebody waits for what only time brings. */
  boolean dependsOnTime() {
    return lines.stream()
        .map(Line::step)
        .anyMatch(
            step -> step instanceof TalkStep.AwaitReply || step instanceof TalkStep.AwaitState);
  }

  /** The same conversation with other lines. */
  Talk withLines(List<Line> otherLines) {
    return new Talk(title, otherLines);
  }

  /** As it would be written in a file. */
  String text() {
    var text = new StringBuilder("== " + title + "\n");
    for (Line line : lines) {
      text.append(line.text()).append('\n');
      line.byHand().forEach(one -> text.append("  %s< %s\n".formatted(one.party(), one.reply())));
    }
    return text.toString();
  }
}
