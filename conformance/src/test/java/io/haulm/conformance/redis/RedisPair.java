package io.haulm.conformance.redis;

import io.haulm.conformance.Transcript;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The original and the subject, which must say the same.
 *
 * <p>Both go on from one conversation to the next; after a difference both start afresh.
 */
final class RedisPair implements AutoCloseable {

  private @Nullable Side original;
  private @Nullable Side subject;

  /** A server with somebody who watches it. */
  private record Side(RedisServer server, RedisObserver observer) implements AutoCloseable {
    static Side of(RedisServer server) {
      var observer = new RedisObserver(server);
      // Whoever knocked at the door to see whether it is open must be gone.
      observer.awaitOthers(0);
      return new Side(server, observer);
    }

    @Override
    public void close() {
      observer.close();
      server.close();
    }
  }

  /** Both sides of one conversation. */
  record Outcome(Transcript original, Transcript subject) {
    boolean isSame() {
      return original.firstDifference(subject) < 0 && original.complete() && subject.complete();
    }

    /** How many lines of the conversation lead to the first difference. */
    int linesToDifference(Talk talk) {
      int line = original.firstDifference(subject);
      int known = Math.min(original.stepOfLine().size(), subject.stepOfLine().size());
      int step =
          line < 0 || line >= known ? talk.lines().size() : original.stepOfLine().get(line) + 1;
      return Math.min(step, talk.lines().size());
    }

    String sideBySide(int linesBefore) {
      return Transcript.sideBySide(
          "redis-server", original, RedisServer.subjectName(), subject, linesBefore);
    }
  }

  /** Holds the conversation with both at the same time. */
  Outcome hold(Talk talk) {
    Side left = original == null ? Side.of(RedisServer.startOriginal()) : original;
    original = left;
    Side right = subject == null ? Side.of(RedisServer.startSubject()) : subject;
    subject = right;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var leftTalk = CompletableFuture.supplyAsync(talk(talk, left, false), threads);
      boolean byHand = !RedisServer.subjectIsOriginal();
      var rightTalk = CompletableFuture.supplyAsync(talk(talk, right, byHand), threads);
      var outcome = new Outcome(leftTalk.join(), rightTalk.join());
      if (!outcome.isSame()) {
        close();
      }
      return outcome;
    }
  }

  private static Supplier<Transcript> talk(Talk talk, Side side, boolean isSubject) {
    return () -> TalkRun.hold(talk, side.server(), side.observer(), isSubject);
  }

  /** Stops both; the next conversation starts them again. */
  @Override
  public void close() {
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
