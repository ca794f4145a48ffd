package io.haulm.server.http.workers;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.haulm.server.console.BodyMask;
import io.haulm.server.http.ApiPart;
import io.haulm.server.http.Problem;
import io.haulm.server.http.Request;
import io.haulm.server.http.Response;
import io.haulm.server.http.Route;
import io.haulm.server.http.access.Role;
import io.haulm.server.http.account.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One task of Celery: what is known of it, and calling it again. */
public final class TasksApi implements ApiPart {
  private static final String TASK = "/api/v1/tasks/{id}";

  /**
   * A task.
   *
   * @param arguments by place; null when they are not known in full
   * @param named arguments by name; null likewise
   * @param known whether it could be called again
   */
  private record Shown(
      String id,
      String name,
      String state,
      String root,
      @Nullable String parent,
      String queue,
      String hostname,
      long firstMillis,
      long startedMillis,
      long endedMillis,
      int retries,
      String exception,
      String traceback,
      @JsonRawValue @Nullable String arguments,
      @JsonRawValue @Nullable String named,
      boolean known,
      @Nullable String againAs) {}

  private final CeleryState state;
  private final CallAgain callAgain;
  private final Settings settings;

  /** The tasks that this state remembers. */
  public TasksApi(CeleryState state, CallAgain callAgain, Settings settings) {
    this.state = state;
    this.callAgain = callAgain;
    this.settings = settings;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(TASK, Role.VIEWER, this::show),
        Route.post(TASK + "/retry", Role.OPERATOR, this::retry));
  }

  @Override
  public String openApiPage() {
    return "tasks";
  }

  private CeleryTask meant(Request request) {
    request.requireAll();
    return state
        .task(request.parameter("id"))
        .orElseThrow(
            () -> Problem.missing("no-such-task", "No such task is remembered, or not any more"));
  }

  private Response show(Request request) throws InterruptedException {
    CeleryTask task = meant(request);
    CeleryTasks.Failure failure = state.failure(task.id()).orElse(new CeleryTasks.Failure("", ""));
    Optional<CeleryMessage> message = callAgain.message(task);
    Optional<List<byte[]>> arguments = message.flatMap(CeleryMessage::arguments);
    BodyMask mask = new BodyMask(settings.get().maskedPaths());
    return Response.json(
        new Shown(
            task.id(),
            task.name(),
            task.state(),
            task.root(),
            task.parent(),
            task.queue(),
            task.hostname(),
            task.firstMillis(),
            task.startedMillis(),
            task.endedMillis(),
            task.retries(),
            failure.exception(),
            failure.traceback(),
            arguments.map(both -> masked(mask, both.getFirst())).orElse(null),
            arguments.map(both -> masked(mask, both.getLast())).orElse(null),
            message.isPresent(),
            task.againAs()));
  }

  private static String masked(BodyMask mask, byte[] json) {
    return new String(mask.apply(json).bytes(), StandardCharsets.UTF_8);
  }

  private Response retry(Request request) throws InterruptedException {
    return Response.json(callAgain.one(request, meant(request)));
  }
}
