package io.haulm.journal;

/** Claims about our own doing. One that does not hold is a bug and throws, naming the claim. */
final class Claim {
  static void holds(boolean holds, String claim) {
    if (!holds) {
      throw new IllegalStateException("broken invariant: " + claim);
    }
  }

  private Claim() {}
}
