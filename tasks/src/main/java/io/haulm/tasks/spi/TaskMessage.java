package io.haulm.tasks.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way to a worker.
 *
 * @param id the task's id; the same for all attempts
 * @param task the task's name
 * @param args positional arguments
 * @param kwargs keyword arguments
 * @param queue the queue it waits in
 * @param priority 0, the first, to 9, the last
 * @param eta it must not start before, or null
 * @param expires it must not start after, or null
 * @param retries attempts made before this one
 * @param lineage where it comes from
 * @param limits how long it may run
 * @param follow what comes after it
 * @param ignoreResult whether nobody wants the result
 * @param headers what the caller sent along
 */
public record TaskMessage(
    String id,
    String task,
    List<Object> args,
    Map<String, Object> kwargs,
    String queue,
    int priority,
    @Nullable Instant eta,
    @Nullable Instant expires,
    int retries,
    Lineage lineage,
    Limits limits,
    Follow follow,
    boolean ignoreResult,
    Map<String, Object> headers) {

  /**
   * Where a call comes from.
   *
   * @param rootId the first task of all
   * @param parentId the task that called it, or null
   * @param groupId the group it is in, or null
   * @param groupIndex its place in the group, or null
   */
  public record Lineage(
      String rootId,
      @Nullable String parentId,
      @Nullable String groupId,
      @Nullable Integer groupIndex) {}

  /**
   * How long it may run.
   *
   * @param hard it has failed after that, or null
   * @param soft its handler is interrupted after that, or null
   */
  public record Limits(@Nullable Duration hard, @Nullable Duration soft) {
    /** As long as it takes. */
    public static final Limits NONE = new Limits(null, null);
  }

  /**
   * What comes after it.
   *
   * @param callbacks run with its output
   * @param errbacks run when it has failed
   * @param chain the rest of the chain, in reverse: the next step is the last element
   * @param chord the body of the chord whose header it is in, or null
   */
  public record Follow(
      List<Signature> callbacks,
      List<Signature> errbacks,
      List<Signature> chain,
      @Nullable Signature chord) {
    /** Nothing comes after. */
    public static final Follow NONE = new Follow(List.of(), List.of(), List.of(), null);
  }

  /** The same call with other headers, and with something else after it. */
  public TaskMessage with(Map<String, Object> otherHeaders, Follow otherFollow) {
    return new TaskMessage(
        id,
        task,
        args,
        kwargs,
        queue,
        priority,
        eta,
        expires,
        retries,
        lineage,
        limits,
        otherFollow,
        ignoreResult,
        otherHeaders);
  }

  /** The same call for another attempt. */
  public TaskMessage again(int retriesNow, @Nullable Instant notBefore) {
    Lineage line = new Lineage(lineage.rootId, id, lineage.groupId, lineage.groupIndex);
    return new TaskMessage(
        id,
        task,
        args,
        kwargs,
        queue,
        priority,
        notBefore,
        expires,
        retriesNow,
        line,
        limits,
        follow,
        ignoreResult,
        headers);
  }
}
