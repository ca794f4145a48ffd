package io.haulm.cli.top;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What is known and what is looked at. Owned by one thread. */
final class Model {
  /** How many seconds the line of the depth shows. */
  static final int DEPTHS_MAX = 60;

  static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

  private final Map<String, JsonNode> tubes = new TreeMap<>();
  private final Deque<Long> depths = new ArrayDeque<>();
  private final Set<String> selected = new LinkedHashSet<>();
  private JsonNode server = NOTHING;
  private JsonNode totals = NOTHING;
  private List<JsonNode> attention = List.of();
  private List<JsonNode> failures = List.of();
  private Optional<String> disconnectedSince = Optional.of("the start");
  private long nowMillis;

  private Tab tab = Tab.TUBES;
  private List<JsonNode> rows = List.of();
  private String filter = "";
  private Sorting sorting = Sorting.WORST;
  private int cursor;
  private int top;
  private boolean isHelp;
  private String message = "";
  private Optional<Prompt> prompt = Optional.empty();

  // What is told by the server.

  /** Everything anew. */
  void snapshot(JsonNode data) {
    tubes.clear();
    delta(data);
  }

  /** What has changed. */
  void delta(JsonNode data) {
    data.path("tubes").forEach(tube -> tubes.put(tube.path("name").asText(), tube));
    data.path("gone").forEach(name -> tubes.remove(name.asText()));
    totals = data.path("totals");
    nowMillis = data.path("nowMillis").asLong();
    disconnectedSince = Optional.empty();
    depths.addLast(totals.path("ready").asLong());
    if (depths.size() > DEPTHS_MAX) {
      depths.removeFirst();
    }
    clampCursor();
  }

  void attention(JsonNode items) {
    attention = list(items);
  }

  void server(JsonNode session) {
    server = session.path("server");
  }

  void failures(JsonNode items) {
    failures = list(items);
  }

  /** The rows of a page came; too late if another one is looked at by now. */
  void rows(Tab ofTab, JsonNode items) {
    if (tab == ofTab) {
      rows = list(items);
      clampCursor();
    }
  }

  /** The line is cut since this time of the day. */
  void disconnected(String since) {
    if (disconnectedSince.isEmpty()) {
      disconnectedSince = Optional.of(since);
    }
  }

  // What is looked at.

  void show(Tab newTab) {
    tab = newTab;
    rows = List.of();
    selected.clear();
    cursor = 0;
    top = 0;
    message = "";
  }

  void moveCursor(int by) {
    cursor += by;
    clampCursor();
  }

  /** Makes the cursor's row one of {@code height} that are seen. */
  void scrollTo(int height) {
    top = Math.max(cursor - height + 1, Math.min(top, cursor));
    top = Math.max(0, Math.min(top, visibleRows().size() - height));
  }

  private void clampCursor() {
    cursor = Math.max(0, Math.min(cursor, visibleRows().size() - 1));
  }

  void toggleSelected() {
    current()
        .ifPresent(row -> {
          String key = tab.keyOf(row);
          if (!selected.remove(key)) {
            selected.add(key);
          }
        });
    moveCursor(1);
  }

  void forgetSelection() {
    selected.clear();
  }

  void filter(String text) {
    filter = text;
    clampCursor();
  }

  void nextSorting() {
    sorting = sorting.next();
  }

  void toggleHelp() {
    isHelp = !isHelp;
  }

  void message(String text) {
    message = text;
  }

  void ask(Prompt question) {
    prompt = Optional.of(question);
    message = "";
  }

  void endPrompt() {
    prompt = Optional.empty();
  }

  /** The rows of the page, filtered and sorted. */
  List<JsonNode> visibleRows() {
    if (tab != Tab.TUBES) {
      return rows;
    }
    List<JsonNode> visible = new ArrayList<>();
    for (JsonNode tube : tubes.values()) {
      if (tube.path("name").asText().contains(filter)) {
        visible.add(tube);
      }
    }
    visible.sort(sorting.order());
    return visible;
  }

  Optional<JsonNode> current() {
    List<JsonNode> visible = visibleRows();
    return cursor < visible.size() ? Optional.of(visible.get(cursor)) : Optional.empty();
  }

  JsonNode server() {
    return server;
  }

  JsonNode totals() {
    return totals;
  }

  List<JsonNode> attention() {
    return attention;
  }

  List<JsonNode> failures() {
    return failures;
  }

  List<Long> depths() {
    return List.copyOf(depths);
  }

  Optional<String> disconnectedSince() {
    return disconnectedSince;
  }

  long nowMillis() {
    return nowMillis;
  }

  Tab tab() {
    return tab;
  }

  String filter() {
    return filter;
  }

  Sorting sorting() {
    return sorting;
  }

  int cursor() {
    return cursor;
  }

  int top() {
    return top;
  }

  Set<String> selected() {
    return selected;
  }

  boolean isHelp() {
    return isHelp;
  }

  String message() {
    return message;
  }

  Optional<Prompt> prompt() {
    return prompt;
  }

  private static List<JsonNode> list(JsonNode items) {
    List<JsonNode> list = new ArrayList<>();
    items.forEach(list::add);
    return list;
  }
}
