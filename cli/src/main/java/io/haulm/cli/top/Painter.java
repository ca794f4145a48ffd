package io.haulm.cli.top;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/** Paints a model. Each line has exactly the width of the screen. */
final class Painter {
  private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
  private static final AttributedStyle BOLD = PLAIN.bold();
  private static final AttributedStyle CURSOR = PLAIN.inverse();
  private static final String KEYS =
      " enter open  / filter  s sort  x select  k kick  p pause  M move  D delete  ?";
  private static final List<String> HELP =
      List.of(
          "",
          "  arrows, PgUp, PgDn, Home, End   move",
          "  1 tubes 2 jobs 3 failures 4 streams 5 workers 6 schedules; Tab: the next",
          "  enter    the jobs of this tube",
          "  /        filter: part of a tube's name; among jobs a filter such as",
          "           tube:mail state:buried age:>1h error:\"503\"",
          "  s        sort tubes by the oldest job, ready, buried, incoming, name",
          "  x        select a job; k, M and D then mean all that are selected",
          "  k        kick buried or delayed jobs      p   pause a tube, or resume it",
          "  M        move jobs to another tube        D   delete jobs, purge a tube",
          "           What changes jobs first counts them, and then asks.",
          "  :        a command: tubes, jobs FILTER, sort, quit",
          "  esc      back      ?  this page      q  quit");

  /** On a screen of so many lines more of them can be spent on what needs attention. */
  private static final int ROOMY_ROWS = 30;

  private static final int ATTENTION_MAX = 5;

  private final Model model;
  private final int width;
  private final int height;
  private final boolean hasColour;
  private final List<AttributedString> lines = new ArrayList<>();

  private Painter(Model model, int width, int height, boolean hasColour) {
    this.model = model;
    this.width = width;
    this.height = height;
    this.hasColour = hasColour;
  }

  /** The lines of a screen, as many as it is high; the caller may change the list. */
  static List<AttributedString> paint(Model model, int width, int height, boolean hasColour) {
    Painter painter = new Painter(model, width, height, hasColour);
    painter.paint();
    return new ArrayList<>(painter.lines.subList(0, Math.min(height, painter.lines.size())));
  }

  /** The headline, what needs attention, and all rows, as plain lines without trailing blanks. */
  static List<String> report(Model model, int width) {
    Painter painter = new Painter(model, width, Integer.MAX_VALUE, false);
    painter.paintHead();
    painter.paintTable(Math.max(1, model.visibleRows().size()));
    return painter.lines.stream().map(line -> line.toString().stripTrailing()).toList();
  }

  private void paint() {
    paintHead();
    int footer = 3;
    int tableRows = Math.max(1, height - lines.size() - 1 - footer);
    if (model.isHelp()) {
      HELP.forEach(line -> add(line, PLAIN));
    } else {
      paintTable(tableRows);
    }
    while (lines.size() < height - footer) {
      add("", PLAIN);
    }
    add(Headline.depthAndFailures(model), PLAIN);
    add(tabs(), PLAIN);
    add(lastLine(), PLAIN);
  }

  private void paintHead() {
    add(Headline.of(model, width), model.disconnectedSince().isPresent() ? red() : BOLD);
    model.attention().stream()
        .limit(attentionMax())
        .forEach(attention -> add("! " + Words.of(attention), colour(attention)));
  }

  private int attentionMax() {
    return height < ROOMY_ROWS ? 2 : ATTENTION_MAX;
  }

  private void paintTable(int rows) {
    List<Column> columns = fitting(model.tab().columns());
    add(" " + row(columns, null), BOLD);
    model.scrollTo(rows);
    List<JsonNode> visible = model.visibleRows();
    for (int i = model.top(); i < Math.min(visible.size(), model.top() + rows); i++) {
      JsonNode node = visible.get(i);
      boolean isSelected = model.selected().contains(model.tab().keyOf(node));
      boolean isCursor = i == model.cursor();
      String sign = isSelected ? "*" : isCursor ? ">" : " ";
      add(sign + row(columns, node), isCursor ? CURSOR : PLAIN);
    }
    if (visible.isEmpty()) {
      add("  nothing to show", PLAIN);
    }
  }

  /** Those for which there is room. */
  private List<Column> fitting(List<Column> all) {
    List<Column> columns = new ArrayList<>(all);
    while (width(columns) > width - 1) {
      Column last = columns.getFirst();
      for (Column column : columns) {
        last = column.rank() > last.rank() ? column : last;
      }
      if (last.rank() == 0) {
        break;
      }
      columns.remove(last);
    }
    return columns;
  }

  private static int width(List<Column> columns) {
    return columns.stream().mapToInt(column -> column.width() + 1).sum();
  }

  /** A row's cells; the titles when there is no row. */
  private String row(List<Column> columns, @Nullable JsonNode node) {
    int spare = Math.max(0, width - 1 - width(columns));
    StringBuilder text = new StringBuilder();
    for (Column column : columns) {
      int cellWidth = column.width() + (column.isFlexible() ? spare : 0);
      String cell = node == null ? column.title() : Show.text(column.cell().apply(node));
      text.append(column.isNumber() ? right(cell, cellWidth) : left(cell, cellWidth)).append(' ');
    }
    return text.toString();
  }

  private String tabs() {
    StringBuilder text = new StringBuilder(" ");
    for (Tab tab : Tab.values()) {
      String title = (tab.ordinal() + 1) + " " + tab.title();
      text.append(tab == model.tab() ? "[" + title + "]" : " " + title + " ");
    }
    if (!model.filter().isEmpty()) {
      // It goes first: on a narrow screen it matters more than the names of other pages.
      return " /" + model.filter() + "  " + text;
    }
    return text + (model.tab() == Tab.TUBES ? "  by " + model.sorting().title() : "");
  }

  private String lastLine() {
    if (model.prompt().isPresent()) {
      Prompt prompt = model.prompt().get();
      return " " + prompt.question() + " " + prompt.answer() + "_";
    }
    return model.message().isEmpty() ? KEYS : " " + model.message();
  }

  private AttributedStyle colour(JsonNode attention) {
    if (!hasColour) {
      return BOLD;
    }
    return attention.path("severity").asText().equals("bad")
        ? red()
        : PLAIN.foreground(AttributedStyle.YELLOW);
  }

  private AttributedStyle red() {
    return hasColour ? BOLD.foreground(AttributedStyle.RED) : BOLD;
  }

  private void add(String text, AttributedStyle style) {
    lines.add(
        new AttributedStringBuilder()
            .append(left(Show.text(text), width), style)
            .toAttributedString());
  }

  private static String left(String text, int width) {
    String cut = cut(text, width);
    return cut + " ".repeat(width - columns(cut));
  }

  private static String right(String text, int width) {
    String cut = cut(text, width);
    return " ".repeat(width - columns(cut)) + cut;
  }

  private static String cut(String text, int width) {
    if (columns(text) <= width) {
      return text;
    }
    return new AttributedString(text).columnSubSequence(0, width - 1) + "…";
  }

  /** How many places it takes: a Chinese character takes two. */
  private static int columns(String text) {
    return new AttributedString(text).columnLength();
  }
}
