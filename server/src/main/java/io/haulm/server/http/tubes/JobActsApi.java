package io.haulm.server.http.tubes;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.engine.Administration.Outcome;
import io.haulm.engine.JobRow;
import io.haulm.engine.Limits;
import io.haulm.server.console.JobDesk;
import io.haulm.server.console.OperationKind;
import io.haulm.server.console.OperationRequest;
import io.haulm.server.console.OperationStatus;
import io.haulm.server.console.Operations;
import io.haulm.server.http.ApiPart;
import io.haulm.server.http.Problem;
import io.haulm.server.http.Request;
import io.haulm.server.http.Response;
import io.haulm.server.http.Route;
import io.haulm.server.http.access.Role;
import io.haulm.server.http.account.Audit;
import io.haulm.server.http.account.Settings;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people may do to a single job. */
public final class JobActsApi implements ApiPart {
  private static final String JOB = "/api/v1/jobs/{id}";
  private static final long WAIT_MILLIS = 10_000;

  private record Done(@Nullable JobShown job, @Nullable OperationShown operation) {}

  private record Cloned(long id) {}

  private final JobDesk desk;
  private final Operations operations;
  private final JobPresenter presenter;
  private final Audit audit;
  private final long jobBytesMax;

  /**
   * The jobs of a server.
   *
   * @param jobBytesMax the longest body of a job
   */
  public JobActsApi(
      JobDesk desk, Operations operations, Settings settings, Audit audit, long jobBytesMax) {
    this.desk = desk;
    this.operations = operations;
    this.presenter = new JobPresenter(desk, settings);
    this.audit = audit;
    this.jobBytesMax = jobBytesMax;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post(JOB + "/kick", Role.OPERATOR, this::kick),
        Route.post(JOB + "/bury", Role.OPERATOR, this::bury),
        Route.post(JOB + "/release", Role.OPERATOR, this::release),
        Route.post(JOB + "/move", Role.OPERATOR, this::move),
        Route.post(JOB + "/edit", Role.OPERATOR, this::edit).withLongBody(),
        Route.post(JOB + "/clone", Role.OPERATOR, this::cloneJob).withLongBody(),
        Route.post(JOB + "/delete", Role.OPERATOR, this::delete));
  }

  @Override
  public String openApiPage() {
    return "job-acts";
  }

  private Response kick(Request request) throws InterruptedException {
    long id = seen(request).id();
    return answer(request, "kick", id, desk.act((admin, now) -> admin.kick(now, id)));
  }

  private Response bury(Request request) throws InterruptedException {
    long id = seen(request).id();
    return answer(request, "bury", id, desk.act((admin, now) -> admin.bury(now, id)));
  }

  private Response release(Request request) throws InterruptedException {
    long id = seen(request).id();
    return answer(request, "release", id, desk.act((admin, now) -> admin.release(now, id)));
  }

  private Response move(Request request) throws InterruptedException {
    String tube = Wanted.tubeName(Wanted.text(request.jsonTree(), "tube"));
    request.requireTube(tube);
    long id = seen(request).id();
    return answer(request, "move", id, desk.act((admin, now) -> admin.move(now, id, tube)));
  }

  private Response edit(Request request) throws InterruptedException {
    JsonNode json = request.jsonTree();
    JobRow row = seen(request);
    Optional<byte[]> body = Wanted.body(request, json, jobBytesMax);
    long priority = Wanted.number(json, "priority", row.priority(), Limits.PRIORITY_MAX);
    Outcome outcome;
    if (body.isEmpty()) {
      outcome = desk.act((admin, now) -> admin.edit(now, row.id(), priority));
    } else {
      refuseIfHidden(request);
      outcome = desk.edit(row.id(), priority, body.get());
    }
    return answer(request, "edit", row.id(), outcome);
  }

  /** Who does not see the whole body would put stars in the place of what is hidden. */
  private void refuseIfHidden(Request request) throws InterruptedException {
    JobDesk.Opened opened = JobsApi.opened(request, desk, JobDesk.SHOWN_BYTES_MAX);
    if (presenter.mask().apply(opened.body()).hasHidden()) {
      throw Problem.conflict(
          "body-masked", "The body has hidden fields, which would be lost by editing");
    }
  }

  private Response cloneJob(Request request) throws InterruptedException {
    JobRow row = seen(request);
    String wanted = request.body().length == 0 ? "" : Wanted.text(request.jsonTree(), "tube");
    String tube = wanted.isEmpty() ? row.tube() : Wanted.tubeName(wanted);
    request.requireTube(tube);
    byte[] body = desk.body(row.id()).orElseThrow(() -> JobsApi.noSuchJob(row.id()));
    long id = TubesApi.inserted(desk.put(tube, row.priority(), 0, row.ttrMillis(), body));
    audit.noteChange(request, "job.clone", target(row), "", Long.toString(id));
    return Response.json(201, new Cloned(id));
  }

  private Response delete(Request request) throws InterruptedException {
    JobRow row = seen(request);
    OperationStatus status =
        operations
            .begin(
                new OperationRequest(
                    OperationKind.DELETE,
                    Wanted.filter("id:" + row.id()),
                    List.of(row.id()),
                    "",
                    1,
                    false,
                    request.caller().name(),
                    request.caller().id(),
                    request.caller()::seesTube),
                WAIT_MILLIS)
            .orElseThrow(OperationsApi::tooMany);
    if (status.done() == 0) {
      throw wrongState(row.id());
    }
    audit.note(request, "job.delete", target(row));
    return Response.json(new Done(null, OperationShown.of(status)));
  }

  private JobRow seen(Request request) throws InterruptedException {
    return JobsApi.opened(request, desk, 0).row();
  }

  private static String target(JobRow row) {
    return row.tube() + "/" + row.id();
  }

  private Response answer(Request request, String act, long id, Outcome outcome)
      throws InterruptedException {
    switch (outcome) {
      case DONE -> {}
      case NOT_FOUND -> throw JobsApi.noSuchJob(id);
      case WRONG_STATE -> throw wrongState(id);
      case NO_ROOM -> throw TubesApi.noRoom();
    }
    Optional<JobDesk.Opened> opened = desk.open(id, JobDesk.PREVIEW_BYTES_MAX);
    audit.note(request, "job." + act, opened.map(o -> target(o.row())).orElse("/" + id));
    return Response.json(new Done(opened.map(presenter::row).orElse(null), null));
  }

  private static Problem wrongState(long id) {
    return Problem.conflict(
        "wrong-state", "The state of job " + id + " does not allow that; perhaps it is reserved");
  }
}
