package io.haulm.client;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sees that the server answers in time. Only the command whose turn it is can be late, and its time
 * begins when its turn does: those behind a reserve that waits must wait with it.
 */
final class ReplyWatch {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Supplier<@Nullable Pending<?>> first;
  private final long replyMillis;
  private final Consumer<LinkFailure> onTimeout;
  private final AtomicBoolean isArmed = new AtomicBoolean();
  private volatile long turnBeganNanos = System.nanoTime();
  private volatile boolean ended;

  ReplyWatch(
      Supplier<@Nullable Pending<?>> first, long replyMillis, Consumer<LinkFailure> onTimeout) {
    this.first = first;
    this.replyMillis = replyMillis;
    this.onTimeout = onTimeout;
  }

  /** To be called before a command becomes the first, so that its time cannot seem older. */
  void turnBegins() {
    turnBeganNanos = System.nanoTime();
  }

  /** Begins to look after commands, if it does not yet. */
  void arm() {
    if (isArmed.compareAndSet(false, true)) {
      lookIn(replyMillis);
    }
  }

  void end() {
    ended = true;
  }

  private void lookIn(long millis) {
    Timer.after(millis, this::look);
  }

  private void look() {
    Pending<?> late = first.get();
    if (late == null && !ended) {
      isArmed.set(false);
      // One that was sent just now may have seen it armed still.
      late = first.get();
      if (late == null || !isArmed.compareAndSet(false, true)) {
        return;
      }
    }
    if (ended || late == null) {
      return;
    }
    long waitMillis = late.command().waitMillis();
    if (waitMillis == Command.FOREVER) {
      lookIn(replyMillis);
      return;
    }
    long pastMillis = (System.nanoTime() - turnBeganNanos) / NANOS_PER_MILLI;
    long leftMillis = replyMillis + waitMillis - pastMillis;
    if (leftMillis > 0) {
      lookIn(leftMillis);
    } else {
      onTimeout.accept(LinkFailure.timeout(replyMillis + waitMillis));
    }
  }
}
