package io.haulm.tasks;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a handler may know about its task, and tell about it while it runs. */
public interface TaskContext {

  /** The task's id; the same in every attempt. */
  String id();

  /** The name it was called by. */
  String name();

  /** Which attempt this is; the first is 1. */
  int attempt();

  /** What the call is about, if its caller said: see {@link Call#key}. */
  Optional<String> key();

  /** The id of the first task of all that led to this one; its own when nothing did. */
  String rootId();

  /** The id of the task that called this one, if one did. */
  Optional<String> parentId();

  /** The id of the group it belongs to, if any. */
  Optional<String> groupId();

  /** The headers its caller sent along. */
  Map<String, Object> headers();

  /**
   * Sends a header along with all that follows from this task: what it enqueues, the next step of
   * its chain, the body of its chord, its error handlers. Those do not hand it on by themselves.
   */
  void handOn(String header, Object value);

  /** The time before which it was not to start, if its call or its retry had one. */
  Optional<Instant> notBefore();

  /** The queue it came from. */
  String queue();

  /** The name of this worker: {@code name@host}. */
  String worker();

  /** Whether it was delivered before, and so may have run before, or in part. */
  boolean redelivered();

  /**
   * Whether the handler should stop: its soft limit has passed, it was revoked, or the worker ends.
   */
  boolean cancelled();

  /**
   * Tells how far the task is; callers see it as state {@code PROGRESS}. When the server is away,
   * listeners hear of that problem, and the task goes on.
   */
  void progress(long done, long total);

  /**
   * Sets a state of the handler's own choice, with what it carries; it may be null. When the server
   * is away, listeners hear of that problem, and the task goes on.
   *
   * @throws IllegalArgumentException for a state in which tasks end: {@code SUCCESS}, {@code
   *     FAILURE}, {@code REVOKED}
   * @throws CodecException when what it carries cannot be written
   */
  void state(String name, @Nullable Object meta);

  /** Enqueues further work as a child of this task. */
  <T> AsyncResult<T> enqueue(Flow<T> flow);

  /**
   * Ends the handler and lets other work stand in this task's place: its output becomes this task's
   * output, and what was to follow this task follows it. Celery's {@code self.replace}.
   *
   * <pre>{@code
   * return context.replaceWith(Canvas.all(PAGE, pages).collect(BOOK));
   * }</pre>
   *
   * @param flow gives what this task was to give
   * @return nothing: it always throws, which ends the handler
   */
  <T> T replaceWith(Flow<T> flow);
}
