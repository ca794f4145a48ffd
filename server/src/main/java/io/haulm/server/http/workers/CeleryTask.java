package io.haulm.server.http.workers;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A task of Celery, as far as its messages and events tell.
 *
 * @param state what happened last, in a word: "planned" (not called yet), "sent", "received",
 *     "started", "succeeded", "failed", "retried", "revoked" or "rejected"
 * @param root the task with which it all began; itself, for a call of its own
 * @param parent the task that called it; null when nobody did
 * @param parents those it waits for, where its plan is known
 * @param startedMillis 0 before it
 * @param endedMillis 0 before it
 * @param hostname of the worker; empty before it has one
 * @param queue empty when it is not known
 * @param retries how often it was tried again
 * @param failure fingerprint of the group of failures; empty before it has failed
 * @param againAs the task that repeats its call; null when there is none
 * @param database where its messages are
 */
record CeleryTask(
    String id,
    String name,
    String state,
    String root,
    @Nullable String parent,
    List<String> parents,
    long firstMillis,
    long startedMillis,
    long endedMillis,
    String hostname,
    String queue,
    int retries,
    String failure,
    @Nullable String againAs,
    int database) {
  static final String PLANNED = "planned";
  private static final Pattern DONE = Pattern.compile("succeeded|failed|revoked|rejected");

  static boolean isDone(String state) {
    return DONE.matcher(state).matches();
  }

  boolean isDone() {
    return isDone(state);
  }

  /** Whether it has ended otherwise than it should, and nobody has called it again. */
  boolean isToBeCalledAgain() {
    return isDone() && !state.equals("succeeded") && againAs == null;
  }
}
