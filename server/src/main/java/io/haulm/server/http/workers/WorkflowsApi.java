package io.haulm.server.http.workers;

import io.haulm.server.http.ApiPart;
import io.haulm.server.http.Problem;
import io.haulm.server.http.Request;
import io.haulm.server.http.Response;
import io.haulm.server.http.Route;
import io.haulm.server.http.access.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which of Celery's tasks belong together: those that began with the same call. */
public final class WorkflowsApi implements ApiPart {
  /** Most workflows, or tasks of one, that are told. */
  public static final int LIMIT_MAX = 500;

  private static final String WORKFLOWS = "/api/v1/workflows";

  /** As they happened; those that are planned come last. */
  private static final Comparator<CeleryTask> ORDER =
      Comparator.comparing((CeleryTask task) -> task.state().equals(CeleryTask.PLANNED))
          .thenComparingLong(CeleryTask::firstMillis);

  /** So many names of a workflow's tasks are told. */
  private static final int NAMES_MAX = 6;

  private record Workflow(
      String rootId,
      String name,
      List<String> tasks,
      String state,
      long startedMillis,
      long total,
      long done,
      long failed) {
    static Workflow of(String rootId, List<CeleryTask> tasks) {
      long done = tasks.stream().filter(CeleryTask::isDone).count();
      long failed = tasks.stream().filter(WorkflowsApi::hasFailed).count();
      String name =
          tasks.stream()
              .filter(task -> task.id().equals(rootId))
              .map(CeleryTask::name)
              .findFirst()
              .orElse("");
      List<String> names =
          tasks.stream()
              .sorted(ORDER)
              .map(CeleryTask::name)
              .filter(each -> !each.equals(name))
              .distinct()
              .limit(NAMES_MAX)
              .toList();
      String state = failed > 0 ? "failed" : done == tasks.size() ? "done" : "running";
      long startedMillis = tasks.stream().mapToLong(CeleryTask::firstMillis).min().orElse(0);
      return new Workflow(rootId, name, names, state, startedMillis, tasks.size(), done, failed);
    }
  }

  private record Node(
      String id,
      String name,
      String state,
      long startedMillis,
      long endedMillis,
      @Nullable String parent,
      List<String> parents,
      int retries,
      @Nullable String againAs) {
    static Node of(CeleryTask task) {
      return new Node(
          task.id(),
          task.name(),
          task.state(),
          task.startedMillis(),
          task.endedMillis(),
          task.parent(),
          task.parents(),
          task.retries(),
          task.againAs());
    }
  }

  private record Items(List<Workflow> items, @Nullable String cursor) {}

  private record Nodes(List<Node> nodes) {}

  private final CeleryState celery;
  private final CallAgain callAgain;

  /** The workflows among these tasks. */
  public WorkflowsApi(CeleryState celery, CallAgain callAgain) {
    this.celery = celery;
    this.callAgain = callAgain;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(WORKFLOWS, Role.VIEWER, this::list),
        Route.get(WORKFLOWS + "/{rootId}", Role.VIEWER, this::show),
        Route.post(WORKFLOWS + "/{rootId}/retry", Role.OPERATOR, this::retry));
  }

  @Override
  public String openApiPage() {
    return "workflows";
  }

  private static boolean hasFailed(CeleryTask task) {
    return task.state().equals("failed") && task.againAs() == null;
  }

  private Map<String, List<CeleryTask>> byRoot() {
    Map<String, List<CeleryTask>> byRoot = new LinkedHashMap<>();
    for (CeleryTask task : celery.tasks()) {
      byRoot.computeIfAbsent(task.root(), _ -> new ArrayList<>()).add(task);
    }
    return byRoot;
  }

  /** A call of its own is no workflow. */
  private Response list(Request request) {
    request.requireAll();
    int limit = (int) request.queryLong("limit", 100, 1, LIMIT_MAX);
    List<Workflow> items =
        byRoot().entrySet().stream()
            .filter(entry -> entry.getValue().size() > 1)
            .map(entry -> Workflow.of(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparingLong(Workflow::startedMillis).reversed())
            .limit(limit)
            .toList();
    return Response.json(new Items(items, null));
  }

  private Response show(Request request) {
    request.requireAll();
    String rootId = request.parameter("rootId");
    List<CeleryTask> tasks = byRoot().get(rootId);
    if (tasks == null) {
      throw missing();
    }
    List<Node> nodes = tasks.stream().sorted(ORDER).limit(LIMIT_MAX).map(Node::of).toList();
    return Response.json(new Nodes(nodes));
  }

  private Response retry(Request request) throws InterruptedException {
    request.requireAll();
    String rootId = request.parameter("rootId");
    if (!byRoot().containsKey(rootId)) {
      throw missing();
    }
    return Response.json(
        callAgain.several(
            request, task -> task.root().equals(rootId), request.queryFlag("dryRun")));
  }

  private static Problem missing() {
    return Problem.missing("no-such-workflow", "No task of it is remembered");
  }
}
