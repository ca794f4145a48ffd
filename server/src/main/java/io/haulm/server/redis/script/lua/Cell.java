package io.haulm.server.redis.script.lua;

/** A local variable that outlives its block, because a function inside of it uses it. */
final class Cell {
  Object value;

  Cell(Object value) {
    this.value = value;
  }
}
