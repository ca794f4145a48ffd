package io.haulm.server.redis.script.lua;

/**
 * A function that is being run.
 *
 * @param machine runs it
 * @param slots its local variables
 * @param upvalues variables of the functions around it
 * @param varargs the arguments that have no name
 */
record Frame(Machine machine, Object[] slots, Cell[] upvalues, Object[] varargs) {}
