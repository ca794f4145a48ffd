package io.haulm.engine.keyspace.sortedset;

import java.util.Arrays;

/** A place between two neighbours in the order of a sorted set, or before or behind all. */
@FunctionalInterface
interface Cut {
  /**
   * True when an element stands before the cut; then whatever comes before that element does, too.
   *
   * @param bytes the member is those of these from {@code from} on and before {@code to}
   */
  boolean isBehind(double score, byte[] bytes, int from, int to);

  /** Behind everything. */
  Cut END = (_, _, _, _) -> true;

  /** Before everything. */
  Cut START = (_, _, _, _) -> false;

  /** Right before this element, or before where it would be. */
  static Cut before(double score, byte[] member) {
    return (other, bytes, from, to) ->
        other != score
            ? other < score
            : Arrays.compareUnsigned(bytes, from, to, member, 0, member.length) < 0;
  }

  /** Right behind this element, or where it would be. */
  static Cut behind(double score, byte[] member) {
    return (other, bytes, from, to) ->
        other != score
            ? other < score
            : Arrays.compareUnsigned(bytes, from, to, member, 0, member.length) <= 0;
  }

  /** Before all elements of this score. */
  static Cut beforeScore(double score) {
    return (other, _, _, _) -> other < score;
  }

  /** Behind all elements of this score. */
  static Cut behindScore(double score) {
    return (other, _, _, _) -> other <= score;
  }

  /** Before this member, among members that all have the same score. */
  static Cut beforeMember(byte[] member) {
    return (_, bytes, from, to) ->
        Arrays.compareUnsigned(bytes, from, to, member, 0, member.length) < 0;
  }

  /** Behind this member, among members that all have the same score. */
  static Cut behindMember(byte[] member) {
    return (_, bytes, from, to) ->
        Arrays.compareUnsigned(bytes, from, to, member, 0, member.length) <= 0;
  }
}
