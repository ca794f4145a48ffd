package io.haulm.tasks.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where schedules are kept: a text for each name, and when it is due next. */
public interface ScheduleStore {

  /** How long a run that never ends may stand in the way of the next. */
  Duration RUN_TTL = Duration.ofDays(1);

  /**
   * A change that is made only if nobody else made one since the text was read.
   *
   * @param name the schedule
   * @param expected its text as it was read; null if there was none
   * @param replacement its new text; null to delete it
   * @param next when it is due next; null if it is not
   * @param run the task that now stands in the way of the next run, or null to leave that as it is
   */
  record Change(
      String name,
      @Nullable String expected,
      @Nullable String replacement,
      @Nullable Instant next,
      @Nullable String run) {}

  /** The key of the claim that a schedule's run holds until it ends. */
  static String claimOf(String name) {
    return "schedule:" + name;
  }

  /** All texts by name. */
  CompletableFuture<Map<String, String>> readAll();

  /** One text. */
  CompletableFuture<Optional<String>> read(String name);

  /** The names of those that are due, the earliest first. */
  CompletableFuture<List<String>> due(Instant now, int max);

  /** The task of this schedule that holds its claim. */
  CompletableFuture<Optional<String>> running(String name);

  /**
   * Makes the change and sends the messages: both or, if the text is not as expected, neither.
   *
   * @return whether it was done
   */
  CompletableFuture<Boolean> change(Change change, Batch batch);
}
