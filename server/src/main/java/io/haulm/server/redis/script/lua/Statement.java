package io.haulm.server.redis.script.lua;

/** A part of a script that does something. */
abstract class Statement {
  /** What follows is to be run. */
  static final Object GO_ON = new Object();

  /** The innermost loop is to be left. */
  static final Object BREAK = new Object();

  /**
   * Runs it.
   *
   * @return {@link #GO_ON}, {@link #BREAK}, or the function's results: values or a {@link TailCall}
   */
  abstract Object run(Frame frame);
}
