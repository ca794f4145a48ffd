package io.haulm.tasks.spring;

import io.haulm.tasks.schedule.Overlap;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls a task again and again. It stands beside {@link HaulmTask}, on a method without an input:
 *
 * <pre>{@code
 * @HaulmTask("reports.nightly")
 * @HaulmSchedule(cron = "30 2 * * *", zone = "Europe/Prague")
 * void nightly() { ... }
 * }</pre>
 *
 * <p>The server keeps the schedule, and any number of programs may say the same: each run is
 * enqueued once. A schedule that is no longer in the program stays in the server until it is
 * removed there. A task with an input is scheduled by a bean of type {@link
 * io.haulm.tasks.schedule.Scheduled}.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(HaulmSchedule.Several.class)
public @interface HaulmSchedule {

  /** What {@link #cron} and {@link #every} are where there is to be no schedule. */
  String DISABLED = "-";

  /** By which it is known in the server; the task's name by default. */
  String name() default "";

  /** Five fields, or six with seconds in front. Either this or {@link #every}. */
  String cron() default "";

  /** The time zone of {@link #cron}, the same on all machines. */
  String zone() default "UTC";

  /** One run in each such period, counted from 1970: {@code 15m}. */
  String every() default "";

  /** How many runs are made up for when no scheduler was there: 0 for none. */
  int missedRuns() default 1;

  /** What becomes of a run while the one before has not ended. */
  Overlap overlap() default Overlap.ALLOW;

  /** Several schedules of one task; each needs a name of its own. */
  @Documented
  @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
  @Retention(RetentionPolicy.RUNTIME)
  @interface Several {
    /** All of them. */
    HaulmSchedule[] value();
  }
}
