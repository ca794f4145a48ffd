package io.haulm.server.http.tubes;

import io.haulm.engine.Limits;
import io.haulm.server.console.OperationKind;
import io.haulm.server.console.OperationRequest;
import io.haulm.server.console.OperationState;
import io.haulm.server.console.OperationStatus;
import io.haulm.server.console.Operations;
import io.haulm.server.console.filter.JobFilter;
import io.haulm.server.http.ApiPart;
import io.haulm.server.http.Problem;
import io.haulm.server.http.Request;
import io.haulm.server.http.Response;
import io.haulm.server.http.Route;
import io.haulm.server.http.access.Caller;
import io.haulm.server.http.access.Role;
import io.haulm.server.http.account.Audit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people may do to many jobs at a time. */
public final class OperationsApi implements ApiPart {
  /** More jobs than this are not deleted, moved or buried before somebody has typed a name. */
  public static final long UNCONFIRMED_MAX = 1000;

  private static final String OPERATIONS = "/api/v1/operations";
  private static final String OPERATION = OPERATIONS + "/{id}";

  /** So long a new operation is waited for, so that a small one has ended. */
  private static final long WAIT_MILLIS = 250;

  private static final long COUNT_MILLIS_MAX = 10_000;

  private record WantedOperation(
      @Nullable String kind,
      @Nullable String q,
      @Nullable List<Long> ids,
      @Nullable String to,
      @Nullable Long limit,
      @Nullable Boolean dryRun,
      @Nullable String confirm) {}

  private record Items(List<OperationShown> items, @Nullable String cursor) {}

  private final Operations operations;
  private final OperationNotes notes;

  /** These operations. */
  public OperationsApi(Operations operations, Audit audit) {
    this.operations = operations;
    this.notes = new OperationNotes(operations, audit);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(OPERATIONS, Role.VIEWER, this::list),
        Route.post(OPERATIONS, Role.OPERATOR, this::begin),
        Route.get(OPERATION, Role.VIEWER, request -> shown(seen(request))),
        // What goes wrong must be stopped, most of all by whom who has just forbidden changes.
        Route.post(OPERATION + "/cancel", Role.OPERATOR, this::cancel).whenReadOnly(),
        Route.post(OPERATION + "/undo", Role.OPERATOR, this::undo));
  }

  @Override
  public String openApiPage() {
    return "operations";
  }

  private Response list(Request request) {
    List<OperationShown> items =
        operations.all().stream()
            .filter(status -> maySee(request.caller(), status))
            .map(OperationShown::of)
            .toList();
    return Response.json(new Items(items, null));
  }

  private Response begin(Request request) throws InterruptedException {
    WantedOperation wanted = request.json(WantedOperation.class);
    OperationRequest operation = operation(request, wanted);
    if (!operation.isDryRun()) {
      requireConfirmation(operation, wanted.confirm());
    }
    OperationStatus status =
        operations.begin(operation, WAIT_MILLIS).orElseThrow(OperationsApi::tooMany);
    if (!operation.isDryRun()) {
      notes.begun(request, status);
    }
    return Response.json(202, OperationShown.of(status));
  }

  private static OperationRequest operation(Request request, WantedOperation wanted) {
    OperationKind kind = kind(wanted.kind());
    JobFilter filter = Wanted.filter(wanted.q() == null ? "" : wanted.q());
    List<Long> ids = ids(wanted.ids());
    String to = "";
    if (kind == OperationKind.MOVE) {
      to = Wanted.tubeName(wanted.to());
      request.requireTube(to);
    }
    if (kind == OperationKind.PURGE && (!filter.isTubeAndStateOnly() || !ids.isEmpty())) {
      throw Problem.bad("bad-purge", "A purge is of one tube: q must be tube:NAME");
    }
    if (ids.isEmpty() && wanted.ids() != null) {
      throw Problem.bad("no-ids", "ids is empty; leave it out to mean all that q means");
    }
    long limit = wanted.limit() == null ? Long.MAX_VALUE : wanted.limit();
    if (limit < 1) {
      throw Problem.bad("bad-limit", "limit must be 1 or more");
    }
    boolean isDryRun = wanted.dryRun() != null && wanted.dryRun();
    Caller caller = request.caller();
    return new OperationRequest(
        kind, filter, ids, to, limit, isDryRun, caller.name(), caller.id(), caller::seesTube);
  }

  private static OperationKind kind(@Nullable String word) {
    for (OperationKind kind : OperationKind.values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    throw Problem.bad("bad-kind", "kind must be kick, delete, move, bury or purge");
  }

  private static List<Long> ids(@Nullable List<Long> ids) {
    if (ids == null) {
      return List.of();
    }
    boolean isFine =
        ids.size() <= OperationRequest.IDS_MAX
            && ids.stream().allMatch(id -> id != null && id > 0 && id <= Limits.JOB_ID_MAX);
    if (!isFine) {
      throw Problem.bad(
          "bad-ids", "ids are at most " + OperationRequest.IDS_MAX + " numbers of jobs");
    }
    return List.copyOf(ids);
  }

  /** What takes many jobs away from where they are must be meant. */
  private void requireConfirmation(OperationRequest operation, @Nullable String confirm)
      throws InterruptedException {
    String expected = operation.filter().tube().orElse(operation.filter().text().strip());
    String word = expected.isEmpty() ? "all" : expected;
    if (operation.kind() == OperationKind.KICK || word.equals(confirm)) {
      return;
    }
    OperationStatus counted = counted(operation);
    boolean isMany = counted.state() == OperationState.RUNNING || counted.done() > UNCONFIRMED_MAX;
    boolean cannotBeUndone = counted.lost() + counted.othersLost() > 0;
    if (operation.kind() == OperationKind.PURGE || isMany || cannotBeUndone) {
      throw new Problem(
          409,
          "confirm-needed",
          "This is about many jobs: confirm must be \"" + word + "\"",
          cannotBeUndone ? losses(counted) : "");
    }
  }

  private static String losses(OperationStatus counted) {
    return "The trash is too small: about "
        + counted.lost()
        + " of them, and "
        + counted.othersLost()
        + " jobs that were deleted before, could not be brought back.";
  }

  /** What takes nothing away need not be counted to its end. */
  private OperationStatus counted(OperationRequest operation) throws InterruptedException {
    long enough = operation.kind().isUndoable() ? Long.MAX_VALUE : UNCONFIRMED_MAX + 1;
    return operations
        .begin(
            new OperationRequest(
                operation.kind(),
                operation.filter(),
                operation.ids(),
                operation.to(),
                Math.min(operation.limit(), enough),
                true,
                operation.who(),
                operation.owner(),
                operation.mayBeSeen()),
            COUNT_MILLIS_MAX)
        .orElseThrow(OperationsApi::tooMany);
  }

  private Response cancel(Request request) throws InterruptedException {
    OperationStatus status = seen(request);
    if (!operations.cancel(status.id())) {
      throw Problem.conflict("ended", "The operation has ended");
    }
    notes.note(request, "cancel", status);
    return shown(seen(request));
  }

  private Response undo(Request request) throws InterruptedException {
    OperationStatus status = seen(request);
    if (!operations.undo(status.id())) {
      throw Problem.conflict(
          "not-undoable", "It cannot be undone: it goes on, deleted nothing, or it is too late");
    }
    notes.note(request, "undo", status);
    return shown(seen(request));
  }

  private OperationStatus seen(Request request) {
    long id = request.parameterLong("id", 1, Long.MAX_VALUE);
    return operations
        .find(id)
        .filter(status -> maySee(request.caller(), status))
        .orElseThrow(() -> Problem.missing("no-such-operation", "There is no operation " + id));
  }

  private static boolean maySee(Caller caller, OperationStatus status) {
    boolean isOwn = !status.owner().isEmpty() && status.owner().equals(caller.id());
    return caller.seesAll()
        || isOwn
        || (!status.tube().isEmpty() && caller.seesTube(status.tube()));
  }

  private static Response shown(OperationStatus status) {
    return Response.json(OperationShown.of(status));
  }

  static Problem tooMany() {
    return Problem.tooMany(
        "too-many-operations",
        "No more than " + Operations.RUNNING_MAX + " operations go on at a time",
        1000);
  }
}
