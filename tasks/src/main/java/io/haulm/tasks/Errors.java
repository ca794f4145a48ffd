package io.haulm.tasks;

import io.haulm.tasks.spi.ResultRecord;
import io.haulm.tasks.spi.Trees;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Exceptions as they travel: Python makes one of the same name out of module, type and arguments.
 */
final class Errors {

  /** The module of Celery's own exceptions. */
  static final String CELERY = "celery.exceptions";

  /** The module of the exception for a hard time limit. */
  static final String BILLIARD = "billiard.exceptions";

  private Errors() {}

  static Map<String, Object> tree(String module, String type, List<Object> arguments) {
    return ResultRecord.error(module, type, arguments);
  }

  static Map<String, Object> tree(Throwable failure) {
    if (failure instanceof TaskFailedException passedOn) {
      TaskError error = passedOn.error();
      return tree(error.module(), error.type(), error.arguments());
    }
    if (failure instanceof TaskTimeoutException timeout) {
      return timeout.tree();
    }
    Class<?> type = failure.getClass();
    String name = type.getName().substring(type.getName().lastIndexOf('.') + 1);
    String message = message(failure);
    return tree(type.getPackageName(), name, message == null ? List.of() : List.of(message));
  }

  // An exception is the program's code, and may throw one itself when it is asked.
  private static @Nullable String message(Throwable failure) {
    try {
      return failure.getMessage();
    } catch (RuntimeException | Error e) {
      return "its message cannot be told: " + e.getClass().getName();
    }
  }

  static String trace(Throwable failure) {
    try {
      StringWriter text = new StringWriter();
      failure.printStackTrace(new PrintWriter(text, true));
      return text.toString();
    } catch (RuntimeException | Error e) {
      return failure.getClass().getName() + ": its trace cannot be told: " + e.getClass().getName();
    }
  }

  /** What an error handler's message says of the error, where it cannot be read elsewhere. */
  static Map<String, Object> toSendAlong(Map<String, Object> error, @Nullable String traceback) {
    Map<String, Object> all = new LinkedHashMap<>(error);
    if (traceback != null) {
      all.put("traceback", traceback);
    }
    return all;
  }

  static ResultRecord sentAlong(String failedId, Object error) {
    String traceback = Trees.text(Trees.map(error).get("traceback"));
    return new ResultRecord(
        failedId, TaskStatus.FAILURE, error, traceback, List.of(), null, null, null);
  }

  static TaskError read(ResultRecord record) {
    Map<String, Object> error = record.error();
    return new TaskError(
        record.taskId(),
        textOr(error.get("exc_type"), "Exception"),
        module(error.get("exc_module")),
        arguments(error.get("exc_message")),
        record.traceback() == null ? "" : record.traceback());
  }

  /** As Python's {@code repr} has it: {@code ValueError('deliberate error', 42)}. */
  static String repr(Map<String, Object> error) {
    List<String> arguments = new ArrayList<>();
    for (Object argument : arguments(error.get("exc_message"))) {
      arguments.add(PythonText.repr(argument));
    }
    return textOr(error.get("exc_type"), "Exception") + "(" + String.join(", ", arguments) + ")";
  }

  private static List<Object> arguments(@Nullable Object message) {
    if (message == null) {
      return List.of();
    }
    return message instanceof List<?> ? Trees.list(message) : List.of(message);
  }

  // Very old Celery wrote the module as a list of its parts.
  private static String module(@Nullable Object module) {
    return module instanceof List<?> parts
        ? String.join(".", parts.stream().map(String::valueOf).toList())
        : textOr(module, "builtins");
  }

  private static String textOr(@Nullable Object value, String otherwise) {
    return value instanceof String text ? text : otherwise;
  }
}
