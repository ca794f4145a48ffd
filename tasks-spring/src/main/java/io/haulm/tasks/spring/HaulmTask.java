package io.haulm.tasks.spring;

import io.haulm.tasks.TaskContext;
import io.haulm.tasks.TaskOptions;
import io.haulm.tasks.Unique;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a bean the handler of a task. It takes the task's input, if it has one, and the
 * {@link TaskContext}, if it wants it; what it returns is the task's output.
 *
 * <pre>{@code
 * @HaulmTask(value = "mail.send", queue = "mail",
 *     retry = @HaulmRetry(first = "2s", max = "5m", maxAttempts = 8, on = IOException.class))
 * Receipt send(Mail mail) throws IOException { ... }
 * }</pre>
 *
 * <p>The typed handle to call it by is a bean of its own: {@code Task<Mail, Receipt>}. Where there
 * are several of that type, the name tells: {@code @Qualifier("mail.send")}, or a parameter called
 * {@code mailSend}.
 *
 * <p>In all texts {@code ${...}} stands for a property. Lengths of time are written as Spring Boot
 * has them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code PT1H30M}.
 *
 * <p>The class must be known before the bean is: the return type of a {@code @Bean} method names
 * the class whose methods are looked at.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface HaulmTask {

  /** How all programs, in any language, call it; 1 to 255 visible characters. */
  String value();

  /** The queue its calls wait in. */
  String queue() default TaskOptions.DEFAULT_QUEUE;

  /** The priority of its calls: 0, the first, to 9, the last. */
  int priority() default 0;

  /** A call that has not started this long after it was enqueued is revoked; never by default. */
  String expires() default "";

  /** After this time the handler is interrupted; never by default. */
  String softLimit() default "";

  /** After this time the task has failed, whatever its handler does; never by default. */
  String timeout() default "";

  /** What follows a failure; nothing by default. */
  HaulmRetry retry() default @HaulmRetry(maxAttempts = 1);

  /** How many runs each worker may start in a period: {@code 10/s}, {@code 100/m}. */
  String rateLimit() default "";

  /** How many runs all workers together may start in a period; instead of {@link #rateLimit}. */
  String sharedRateLimit() default "";

  /** How many runs may be under way at a time, on all workers together; 0 for any number. */
  int concurrency() default 0;

  /**
   * How many runs with the same key may be under way at a time, on all workers together; instead of
   * {@link #concurrency}. Callers say the key: {@link io.haulm.tasks.Call#key}.
   */
  int concurrencyPerKey() default 0;

  /**
   * Keeps a second call with equal input out: while the first is queued, while it is queued or
   * running, or for {@link #uniquePeriod}. One scope at most.
   */
  Unique.Scope[] unique() default {};

  /** How long a call keeps others out, for {@link Unique.Scope#PERIOD}. */
  String uniquePeriod() default "";

  /** How long results are kept; a day by default. */
  String resultTtl() default "";

  /** Stores no results: callers cannot wait for them. */
  boolean ignoreResult() default false;

  /** Stores the state {@code STARTED} when a run begins. */
  boolean trackStarted() default false;

  /** Acknowledges before the handler runs: a call whose worker dies is lost, not repeated. */
  boolean atMostOnce() default false;

  /** How often a message may be delivered before it is put among the dead letters. */
  int maxDeliveries() default TaskOptions.DEFAULT_MAX_DELIVERIES;

  /** Sends a record's components as positional arguments, for callers in Python. */
  boolean positional() default false;
}
