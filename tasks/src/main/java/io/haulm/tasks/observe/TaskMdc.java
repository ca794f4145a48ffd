package io.haulm.tasks.observe;

import io.haulm.tasks.TaskContext;
import io.haulm.tasks.TaskInterceptor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Says in SLF4J's diagnostic context which task the log is about, while a handler runs. Threads
 * that the handler starts do not have it.
 */
public final class TaskMdc implements TaskInterceptor {

  /** The task's id. */
  public static final String TASK_ID = "taskId";

  /** The task's name. */
  public static final String TASK_NAME = "taskName";

  /** The id of the first task of all that led to it. */
  public static final String ROOT_ID = "taskRootId";

  /** There is nothing to set up. */
  public TaskMdc() {}

  @Override
  public @Nullable Object around(TaskContext context, Invocation next) throws Exception {
    Map<String, String> mine = new LinkedHashMap<>();
    mine.put(TASK_ID, context.id());
    mine.put(TASK_NAME, context.name());
    mine.put(ROOT_ID, context.rootId());
    Map<String, @Nullable String> before = new LinkedHashMap<>();
    mine.keySet().forEach(key -> before.put(key, MDC.get(key)));
    mine.forEach(MDC::put);
    try {
      return next.proceed();
    } finally {
      before.forEach(TaskMdc::restore);
    }
  }

  // A handler that runs inside another one, as in a test, must leave the outer one's context.
  private static void restore(String key, @Nullable String value) {
    if (value == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, value);
    }
  }
}
