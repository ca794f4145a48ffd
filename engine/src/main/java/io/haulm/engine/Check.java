package io.haulm.engine;

import org.jspecify.annotations.Nullable;

/** Claims that must hold. One that does not is our own bug, so each throws and names the claim. */
public final class Check {
  /** Throws unless {@code min <= value <= max}. */
  public static void inRange(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " is " + value + ", outside of " + min + " to " + max);
    }
  }

  /** Throws unless {@code holds}; {@code claim} says in words what ought to be true. */
  public static void invariant(boolean holds, String claim) {
    if (!holds) {
      throw new IllegalStateException("broken invariant: " + claim);
    }
  }

  /** Returns {@code value}, or throws when it is null; {@code claim} says why it cannot be. */
  public static <T> T present(@Nullable T value, String claim) {
    if (value == null) {
      throw new IllegalStateException("broken invariant: " + claim);
    }
    return value;
  }

  private Check() {}
}
