package io.haulm.server.http.overview;

import io.haulm.server.http.ApiPart;
import io.haulm.server.http.Problem;
import io.haulm.server.http.Request;
import io.haulm.server.http.Response;
import io.haulm.server.http.Route;
import io.haulm.server.http.access.Role;
import io.haulm.server.monitor.Monitor;
import io.haulm.server.monitor.PrometheusPage;
import io.haulm.server.monitor.Snapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the server does now: for people, for browsers that look on, and for Prometheus. */
public final class OverviewApi implements ApiPart {
  private static final long RETRY_MILLIS = 1000;

  private final Monitor monitor;
  private final EventHub hub;
  private @Nullable PrometheusPage page;

  private record Overview(long nowMillis, List<AttentionView> attention, TotalsView totals) {}

  /** Tells what the monitor sees. */
  public OverviewApi(Monitor monitor, EventHub hub) {
    this.monitor = monitor;
    this.hub = hub;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/overview", Role.VIEWER, this::overview),
        Route.get("/api/v1/events", Role.VIEWER, this::events),
        Route.get("/metrics", Role.VIEWER, this::metrics));
  }

  @Override
  public String openApiPage() {
    return "overview";
  }

  private Response overview(Request request) {
    Snapshot snapshot = latest();
    Sight sight = Sight.of(request.caller());
    return Response.json(
        new Overview(snapshot.nowMillis(), sight.attention(snapshot), sight.totals(snapshot)));
  }

  private Response events(Request request) {
    // A browser that comes back gets everything anew, so its Last-Event-ID says nothing.
    return new Response.Events(stream -> hub.add(stream, request.caller()));
  }

  private Response metrics(Request request) {
    request.requireAll();
    return Response.text(PrometheusPage.CONTENT_TYPE, page().text());
  }

  private synchronized PrometheusPage page() {
    PrometheusPage made = page;
    if (made == null) {
      made = new PrometheusPage(monitor::latest);
      page = made;
    }
    return made;
  }

  private Snapshot latest() {
    return monitor
        .latest()
        .orElseThrow(
            () -> Problem.tooMany("starting", "The server has only just started", RETRY_MILLIS));
  }
}
