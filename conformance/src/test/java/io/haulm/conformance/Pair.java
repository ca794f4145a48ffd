package io.haulm.conformance;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The original and the subject, which must say the same.
 *
 * <p>Both go on from one conversation to the next, so all counters must stay equal as well. After a
 * difference both start afresh: a counter that is wrong once would spoil all that follows.
 *
 * @param <C> a conversation
 * @param <S> a server and what belongs to it
 */
public abstract class Pair<C, S extends Pair.Side> implements AutoCloseable {

  private static final int TRIES_MAX = 3;

  private final String originalName;
  private final String subjectName;
  private @Nullable S original;
  private @Nullable S subject;

  /** A pair that is started by its first conversation; the names are for the reader. */
  protected Pair(String originalName, String subjectName) {
    this.originalName = originalName;
    this.subjectName = subjectName;
  }

  /** One of the two, with whatever watches it. */
  public interface Side extends AutoCloseable {
    @Override
    void close();
  }

  /** Both sides of one conversation. */
  public final class Outcome {
    private final Transcript original;
    private final Transcript subject;

    private Outcome(Transcript original, Transcript subject) {
      this.original = original;
      this.subject = subject;
    }

    /** True when both said the same, and all of it. */
    public boolean isSame() {
      return original.firstDifference(subject) < 0 && original.complete() && subject.complete();
    }

    /** How many of the conversation's {@code steps} lead to the first difference. */
    public int stepsToDifference(int steps) {
      int line = original.firstDifference(subject);
      int known = Math.min(original.stepOfLine().size(), subject.stepOfLine().size());
      int step = line < 0 || line >= known ? steps : original.stepOfLine().get(line) + 1;
      return Math.min(step, steps);
    }

    /** Both, line by line, from a few lines before the first difference on. */
    public String sideBySide(int linesBefore) {
      return Transcript.sideBySide(originalName, original, subjectName, subject, linesBefore);
    }
  }

  /** Starts the original. */
  protected abstract S startOriginal();

  /** Starts the subject. */
  protected abstract S startSubject();

  /** Holds a conversation with one of them. */
  protected abstract Transcript hold(C conversation, S side, boolean isSubject);

  /** Holds the conversation with both at the same time. */
  public final Outcome hold(C conversation) {
    S left = original == null ? startOriginal() : original;
    original = left;
    S right = subject == null ? startSubject() : subject;
    subject = right;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var leftTalk = CompletableFuture.supplyAsync(() -> hold(conversation, left, false), threads);
      var rightTalk = CompletableFuture.supplyAsync(() -> hold(conversation, right, true), threads);
      var outcome = new Outcome(leftTalk.join(), rightTalk.join());
      if (!outcome.isSame()) {
        close();
      }
      return outcome;
    }
  }

  /**
   * The same for a conversation that has its place within seconds, which a pause of the machine may
   * spoil: up to three times, until both say the same. What one of them does wrong is seen in each.
   */
  public final Outcome holdUntilSame(C conversation) {
    Outcome outcome = hold(conversation);
    for (int tries = 1; tries < TRIES_MAX && !outcome.isSame(); tries++) {
      outcome = hold(conversation);
    }
    return outcome;
  }

  /** Stops both; the next conversation starts them again. */
  @Override
  public final void close() {
    if (original != null) {
      original.close();
      original = null;
    }
    if (subject != null) {
      subject.close();
      subject = null;
    }
  }
}
