package io.haulm.tasks;

import io.haulm.tasks.spi.ResultRecord;
import io.haulm.tasks.spi.TaskMessage;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the records of results. */
final class Records {

  private Records() {}

  static ResultRecord of(
      TaskMessage message,
      String status,
      @Nullable Object result,
      @Nullable String traceback,
      @Nullable Instant done) {
    return new ResultRecord(
        message.id(),
        status,
        result,
        traceback,
        List.of(),
        done == null ? null : date(done),
        message.lineage().parentId(),
        message.lineage().groupId());
  }

  /** The record of a task that has not even been sent: a later step of a chain, a chord's body. */
  static ResultRecord unsent(
      String id, String status, Object error, @Nullable String traceback, Instant done) {
    return new ResultRecord(id, status, error, traceback, List.of(), date(done), null, null);
  }

  static ResultRecord withChildren(ResultRecord record, List<String> ids) {
    // Each child as Celery writes a result: [[id, parent], members of a group].
    List<Object> children =
        ids.stream().<Object>map(id -> Arrays.asList(Arrays.asList(id, null), null)).toList();
    return new ResultRecord(
        record.taskId(),
        record.status(),
        record.result(),
        record.traceback(),
        children,
        record.dateDone(),
        record.parentId(),
        record.groupId());
  }

  // As Celery has it: UTC without saying so, and microseconds.
  private static String date(Instant done) {
    return LocalDateTime.ofInstant(done.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC).toString();
  }
}
