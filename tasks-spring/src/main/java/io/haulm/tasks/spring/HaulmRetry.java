package io.haulm.tasks.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** When a failed attempt is followed by another; see {@link io.haulm.tasks.Retry}. */
@Documented
@Target({})
@Retention(RetentionPolicy.RUNTIME)
public @interface HaulmRetry {

  /** How often the handler may run in all; 1 means no retry. */
  int maxAttempts() default 4;

  /** The wait before the second attempt; it doubles after each further one. */
  String first() default "1s";

  /** The longest wait. */
  String max() default "10m";

  /** Whether a wait is a random time up to the computed one, or exactly that. */
  boolean jitter() default true;

  /** Retries for these exceptions and what extends them; without any, for all. */
  Class<? extends Throwable>[] on() default {};

  /** Never retries for these, whatever {@link #on} says. */
  Class<? extends Throwable>[] notOn() default {};
}
