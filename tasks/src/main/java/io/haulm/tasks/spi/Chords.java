package io.haulm.tasks.spi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where chords are counted. */
public interface Chords {

  /**
   * A member that has ended.
   *
   * @param taskId the task
   * @param status {@code SUCCESS} or {@code FAILURE}
   * @param result its output or its error
   */
  record Member(String taskId, String status, @Nullable Object result) {}

  /**
   * Counts a member, once however often it is told.
   *
   * @return all members in order, when this was the last one; else nothing
   */
  CompletableFuture<Optional<List<Member>>> arrived(
      String groupId, int index, Member member, Duration ttl);

  /** Forgets a chord whose body has been sent. */
  CompletableFuture<Void> done(String groupId);
}
