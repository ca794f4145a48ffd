package io.haulm.conformance;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The original and the subject, which must say the same.
 *
 * <p>Both go on from one conversation to the next, so all counters must stay equal as well. After a
 * difference both start afresh: a counter that is wrong once would spoil all that follows.
 */
final class ServerPair implements AutoCloseable {

  static final int DEFAULT_BODY_BYTES_MAX = 65_535;

  private final int bodyBytesMax;
  private @Nullable Side original;
  private @Nullable Side subject;

  ServerPair() {
    this(DEFAULT_BODY_BYTES_MAX);
  }

  ServerPair(int bodyBytesMax) {
    this.bodyBytesMax = bodyBytesMax;
  }

  /** A server with somebody who watches it. */
  private record Side(TestServer server, Observer observer) implements AutoCloseable {
    static Side of(TestServer server) {
      var observer = new Observer(server);
      // The launcher has knocked at the door; that connection must be gone.
      observer.awaitStat("current-connections", 1);
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

    /** How many steps of the script lead to the first difference. */
    int stepsToDifference(Script script) {
      int line = original.firstDifference(subject);
      int known = Math.min(original.stepOfLine().size(), subject.stepOfLine().size());
      int step =
          line < 0 || line >= known ? script.steps().size() : original.stepOfLine().get(line) + 1;
      return Math.min(step, script.steps().size());
    }

    String sideBySide(int linesBefore) {
      return Transcript.sideBySide("beanstalkd", original, subjectName(), subject, linesBefore);
    }
  }

  /** Holds the conversation with both at the same time. */
  Outcome hold(Script script) {
    Side left = original == null ? Side.of(startOriginal(bodyBytesMax)) : original;
    original = left;
    Side right = subject == null ? Side.of(startSubject(bodyBytesMax)) : subject;
    subject = right;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var leftTalk = CompletableFuture.supplyAsync(talk(script, left), threads);
      var rightTalk = CompletableFuture.supplyAsync(talk(script, right), threads);
      var outcome = new Outcome(leftTalk.join(), rightTalk.join());
      if (!outcome.isSame()) {
        close();
      }
      return outcome;
    }
  }

  private Supplier<Transcript> talk(Script script, Side side) {
    return () -> Conversation.hold(script, side.server(), side.observer(), bodyBytesMax);
  }

  private static TestServer startOriginal(int bodyBytesMax) {
    return RealBeanstalkd.start("-z", Integer.toString(bodyBytesMax));
  }

  private static TestServer startSubject(int bodyBytesMax) {
    return subjectName().equals("beanstalkd")
        ? startOriginal(bodyBytesMax)
        : Haulm.serve(
            "--beanstalkd-version", "1.12", "--max-job-size", Integer.toString(bodyBytesMax));
  }

  private static String subjectName() {
    return System.getProperty("haulm.conformance.subject", "haulm");
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
