package io.haulm.server.http.overview;

import io.haulm.server.history.Buckets;
import io.haulm.server.history.Curve;
import io.haulm.server.history.Figures;
import io.haulm.server.history.History;
import io.haulm.server.history.Mark;
import io.haulm.server.history.SeriesName;
import io.haulm.server.http.ApiPart;
import io.haulm.server.http.Problem;
import io.haulm.server.http.Request;
import io.haulm.server.http.Response;
import io.haulm.server.http.Route;
import io.haulm.server.http.access.Role;
import io.haulm.server.http.account.Audit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How tubes and streams did: curves, the heat maps of waits and runs, and marks on them. */
public final class HistoryApi implements ApiPart {
  private static final long SPAN_MILLIS = 3_600_000;
  private static final int POINTS = 300;
  private static final int HEAT_POINTS = 120;
  private static final String METRICS = "in,out";

  private final History history;
  private final LongSupplier clock;
  private final Audit audit;

  /** Null stands where there is a gap. */
  private record Curves(
      String series,
      long fromMillis,
      long stepMillis,
      Map<String, List<@Nullable Number>> metrics,
      List<Mark> marks,
      boolean folded) {}

  /** A column without rows stands where there is a gap. */
  private record Heat(
      String series,
      long fromMillis,
      long stepMillis,
      List<Long> bucketsMillis,
      List<List<Long>> counts) {}

  private record NewMark(@Nullable String text) {}

  /** Tells this history; {@code clock} is the time that its samples have. */
  public HistoryApi(History history, LongSupplier clock, Audit audit) {
    this.history = history;
    this.clock = clock;
    this.audit = audit;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/history", Role.VIEWER, this::curves),
        Route.get("/api/v1/history/heat", Role.VIEWER, this::heat),
        Route.post("/api/v1/marks", Role.OPERATOR, this::mark));
  }

  @Override
  public String openApiPage() {
    return "history";
  }

  private Response curves(Request request) {
    SeriesName series = series(request, request.query("series").orElse("total"));
    List<Measure> measures = measures(request.query("metrics").orElse(METRICS));
    Span span = span(request, POINTS);
    Curve curve = curve(series, span);
    Map<String, List<@Nullable Number>> metrics = new LinkedHashMap<>();
    for (Measure measure : measures) {
      List<@Nullable Number> values = new ArrayList<>();
      for (Optional<Figures> period : curve.periods()) {
        values.add(period.isEmpty() ? null : measure.of(period.get()));
      }
      metrics.put(measure.word(), values);
    }
    return Response.json(
        new Curves(
            series.toString(),
            curve.fromMillis(),
            curve.stepMillis(),
            metrics,
            request.caller().seesAll()
                ? history.marks(span.fromMillis(), span.toMillis())
                : List.of(),
            !history.has(series)));
  }

  private Response heat(Request request) {
    String tube = request.query("tube").orElse("");
    SeriesName series = series(request, tube.isEmpty() ? "total" : "tube:" + tube);
    Curve curve = curve(series, span(request, HEAT_POINTS));
    Function<Figures, List<Long>> column =
        switch (request.query("of").orElse("waits")) {
          case "waits" -> HistoryApi::waits;
          case "runs" -> HistoryApi::runs;
          default -> throw Problem.bad("bad-parameter", "of must be waits or runs");
        };
    List<Long> buckets = new ArrayList<>();
    for (int i = 0; i < Buckets.COUNT; i++) {
      buckets.add(Buckets.belowMillis(i));
    }
    List<List<Long>> counts =
        curve.periods().stream().map(period -> period.map(column).orElse(List.of())).toList();
    return Response.json(
        new Heat(series.toString(), curve.fromMillis(), curve.stepMillis(), buckets, counts));
  }

  private static List<Long> waits(Figures figures) {
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < Buckets.COUNT; i++) {
      waits.add(figures.waits(i));
    }
    return waits;
  }

  /** Nothing for a period that was kept before runs were. */
  private static List<Long> runs(Figures figures) {
    List<Long> runs = new ArrayList<>();
    for (int i = 0; figures.knowsRuns() && i < Buckets.COUNT; i++) {
      runs.add(figures.runs(i));
    }
    return runs;
  }

  /** Marks are of the server, not of a tube. */
  private Response mark(Request request) {
    request.requireAll();
    String text = Optional.ofNullable(request.json(NewMark.class).text()).orElse("").strip();
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > Mark.TEXT_BYTES_MAX) {
      throw Problem.bad("bad-mark", "A mark has a text of 1 to " + Mark.TEXT_BYTES_MAX + " bytes");
    }
    Mark mark = new Mark(clock.getAsLong(), text);
    history.mark(mark);
    audit.note(request, "mark.add", text);
    return Response.json(201, mark);
  }

  private static SeriesName series(Request request, String text) {
    SeriesName series =
        SeriesName.parse(text)
            .orElseThrow(() ->
                Problem.bad(
                    "bad-series",
                    "series must be total, other, tube:NAME or stream:DATABASE:KEY64"));
    if (series.kind() == SeriesName.Kind.TUBE) {
      request.requireTube(series.name());
    } else {
      request.requireAll();
    }
    return series;
  }

  private static List<Measure> measures(String text) {
    List<Measure> measures = new ArrayList<>();
    for (String word : text.split(",", -1)) {
      measures.add(
          Measure.of(word)
              .orElseThrow(() ->
                  Problem.bad(
                      "bad-metric", "metrics is a list of " + String.join(", ", Measure.words()))));
    }
    return measures;
  }

  private record Span(long nowMillis, long fromMillis, long toMillis, int points) {}

  private Span span(Request request, int points) {
    long now = clock.getAsLong();
    long to = request.queryLong("to", now, 0, Long.MAX_VALUE);
    long from = request.queryLong("from", Math.max(0, to - SPAN_MILLIS), 0, Long.MAX_VALUE);
    int wanted = (int) request.queryLong("points", points, 1, History.POINTS_MAX);
    if (from > Math.min(to, now)) {
      throw Problem.bad("bad-span", "from must lie before to, and not in the future");
    }
    return new Span(now, from, Math.min(to, now), wanted);
  }

  private Curve curve(SeriesName series, Span span) {
    return history.curve(
        series, span.nowMillis(), span.fromMillis(), span.toMillis(), span.points());
  }
}
