package io.haulm.cli.top;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The pages. */
enum Tab {
  TUBES("", "name", tubes()),
  JOBS("jobs", "id", jobs()),
  FAILURES("failures", "fingerprint", failures()),
  STREAMS("streams", "key64", streams()),
  WORKERS("workers", "id", workers()),
  SCHEDULES("schedules", "name", schedules());

  private final String path;
  private final String key;

  @SuppressWarnings("ImmutableEnumChecker") // An unmodifiable list of functions without state.
  private final List<Column> columns;

  Tab(String path, String key, List<Column> columns) {
    this.path = path;
    this.key = key;
    this.columns = columns;
  }

  /** Where its rows are asked for, below the API; empty when events bring them. */
  String path() {
    return path;
  }

  /** By which a row is the same one later on. */
  String keyOf(JsonNode row) {
    return row.path(key).asText();
  }

  List<Column> columns() {
    return columns;
  }

  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static List<Column> tubes() {
    return List.of(
        Column.flexible("TUBE", 16, Tab::tubeName),
        Column.number("READY", 6, 0, count("ready")),
        Column.text("", Bar.WIDTH, 9, Bar::of),
        Column.number("RES", 5, 0, count("reserved")),
        Column.number("DLY", 5, 3, count("delayed")),
        Column.number("BURY", 5, 0, count("buried")),
        Column.number("IN/s", 6, 1, row -> Show.rate(row.path("inPerSecond").asDouble())),
        Column.number("OUT/s", 6, 1, row -> Show.rate(row.path("outPerSecond").asDouble())),
        Column.number("OLDEST", 6, 0, time("oldestReadyMillis")),
        Column.number("p50", 4, 8, row -> Show.time(row.path("waitMillis").path("p50").asDouble())),
        Column.number("p99", 4, 7, row -> Show.time(row.path("waitMillis").path("p99").asDouble())),
        Column.number("WRK", 4, 2, count("workers")));
  }

  private static String tubeName(JsonNode row) {
    boolean isPaused = row.path("pauseLeftMillis").asLong() > 0;
    return row.path("name").asText() + (isPaused ? "  PAUSED" : "");
  }

  private static List<Column> jobs() {
    return List.of(
        Column.number("ID", 9, 0, text("id")),
        Column.text("TUBE", 16, 3, text("tube")),
        Column.text("STATE", 8, 0, text("state")),
        Column.number("PRI", 6, 6, text("priority")),
        Column.number("AGE", 4, 0, time("ageMillis")),
        Column.number("LEFT", 4, 5, time("timeLeftMillis")),
        Column.number("RESV", 4, 4, count("reserves")),
        Column.number("SIZE", 5, 2, row -> Show.bytes(row.path("bodyBytes").asLong())),
        Column.flexible("BODY", 16, text("preview")));
  }

  private static List<Column> failures() {
    return List.of(
        Column.number("COUNT", 7, 0, count("count")),
        Column.text("SOURCE", 7, 3, text("source")),
        Column.text(
            "TUBES",
            20,
            2,
            row -> joined(row.has("tubes") ? row.path("tubes") : row.path("tasks"))),
        Column.flexible("ERROR", 24, text("error")));
  }

  private static List<Column> streams() {
    return List.of(
        Column.number("DB", 3, 0, text("database")),
        Column.flexible("STREAM", 16, text("key")),
        Column.number("LENGTH", 7, 0, count("length")),
        Column.number("LAG", 7, 0, count("lagMax")),
        Column.number("PENDING", 7, 0, count("pending")),
        Column.number("GROUPS", 6, 1, Tab::groups));
  }

  private static String groups(JsonNode row) {
    JsonNode groups = row.path("groups");
    return Show.count(groups.isArray() ? groups.size() : groups.asLong());
  }

  private static List<Column> workers() {
    return List.of(
        Column.text("ADDRESS", 21, 0, text("address")),
        Column.text("FACE", 9, 3, text("face")),
        Column.text("NAME", 12, 4, text("name")),
        Column.number("HOLDS", 6, 0, count("reserved")),
        Column.text("WAITS", 5, 2, row -> row.path("waiting").asBoolean() ? "yes" : ""),
        Column.number("IDLE", 4, 1, time("idleMillis")),
        Column.flexible("TUBES", 16, row -> joined(row.path("tubes"))));
  }

  private static List<Column> schedules() {
    return List.of(
        Column.flexible("SCHEDULE", 16, text("name")),
        Column.text("TASK", 20, 2, text("task")),
        Column.text("WHEN", 20, 1, text("when")),
        Column.number("MISSED", 6, 3, count("missed")),
        Column.text("", 6, 0, row -> row.path("paused").asBoolean() ? "PAUSED" : ""));
  }

  private static String joined(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asText()));
    return String.join(" ", texts);
  }

  private static Function<JsonNode, String> text(String field) {
    return row -> row.path(field).isNull() ? "" : row.path(field).asText();
  }

  private static Function<JsonNode, String> count(String field) {
    return row -> Show.count(row.path(field).asLong());
  }

  private static Function<JsonNode, String> time(String field) {
    return row -> Show.time(row.path(field).asDouble());
  }
}
