package io.haulm.tasks.spring;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of tasks.
 *
 * @param broker Address of the server: redis://[:password@]host[:port][/db], rediss:// for TLS,
 *     tube://host[:port] for tasks over tubes.
 * @param routes Queues of calls that name none, by pattern of the task's name. Only steps of a
 *     canvas made in Python are such.
 * @param testMode Runs tasks in memory, without a server. The bean TestTasks says when.
 * @param worker How tasks are run.
 */
@ConfigurationProperties("haulm.tasks")
public record HaulmTasksProperties(
    @DefaultValue(HaulmTasksProperties.DEFAULT_BROKER) String broker,
    @DefaultValue Map<String, String> routes,
    @DefaultValue("none") TestMode testMode,
    @DefaultValue Worker worker) {

  /** Where Haulm listens as installed. */
  public static final String DEFAULT_BROKER = "redis://localhost:6379/0";

  /** Whether tasks run in memory, and when. */
  public enum TestMode {
    /** They run by a server. */
    NONE,
    /** They run when the test says so. */
    MANUAL,
    /** They have run when enqueue returns. */
    INLINE
  }

  /**
   * How tasks are run.
   *
   * @param enabled Whether this program runs tasks, if it has handlers. One that only calls tasks
   *     says false.
   * @param schedules Whether this program keeps its schedules in the server and enqueues what is
   *     due.
   * @param name First part of the worker's name; it must be the only one of that name. Made up by
   *     default.
   * @param queues Queues to take from, by turns. The queues of the tasks with handlers by default.
   * @param concurrency Handlers that run at a time, 1 to 100000. Two for each processor by default.
   * @param grace How long the program's end waits for handlers that run; what has not ended by then
   *     is given back.
   * @param events Whether events of tasks are sent from the start, as Flower wants them.
   * @param trackStarted Whether the state STARTED of all tasks is stored when a run begins.
   */
  public record Worker(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("true") boolean schedules,
      @Nullable String name,
      @DefaultValue List<String> queues,
      @Nullable Integer concurrency,
      @DefaultValue("25s") Duration grace,
      @DefaultValue("false") boolean events,
      @DefaultValue("false") boolean trackStarted) {}
}
