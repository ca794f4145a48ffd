package io.haulm.tasks.spi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is stored about a task: its state and, in the end, its output or its error.
 *
 * @param taskId the task
 * @param status the state's name
 * @param result output; for a failure a map with {@code exc_type}, {@code exc_message}, {@code
 *     exc_module}; for other states what they carry
 * @param traceback stack trace of a failure, or null
 * @param children tasks that it called, as Celery writes them
 * @param dateDone when it ended, ISO 8601, or null
 * @param parentId the task that called it, or null
 * @param groupId its group, or null
 */
public record ResultRecord(
    String taskId,
    String status,
    @Nullable Object result,
    @Nullable String traceback,
    List<Object> children,
    @Nullable String dateDone,
    @Nullable String parentId,
    @Nullable String groupId) {

  /**
   * The record of a failure that no handler has thrown.
   *
   * @param module of the exception that Python makes of it
   * @param type its name
   */
  public static ResultRecord failure(
      String taskId, String module, String type, String message, @Nullable String dateDone) {
    Map<String, Object> error = error(module, type, List.of(message));
    return new ResultRecord(taskId, "FAILURE", error, null, List.of(), dateDone, null, null);
  }

  /** An error as it stands in a record. */
  public static Map<String, Object> error(String module, String type, List<Object> arguments) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("exc_type", type);
    error.put("exc_message", arguments);
    error.put("exc_module", module);
    return error;
  }

  /** Whether nothing more will come. */
  public boolean isFinal() {
    return isFinal(status);
  }

  /** Whether nothing more will come after this state. */
  public static boolean isFinal(String status) {
    return switch (status) {
      case "SUCCESS", "FAILURE", "REVOKED" -> true;
      default -> false;
    };
  }

  /** The error's parts; empty when the result is none. */
  public Map<String, Object> error() {
    return result instanceof Map<?, ?> ? Trees.map(result) : Map.of();
  }
}
