package io.haulm.server.http.workers;

import io.haulm.server.http.ApiPart;
import io.haulm.server.http.Problem;
import io.haulm.server.http.Request;
import io.haulm.server.http.Response;
import io.haulm.server.http.Route;
import io.haulm.server.http.access.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What failed, put together by what went wrong: Celery's failed tasks, and buried jobs. */
public final class FailuresApi implements ApiPart {
  private static final String FAILURES = "/api/v1/failures";

  private record Items(
      List<FailureGroups.Group> items, @Nullable String cursor, boolean complete) {}

  private final FailureGroups celery;
  private final BuriedGroups buried;
  private final CallAgain callAgain;

  /** These failures. */
  public FailuresApi(FailureGroups celery, BuriedGroups buried, CallAgain callAgain) {
    this.celery = celery;
    this.buried = buried;
    this.callAgain = callAgain;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(FAILURES, Role.VIEWER, this::list),
        Route.get(FAILURES + "/{fingerprint}", Role.VIEWER, this::show),
        Route.post(FAILURES + "/{fingerprint}/retry", Role.OPERATOR, this::retry));
  }

  @Override
  public String openApiPage() {
    return "failures";
  }

  private Items all(Request request) throws InterruptedException {
    BuriedGroups.Found found = buried.find(request.caller()::seesTube);
    List<FailureGroups.Group> groups = new ArrayList<>(found.groups());
    if (request.caller().seesAll()) {
      groups.addAll(celery.all());
    }
    groups.sort(Comparator.comparingLong(FailureGroups.Group::count).reversed());
    return new Items(groups, null, found.isComplete());
  }

  private Response list(Request request) throws InterruptedException {
    return Response.json(all(request));
  }

  private Response show(Request request) throws InterruptedException {
    String fingerprint = request.parameter("fingerprint");
    return all(request).items().stream()
        .filter(group -> group.fingerprint().equals(fingerprint))
        .findFirst()
        .<Response>map(Response::json)
        .orElseThrow(FailuresApi::missing);
  }

  private static Problem missing() {
    return Problem.missing("no-such-failure", "No such failure is known, or not any more");
  }

  /** Buried jobs are kicked by an operation, which has progress and can be cancelled. */
  private Response retry(Request request) throws InterruptedException {
    request.requireAll();
    String fingerprint = request.parameter("fingerprint");
    if (celery.all().stream().noneMatch(group -> group.fingerprint().equals(fingerprint))) {
      throw missing();
    }
    return Response.json(
        callAgain.several(
            request, task -> task.failure().equals(fingerprint), request.queryFlag("dryRun")));
  }
}
