package io.haulm.testkit.model;

/** The engine and the model do not do the same. */
public final class Disagreement extends AssertionError {
  private static final long serialVersionUID = 1;

  Disagreement(String message) {
    super(message);
  }
}
