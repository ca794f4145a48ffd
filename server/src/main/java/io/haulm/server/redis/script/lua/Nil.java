package io.haulm.server.redis.script.lua;

/** The value that stands for nothing. */
public enum Nil {
  /** The only one. */
  NIL;

  @Override
  public String toString() {
    return "nil";
  }
}
