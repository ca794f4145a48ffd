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

  private record Workflow(
      String rootId,
      String name,
      String state,
      long startedMillis,
      long total,
      long done,
      long failed) {
    static Workflow of(String rootId, List<CeleryState.Task> tasks) {
      long done = tasks.stream().filter(CeleryState.Task::isDone).count();
      long failed = tasks.stream().filter(WorkflowsApi::hasFailed).count();
      String name =
          tasks.stream()
              .filter(task -> task.id().equals(rootId))
              .map(CeleryState.Task::name)
              .findFirst()
              .orElse("");
      String state = failed > 0 ? "failed" : done == tasks.size() ? "done" : "running";
      long startedMillis = tasks.stream().mapToLong(CeleryState.Task::firstMillis).min().orElse(0);
      return new Workflow(rootId, name, state, startedMillis, tasks.size(), done, failed);
    }
  }

  private record Node(
      String id,
      String name,
      String state,
      long startedMillis,
      long endedMillis,
      @Nullable String parent) {
    static Node of(CeleryState.Task task) {
      return new Node(
          task.id(),
          task.name(),
          task.state(),
          task.startedMillis(),
          task.endedMillis(),
          task.parent());
    }
  }

  private record Items(List<Workflow> items, @Nullable String cursor) {}

  private record Nodes(List<Node> nodes) {}

  private final CeleryState celery;

  /** The workflows among these tasks. */
  public WorkflowsApi(CeleryState celery) {
    this.celery = celery;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(WORKFLOWS, Role.VIEWER, this::list),
        Route.get(WORKFLOWS + "/{rootId}", Role.VIEWER, this::show));
  }

  @Override
  public String openApiPage() {
    return "workflows";
  }

  private static boolean hasFailed(CeleryState.Task task) {
    return task.state().equals("failed");
  }

  private Map<String, List<CeleryState.Task>> byRoot() {
    Map<String, List<CeleryState.Task>> byRoot = new LinkedHashMap<>();
    for (CeleryState.Task task : celery.tasks()) {
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
    List<CeleryState.Task> tasks = byRoot().get(rootId);
    if (tasks == null) {
      throw Problem.missing("no-such-workflow", "No task of it is remembered");
    }
    List<Node> nodes =
        tasks.stream()
            .sorted(Comparator.comparingLong(CeleryState.Task::firstMillis))
            .limit(LIMIT_MAX)
            .map(Node::of)
            .toList();
    return Response.json(new Nodes(nodes));
  }
}
