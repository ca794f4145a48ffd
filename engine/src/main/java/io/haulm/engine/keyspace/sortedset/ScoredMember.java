package io.haulm.engine.keyspace.sortedset;

/** A member with its score. */
record ScoredMember(byte[] member, double score) {}
