package io.haulm.server.redis.script.lua;

/** A function's result is that of another call, for which it need not stay on the stack. */
record TailCall(Closure callee, Object[] args, Place place) {}
