package io.haulm.server.http.tubes;

import io.haulm.engine.JobRow;
import io.haulm.engine.Limits;
import io.haulm.server.console.JobDesk;
import io.haulm.server.http.ApiPart;
import io.haulm.server.http.EventStream;
import io.haulm.server.http.Problem;
import io.haulm.server.http.Request;
import io.haulm.server.http.Response;
import io.haulm.server.http.Route;
import io.haulm.server.http.access.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Streams of what becomes of some jobs. */
public final class JobEventsApi implements ApiPart {
  private final JobDesk desk;
  private final JobEvents events;

  /** Streams of these events. */
  public JobEventsApi(JobDesk desk, JobEvents events) {
    this.desk = desk;
    this.events = events;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/api/v1/jobs/events", Role.VIEWER, this::open));
  }

  @Override
  public String openApiPage() {
    return "job-events";
  }

  private Response open(Request request) throws InterruptedException {
    Set<Long> ids = ids(request.query("ids").orElse(""));
    Set<Long> seen = new LinkedHashSet<>();
    for (JobRow row : desk.rows(List.copyOf(ids))) {
      if (request.caller().seesTube(row.tube())) {
        seen.add(row.id());
      }
    }
    List<Long> hidden = new ArrayList<>(ids);
    hidden.removeAll(seen);
    return new Response.Events(stream -> begin(stream, request, seen, hidden));
  }

  private void begin(EventStream stream, Request request, Set<Long> seen, List<Long> hidden) {
    // Whether there never was such a job, or it is none of the caller's business, looks the same.
    hidden.forEach(id -> JobEvents.tellGone(stream, id));
    events.add(stream, Set.copyOf(seen), request.caller()::seesTube);
  }

  private static Set<Long> ids(String text) {
    Set<Long> ids = new LinkedHashSet<>();
    for (String word : text.split(",", -1)) {
      ids.add(id(word));
    }
    if (ids.size() > JobEvents.JOBS_MAX) {
      throw Problem.bad("bad-parameter", "At most " + JobEvents.JOBS_MAX + " jobs can be watched");
    }
    return ids;
  }

  private static long id(String word) {
    try {
      long id = Long.parseLong(word);
      if (id >= 1 && id <= Limits.JOB_ID_MAX) {
        return id;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw Problem.bad("bad-parameter", "ids is a list of numbers of jobs: 1,2,3");
  }
}
