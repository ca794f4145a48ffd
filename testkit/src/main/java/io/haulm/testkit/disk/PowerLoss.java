package io.haulm.testkit.disk;

/**
 * The simulated machine stops in the midst of a call to its disk. Nothing may catch it and go on.
 */
public final class PowerLoss extends Error {
  private static final long serialVersionUID = 1;

  /** The end of a simulated process. */
  public PowerLoss() {
    super("the power is off", null, false, false);
  }
}
