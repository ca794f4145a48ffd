/**
 * Sorted sets: members with scores, in the order of their scores and, where these are equal, of
 * their bytes. Every range, whether by score, by bytes or by place, is turned into a range of
 * places first: so there is one way to walk, and one to count.
 */
@NullMarked
package io.haulm.engine.keyspace.sortedset;

import org.jspecify.annotations.NullMarked;
