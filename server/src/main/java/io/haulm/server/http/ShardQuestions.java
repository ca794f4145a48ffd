package io.haulm.server.http;

import io.haulm.engine.Engine;
import io.haulm.server.shard.Shard;
import io.haulm.server.shard.ShardEndedException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** How the parts of the face ask the engine: they wait until the answer may be told. */
public final class ShardQuestions {
  /** How long an answer is waited for: a disk that takes longer is a problem of its own. */
  private static final long ANSWER_MILLIS_MAX = 30_000;

  private final Shard shard;

  /** Questions to this shard. */
  public ShardQuestions(Shard shard) {
    this.shard = shard;
  }

  /** The shard. */
  public Shard shard() {
    return shard;
  }

  /** What came of a question: an answer, or a refusal. */
  private sealed interface Outcome<T> {
    record Answered<T>(T answer) implements Outcome<T> {}

    record Refused<T>(Problem problem) implements Outcome<T> {}
  }

  /**
   * Asks, and waits for the answer; see {@link Shard#ask}. The question may refuse by throwing a
   * problem, which comes out here: anything else that it throws stops the server.
   *
   * @throws Problem when the question refuses, the server stops, or the disk does not keep up
   */
  public <T> T ask(Function<Engine, T> question) throws InterruptedException {
    return switch (outcome(question)) {
      case Outcome.Answered<T>(var answer) -> answer;
      case Outcome.Refused<T>(var problem) -> throw problem;
    };
  }

  private static <T> Outcome<T> putTo(Engine engine, Function<Engine, T> question) {
    try {
      return new Outcome.Answered<>(question.apply(engine));
    } catch (Problem problem) {
      return new Outcome.Refused<>(problem);
    }
  }

  private <T> Outcome<T> outcome(Function<Engine, T> question) throws InterruptedException {
    try {
      return shard
          .<Outcome<T>>ask(engine -> putTo(engine, question))
          .get(ANSWER_MILLIS_MAX, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ShardEndedException) {
        throw new Problem(503, "stopping", "The server stops");
      }
      throw new IllegalStateException("broken invariant: a question fails with its shard", e);
    } catch (TimeoutException e) {
      throw new Problem(503, "disk-slow", "The disk does not keep up; try again");
    }
  }
}
