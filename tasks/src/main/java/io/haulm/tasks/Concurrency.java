package io.haulm.tasks;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How many runs of a task may be under way at a time, on all workers together.
 *
 * @param max at least 1
 * @param isPerKey whether each key is counted for itself
 * @param keyOf the key of an input; null to take the call's own
 */
record Concurrency<I>(int max, boolean isPerKey, @Nullable Function<? super I, String> keyOf) {

  Concurrency {
    if (max < 1) {
      throw new IllegalArgumentException("a limit of runs is at least 1: " + max);
    }
  }
}
