package io.haulm.server.redis;

/**
 * How much memory the commands may take, all connections together, that have begun to arrive and
 * are not complete. Without this, a few clients could announce more than there is memory for.
 */
final class Intake {
  private final long bytesMax;
  private long bytes;

  /** An intake of this many bytes. */
  Intake(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** Takes this much more; false when there is none left, and nothing was taken. */
  boolean take(long more) {
    if (bytes + more > bytesMax) {
      return false;
    }
    bytes += more;
    return true;
  }

  /** Takes this much, whether there is that much left or not. */
  void takeAnyway(long more) {
    bytes += more;
  }

  /** Gives so much back. */
  void giveBack(long less) {
    bytes -= less;
  }

  /** How much is taken. */
  long bytes() {
    return bytes;
  }
}
