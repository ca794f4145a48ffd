package io.haulm.tasks;

import org.jspecify.annotations.Nullable;

/**
 * Something to do around every call: tracing, metrics, security, transactions. The first one given
 * is the outermost.
 */
public interface TaskInterceptor {

  /** The rest of the way to the handler. */
  @FunctionalInterface
  interface Invocation {
    /** Runs it and returns its output. */
    @Nullable Object proceed() throws Exception;
  }

  /**
   * Sees each call before it is sent, and may add headers: here a trace context gets on its way.
   * Workers ask it for what follows a task, too. Another attempt of a task is not a call of its
   * own.
   */
  default void beforeSend(OutgoingCall call) {}

  /** Runs a task; what it returns is the task's output. */
  default @Nullable Object around(TaskContext context, Invocation next) throws Exception {
    return next.proceed();
  }
}
