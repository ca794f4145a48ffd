package io.haulm.server.console.filter;

/**
 * A word of a filter as it was written.
 *
 * @param at where it begins
 * @param isNegated whether a minus stands before it
 * @param name what stands before the colon; empty for a bare word
 * @param value what stands behind it, without quotes
 * @param valueAt where the value begins
 */
record Word(int at, boolean isNegated, String name, String value, int valueAt) {}
