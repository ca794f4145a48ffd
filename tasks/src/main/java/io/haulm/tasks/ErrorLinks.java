package io.haulm.tasks;

import io.haulm.tasks.spi.Signature;
import io.haulm.tasks.spi.Trees;
import java.util.ArrayList;
import java.util.List;

/** Hangs error handlers on each task of a composition. */
final class ErrorLinks {

  private ErrorLinks() {}

  static Signature added(Signature signature, List<Signature> errbacks) {
    return switch (signature.task()) {
      case Signature.CHAIN, Signature.GROUP -> withParts(signature, "tasks", errbacks);
      // A member's failure fails the body, so the body alone reports it, and once.
      case Signature.CHORD -> withBody(signature, errbacks);
      default -> onTask(signature, errbacks);
    };
  }

  private static Signature onTask(Signature task, List<Signature> errbacks) {
    List<Object> all = new ArrayList<>(Trees.list(task.options().get("link_error")));
    all.addAll(Signature.trees(errbacks));
    return task.withOption("link_error", all);
  }

  private static Signature withParts(Signature composed, String name, List<Signature> errbacks) {
    List<Signature> parts = composed.parts().stream().map(part -> added(part, errbacks)).toList();
    return composed.withKwarg(name, Signature.trees(parts));
  }

  private static Signature withBody(Signature chord, List<Signature> errbacks) {
    return chord.withKwarg("body", added(chord.body(), errbacks).toTree());
  }
}
