package io.haulm.tasks;

import io.haulm.tasks.spi.Signature;

/** Ends a handler in whose place other work is to run. */
final class Replaced extends TaskControlException {

  private static final long serialVersionUID = 1L;

  // An exception can be written; this one never is.
  private final transient Signature replacement;

  Replaced(Signature replacement) {
    super("replaced", null);
    this.replacement = replacement;
  }

  Signature replacement() {
    return replacement;
  }
}
