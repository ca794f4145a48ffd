package io.haulm.tasks;

import java.util.Map;
import java.util.Set;

/**
 * Where a task is.
 *
 * @param name Celery's word: {@code PENDING} (or never heard of), {@code STARTED}, {@code RETRY},
 *     {@code SUCCESS}, {@code FAILURE}, {@code REVOKED}, or one that its handler chose, such as
 *     {@code PROGRESS}
 * @param meta what the state carries, such as {@code current} and {@code total} of a progress;
 *     empty for most
 */
public record TaskStatus(String name, Map<String, Object> meta) {

  /** Not started, or unknown. */
  public static final String PENDING = "PENDING";

  /** A handler runs. */
  public static final String STARTED = "STARTED";

  /** An attempt failed and another will follow. */
  public static final String RETRY = "RETRY";

  /** Ended well. */
  public static final String SUCCESS = "SUCCESS";

  /** Failed for good. */
  public static final String FAILURE = "FAILURE";

  /** Revoked or expired. */
  public static final String REVOKED = "REVOKED";

  /** The state {@link TaskContext#progress} writes. */
  public static final String PROGRESS = "PROGRESS";

  private static final Set<String> FINAL = Set.of(SUCCESS, FAILURE, REVOKED);

  /** Whether nothing more will come. */
  public boolean isFinal() {
    return FINAL.contains(name);
  }
}
