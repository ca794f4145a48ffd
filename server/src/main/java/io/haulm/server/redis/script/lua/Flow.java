package io.haulm.server.redis.script.lua;

/** How a statement ends that does not end its function. */
enum Flow {
  /** What follows is to be run. */
  GO_ON,
  /** The innermost loop is to be left. */
  BREAK
}
