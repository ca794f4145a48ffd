package io.haulm.server.console.filter;

/** A claim about a job's body, or about the beginning of a long one. */
@FunctionalInterface
interface BodyTest {
  /** True when the claim holds. */
  boolean holds(byte[] body);

  default BodyTest negated() {
    return body -> !holds(body);
  }
}
