package io.haulm.server.http.tubes;

import io.haulm.server.console.JobDesk;
import io.haulm.server.console.JobOrder;
import io.haulm.server.console.JobPage;
import io.haulm.server.console.JobSearch;
import io.haulm.server.console.filter.FilterException;
import io.haulm.server.console.filter.JobFilter;
import io.haulm.server.http.ApiPart;
import io.haulm.server.http.Problem;
import io.haulm.server.http.Request;
import io.haulm.server.http.Response;
import io.haulm.server.http.Route;
import io.haulm.server.http.access.Role;
import io.haulm.server.http.account.Settings;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds jobs and shows them. */
public final class JobsApi implements ApiPart {
  /** Most jobs in one answer. */
  public static final int LIMIT_MAX = 500;

  private static final int LIMIT_USUAL = 50;
  private static final String JOBS = "/api/v1/jobs";

  private record Page(
      List<JobShown> items,
      @Nullable String cursor,
      long scanned,
      long matchedAtLeast,
      boolean complete) {}

  private record Whole(
      JobShown job, JobPresenter.Body body, List<JobPresenter.Happened> timeline) {}

  private record Checked(boolean ok, @Nullable Mistake problem) {}

  private record Mistake(String code, int at, String message) {}

  private final JobSearch search;
  private final JobDesk desk;
  private final JobPresenter presenter;

  /** The jobs of a server. */
  public JobsApi(JobSearch search, JobDesk desk, Settings settings) {
    this.search = search;
    this.desk = desk;
    this.presenter = new JobPresenter(desk, settings);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(JOBS, Role.VIEWER, this::list),
        Route.get(JOBS + "/export", Role.VIEWER, this::export).in(Route.Lane.HEAVY),
        Route.get(JOBS + "/{id}", Role.VIEWER, this::open),
        Route.get(JOBS + "/{id}/body", Role.VIEWER, this::body),
        Route.get("/api/v1/filters/check", Role.VIEWER, JobsApi::check));
  }

  @Override
  public String openApiPage() {
    return "jobs";
  }

  private Response list(Request request) throws InterruptedException {
    JobFilter filter = filter(request);
    int limit = (int) request.queryLong("limit", LIMIT_USUAL, 1, LIMIT_MAX);
    JobOrder order = order(request.query("order").orElse("queue"));
    JobPage page;
    try {
      page = search.find(filter, request.caller()::seesTube, order, request.query("cursor"), limit);
    } catch (IllegalArgumentException e) {
      throw Problem.bad("bad-cursor", "The cursor is not one of this list");
    }
    return Response.json(
        new Page(
            presenter.rows(page.rows()),
            page.cursor().orElse(null),
            page.scanned(),
            page.matched(),
            page.isComplete()));
  }

  /** What was written, and the tube and the state that a page adds by itself. */
  private static JobFilter filter(Request request) {
    String written = request.query("q").orElse("");
    JobFilter _ = Wanted.filter(written);
    StringBuilder text = new StringBuilder(written);
    request.query("tube").ifPresent(tube -> text.append(" tube:").append(Wanted.tubeName(tube)));
    request.query("state").ifPresent(state -> text.append(" state:").append(state));
    return Wanted.filter(text.toString());
  }

  private static JobOrder order(String name) {
    for (JobOrder order : JobOrder.values()) {
      if (order.name().toLowerCase(Locale.ROOT).equals(name)) {
        return order;
      }
    }
    throw Problem.bad("bad-order", "order must be queue, newest or oldest");
  }

  private Response open(Request request) throws InterruptedException {
    JobDesk.Opened opened = opened(request, desk, JobDesk.SHOWN_BYTES_MAX);
    return Response.json(
        new Whole(
            presenter.row(opened), presenter.body(opened), presenter.timeline(opened.row().id())));
  }

  /** The job that a request names, if its sender may see it. */
  static JobDesk.Opened opened(Request request, JobDesk desk, int bytesMax)
      throws InterruptedException {
    long id = Wanted.jobId(request);
    return desk.open(id, bytesMax)
        .filter(opened -> request.caller().seesTube(opened.row().tube()))
        .orElseThrow(() -> noSuchJob(id));
  }

  static Problem noSuchJob(long id) {
    return Problem.missing("no-such-job", "There is no job " + id);
  }

  private Response body(Request request) throws InterruptedException {
    JobDesk.Opened opened = opened(request, desk, 0);
    if (opened.row().body().bytes() > JobDesk.WHOLE_BYTES_MAX) {
      throw new Problem(
          413,
          "body-too-long",
          "Bodies of more than " + JobDesk.WHOLE_BYTES_MAX + " bytes are not handed out here");
    }
    byte[] body = desk.body(opened.row().id()).orElseThrow(() -> noSuchJob(opened.row().id()));
    return Response.bytes("application/octet-stream", presenter.mask().apply(body).bytes());
  }

  private Response export(Request request) {
    JobFilter filter = filter(request);
    String format = request.query("format").orElse("json");
    String bodies = request.query("bodies").orElse("preview");
    if (!bodies.equals("preview") && !bodies.equals("whole")) {
      throw Problem.bad("bad-bodies", "bodies must be preview or whole");
    }
    JobExport export =
        new JobExport(
            search, presenter, filter, request.caller()::seesTube, bodies.equals("whole"));
    return switch (format) {
      case "json" -> new Response.Streamed(Response.JSON, "jobs.json", export::writeJson);
      case "csv" -> new Response.Streamed("text/csv; charset=utf-8", "jobs.csv", export::writeCsv);
      default -> throw Problem.bad("bad-format", "format must be csv or json");
    };
  }

  private static Response check(Request request) {
    try {
      JobFilter _ = JobFilter.parse(request.query("q").orElse(""));
      return Response.json(new Checked(true, null));
    } catch (FilterException e) {
      return Response.json(new Checked(false, new Mistake(e.code().word(), e.at(), e.message())));
    }
  }
}
