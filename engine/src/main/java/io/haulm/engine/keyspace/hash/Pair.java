package io.haulm.engine.keyspace.hash;

/**
 * A field with its value; neither is to be changed.
 *
 * @param untilMillis when it expires, or {@link HashValue#NEVER}
 */
record Pair(byte[] field, byte[] value, long untilMillis) {}
