package io.haulm.tasks.spring;

import io.haulm.tasks.RateLimit;
import io.haulm.tasks.Retry;
import io.haulm.tasks.Task;
import io.haulm.tasks.TypeRef;
import io.haulm.tasks.Unique;
import io.haulm.tasks.schedule.Cron;
import io.haulm.tasks.schedule.MissedRuns;
import io.haulm.tasks.schedule.Schedule;
import io.haulm.tasks.schedule.Scheduled;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.boot.convert.DurationStyle;

/** Reads annotations: properties in their texts, lengths of time, numbers out of range. */
final class AnnotationTexts {

  private final UnaryOperator<String> placeholders;

  /**
   * A reader of texts with placeholders.
   *
   * @param placeholders puts properties in; throws IllegalArgumentException where there is none
   */
  AnnotationTexts(UnaryOperator<String> placeholders) {
    this.placeholders = placeholders;
  }

  /** The handle that an annotation describes. */
  <I, O> Task<I, O> task(HaulmTask annotation, TypeRef<I> input, TypeRef<O> output) {
    Task<I, O> task =
        Task.named(placeholders.apply(annotation.value()), input, output)
            .queue(placeholders.apply(annotation.queue()))
            .priority(annotation.priority())
            .maxDeliveries(annotation.maxDeliveries())
            .retry(retry(annotation.retry()));
    task = length(annotation.expires()).map(task::expires).orElse(task);
    task = length(annotation.softLimit()).map(task::softLimit).orElse(task);
    task = length(annotation.timeout()).map(task::timeout).orElse(task);
    task = length(annotation.resultTtl()).map(task::resultTtl).orElse(task);
    task = rateLimit(annotation).map(task::rateLimit).orElse(task);
    task = concurrency(annotation, task);
    task = unique(annotation).map(task::unique).orElse(task);
    task = annotation.ignoreResult() ? task.ignoreResult() : task;
    task = annotation.trackStarted() ? task.trackStarted() : task;
    task = annotation.atMostOnce() ? task.atMostOnce() : task;
    return annotation.positional() ? task.positional() : task;
  }

  private Optional<RateLimit> rateLimit(HaulmTask annotation) {
    Optional<RateLimit> own = text(annotation.rateLimit()).map(RateLimit::parse);
    Optional<RateLimit> shared =
        text(annotation.sharedRateLimit()).map(RateLimit::parse).map(RateLimit::clusterWide);
    if (own.isPresent() && shared.isPresent()) {
      throw new IllegalArgumentException("a task has rateLimit or sharedRateLimit, not both");
    }
    return own.or(() -> shared);
  }

  private static <I, O> Task<I, O> concurrency(HaulmTask annotation, Task<I, O> task) {
    int inAll = annotation.concurrency();
    int perKey = annotation.concurrencyPerKey();
    if (inAll != 0 && perKey != 0) {
      throw new IllegalArgumentException("a task has concurrency or concurrencyPerKey, not both");
    }
    if (inAll != 0) {
      return task.concurrency(inAll);
    }
    return perKey != 0 ? task.concurrencyPerKey(perKey) : task;
  }

  private Retry retry(HaulmRetry annotation) {
    if (annotation.maxAttempts() == 1) {
      return Retry.never();
    }
    Duration first = length(annotation.first()).orElse(Duration.ZERO);
    Retry retry =
        Retry.exponential(first, length(annotation.max()).orElse(first))
            .maxAttempts(annotation.maxAttempts());
    for (Class<? extends Throwable> type : annotation.on()) {
      retry = retry.on(type);
    }
    for (Class<? extends Throwable> type : annotation.notOn()) {
      retry = retry.notOn(type);
    }
    return annotation.jitter() ? retry : retry.withoutJitter();
  }

  private Optional<Unique> unique(HaulmTask annotation) {
    Unique.Scope[] scopes = annotation.unique();
    Optional<Duration> period = length(annotation.uniquePeriod());
    if (scopes.length > 1) {
      throw new IllegalArgumentException("a task is unique in one scope, not in " + scopes.length);
    }
    if (period.isPresent() != (scopes.length == 1 && scopes[0] == Unique.Scope.PERIOD)) {
      throw new IllegalArgumentException("uniquePeriod belongs to unique = PERIOD, and it to that");
    }
    if (scopes.length == 0) {
      return Optional.empty();
    }
    Unique rule = Unique.byInput();
    return Optional.of(
        switch (scopes[0]) {
          case QUEUED -> rule.whileQueued();
          case QUEUED_OR_RUNNING -> rule.whileQueuedOrRunning();
          case PERIOD -> rule.forPeriod(period.orElseThrow());
        });
  }

  /** The schedule that an annotation describes; nothing if it is disabled. */
  @SuppressWarnings("NullAway") // the one value of Void
  Optional<Scheduled> scheduled(HaulmSchedule annotation, Task<Object, Object> task) {
    Optional<String> cron = text(annotation.cron());
    Optional<String> every = text(annotation.every());
    if (cron.isPresent() == every.isPresent()) {
      throw new IllegalArgumentException("a schedule has either cron or every");
    }
    String when = cron.or(() -> every).orElseThrow();
    if (when.equals(HaulmSchedule.DISABLED)) {
      return Optional.empty();
    }
    String zone = placeholders.apply(annotation.zone());
    Schedule schedule =
        cron.isPresent()
            ? Cron.of(when, zone(zone))
            : Schedule.every(DurationStyle.detectAndParse(when));
    int missed = annotation.missedRuns();
    return Optional.of(
        Scheduled.of(text(annotation.name()).orElse(task.name()), schedule, task.with(null))
            .missed(missed == 0 ? MissedRuns.skip() : MissedRuns.all(missed))
            .overlap(annotation.overlap()));
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("no such time zone: " + name, e);
    }
  }

  private Optional<Duration> length(String text) {
    return text(text).map(DurationStyle::detectAndParse);
  }

  private Optional<String> text(String text) {
    return Optional.of(placeholders.apply(text).strip()).filter(one -> !one.isEmpty());
  }
}
