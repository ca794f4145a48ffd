package io.haulm.server.redis.script.lua;

/** A part of a script that does something. */
abstract class Statement {
  /**
   * Runs it.
   *
   * @return a {@link Flow}, or the function's results: values or a {@link TailCall}
   */
  abstract Object run(Frame frame);
}
