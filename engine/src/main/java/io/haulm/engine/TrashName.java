package io.haulm.engine;

import org.jspecify.annotations.Nullable;

/**
 * The name of a tube of the trash. Jobs that an administrator deletes are moved into such a tube,
 * and moved back if the deletion is undone. It begins with a byte that no client's tube may have,
 * so no client can name it.
 *
 * @param deadlineMillis when its jobs are deleted for good, in milliseconds since 1970
 * @param operation by what its jobs were deleted; positive
 * @param tube where they were
 */
public record TrashName(long deadlineMillis, long operation, String tube) {
  /** Longest name of such a tube, in bytes: two numbers and three signs more than a usual one. */
  public static final int BYTES_MAX = Limits.TUBE_NAME_BYTES_MAX + 2 * 19 + 3;

  private static final char SIGN = '~';

  /** Checks the ranges. */
  public TrashName {
    Check.inRange("deadlineMillis", deadlineMillis, 0, Long.MAX_VALUE);
    Check.inRange("operation", operation, 1, Long.MAX_VALUE);
  }

  /** The name as the tube's. */
  public String text() {
    return SIGN + Long.toString(deadlineMillis) + SIGN + operation + SIGN + tube;
  }

  /** What the name of a tube says; null when it is not one of the trash. */
  static @Nullable TrashName parse(String name) {
    if (name.isEmpty() || name.charAt(0) != SIGN) {
      return null;
    }
    int second = name.indexOf(SIGN, 1);
    int third = name.indexOf(SIGN, second + 1);
    return new TrashName(
        Long.parseLong(name.substring(1, second)),
        Long.parseLong(name.substring(second + 1, third)),
        name.substring(third + 1));
  }
}
