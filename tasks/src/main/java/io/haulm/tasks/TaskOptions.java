package io.haulm.tasks;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a task says about all its calls. Immutable to the outside; {@link Task} makes changed
 * copies.
 */
public final class TaskOptions {

  /** The queue of tasks that name none; Celery's default too. */
  public static final String DEFAULT_QUEUE = "celery";

  /** Results are kept for a day unless the task says otherwise. */
  public static final Duration DEFAULT_RESULT_TTL = Duration.ofDays(1);

  /** How often a message may be delivered before it counts as poison. */
  public static final int DEFAULT_MAX_DELIVERIES = 5;

  String queue = DEFAULT_QUEUE;
  int priority;
  @Nullable Duration expires;
  @Nullable Duration softLimit;
  @Nullable Duration hardLimit;
  Retry retry = Retry.never();
  @Nullable Unique unique;
  Duration resultTtl = DEFAULT_RESULT_TTL;
  boolean keepsResult = true;
  boolean tracksStarted;
  boolean positional;
  boolean atMostOnce;
  int maxDeliveries = DEFAULT_MAX_DELIVERIES;
  @Nullable RateLimit rateLimit;
  Mapping.@Nullable Each each;
  @Nullable Concurrency<?> concurrency;

  TaskOptions() {}

  TaskOptions copy() {
    TaskOptions copy = new TaskOptions();
    copy.queue = queue;
    copy.priority = priority;
    copy.expires = expires;
    copy.softLimit = softLimit;
    copy.hardLimit = hardLimit;
    copy.retry = retry;
    copy.unique = unique;
    copy.resultTtl = resultTtl;
    copy.keepsResult = keepsResult;
    copy.tracksStarted = tracksStarted;
    copy.positional = positional;
    copy.atMostOnce = atMostOnce;
    copy.maxDeliveries = maxDeliveries;
    copy.rateLimit = rateLimit;
    copy.each = each;
    copy.concurrency = concurrency;
    return copy;
  }

  /** The queue its calls wait in. */
  public String queue() {
    return queue;
  }

  /** 0, the first, to 9, the last. */
  public int priority() {
    return priority;
  }

  /** How long after being enqueued a call may still start, or null for ever. */
  public @Nullable Duration expires() {
    return expires;
  }

  /** After this time the handler is interrupted, or null for never. */
  public @Nullable Duration softLimit() {
    return softLimit;
  }

  /** After this time the task has failed, whatever its handler does; or null for never. */
  public @Nullable Duration hardLimit() {
    return hardLimit;
  }

  /** What follows a failure. */
  public Retry retry() {
    return retry;
  }

  /** What keeps a second call out, or null. */
  public @Nullable Unique unique() {
    return unique;
  }

  /** How long a result is kept. */
  public Duration resultTtl() {
    return resultTtl;
  }

  /** Whether results are stored at all. */
  public boolean keepsResult() {
    return keepsResult;
  }

  /** Whether the state {@code STARTED} is stored when a run begins. */
  public boolean tracksStarted() {
    return tracksStarted;
  }

  /** Whether the input's components travel as positional arguments. */
  public boolean positional() {
    return positional;
  }

  /** Whether the message is acknowledged before the handler runs. */
  public boolean atMostOnce() {
    return atMostOnce;
  }

  /** How often a message may be delivered before it is put among the dead letters. */
  public int maxDeliveries() {
    return maxDeliveries;
  }

  /** The limit of starts, or null. */
  public @Nullable RateLimit rateLimit() {
    return rateLimit;
  }
}
