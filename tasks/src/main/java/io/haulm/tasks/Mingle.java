package io.haulm.tasks;

import io.haulm.tasks.spi.Control;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Trees;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A new worker greets the others, and each tells the other what it knows to be revoked. What nobody
 * knows any more the server may know.
 */
final class Mingle {

  /** The method by which Celery's workers do it. */
  static final String METHOD = "hello";

  private static final String REVOKED = "revoked";
  private static final Duration WAIT = Duration.ofSeconds(1);

  private Mingle() {}

  /** Greets the others; completes when they have answered, or have had time to. */
  static CompletableFuture<Void> with(Control control, String worker, Revocations revocations) {
    Map<String, Object> greeting = new LinkedHashMap<>();
    greeting.put("from_node", worker);
    greeting.put(REVOKED, revocations.tree());
    return Futures.done()
        .thenCompose(now -> control.ask(new Control.Command(METHOD, greeting, null), WAIT))
        .thenAccept(answers -> answers.values().forEach(answer -> learn(answer, revocations)))
        .thenCompose(learnt -> control.revoked())
        .thenAccept(ids -> ids.forEach(revocations::add));
  }

  private static void learn(Object answer, Revocations revocations) {
    if (answer instanceof Map<?, ?>) {
      Trees.map(Trees.map(answer).get(REVOKED)).keySet().forEach(revocations::add);
    }
  }

  /** Answers a greeting; one's own with nothing in it. */
  static Map<String, Object> answer(
      Map<String, Object> greeting, Control control, String worker, Revocations revocations) {
    if (worker.equals(greeting.get("from_node"))) {
      return Map.of();
    }
    Trees.map(greeting.get(REVOKED)).keySet().forEach(revocations::add);
    return Map.of(REVOKED, revocations.tree(), "clock", control.tick());
  }
}
