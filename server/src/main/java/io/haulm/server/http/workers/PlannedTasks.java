package io.haulm.server.http.workers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What a call says will be called after it: the rest of its chain, and the end of its chord. */
final class PlannedTasks {
  /** So many are read from one call. */
  static final int PLANNED_MAX = 500;

  /**
   * A task that will be called.
   *
   * @param parents ids of those it waits for
   */
  record Planned(String id, String task, List<String> parents) {}

  private final List<Planned> planned = new ArrayList<>();

  private PlannedTasks() {}

  /** What follows the task of this id, as the third part of its message's body tells. */
  static List<Planned> after(String id, JsonNode embed) {
    PlannedTasks tasks = new PlannedTasks();
    List<String> before = List.of(id);
    JsonNode chain = embed.path("chain");
    // The next one is the last of them.
    for (int i = chain.size() - 1; i >= 0; i--) {
      before = tasks.step(chain.get(i), before);
    }
    tasks.step(embed.path("chord"), before);
    return List.copyOf(tasks.planned);
  }

  /** Adds what a signature calls; the result is what has to end before the next step begins. */
  private List<String> step(JsonNode signature, List<String> before) {
    JsonNode kwargs = signature.path("kwargs");
    return switch (kind(signature)) {
      case "chord" -> step(kwargs.path("body"), members(kwargs.path("header"), before));
      case "group" -> members(signature, before);
      case "chain" -> chain(kwargs.path("tasks"), before);
      default -> one(signature, before);
    };
  }

  private static String kind(JsonNode signature) {
    String task = signature.path("task").asText();
    return task.startsWith("celery.")
        ? task.substring("celery.".length())
        : signature.path("subtask_type").asText();
  }

  private List<String> one(JsonNode signature, List<String> before) {
    String id = signature.path("options").path("task_id").asText();
    if (id.isEmpty() || planned.size() >= PLANNED_MAX) {
      return before;
    }
    planned.add(new Planned(id, signature.path("task").asText(), before));
    return List.of(id);
  }

  private List<String> chain(JsonNode signatures, List<String> before) {
    List<String> last = before;
    for (JsonNode signature : signatures) {
      last = step(signature, last);
    }
    return last;
  }

  private List<String> members(JsonNode group, List<String> before) {
    List<String> ends = new ArrayList<>();
    for (JsonNode signature : group.isArray() ? group : group.path("kwargs").path("tasks")) {
      ends.addAll(step(signature, before));
    }
    return ends;
  }
}
