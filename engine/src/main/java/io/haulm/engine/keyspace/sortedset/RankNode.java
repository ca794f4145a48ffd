package io.haulm.engine.keyspace.sortedset;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A node of a {@link RankTree}: a row of slots in order. A leaf's slots are elements. A branch's
 * slots are children; what stands there as score and member is a lower bound for the child: nothing
 * in it comes before, everything in the child before does. The bound of slot 0 is never looked at.
 */
abstract sealed class RankNode permits RankLeaf, RankBranch {
  /** A node has no more slots. */
  static final int SLOTS_MAX = 64;

  /** With fewer slots a node is merged with a neighbour, if both fit into one. */
  static final int SLOTS_SPARSE = SLOTS_MAX / 4;

  private static final byte[] NOTHING = {};

  final double[] scores = new double[SLOTS_MAX];
  final byte[][] members = new byte[SLOTS_MAX][];
  int count;

  RankNode() {
    Arrays.fill(members, NOTHING);
  }

  /** How many elements there are below. */
  abstract int size();

  /**
   * Adds an element.
   *
   * @param behind the cut behind it
   * @param isLast true when nothing in the tree stands right of this node
   * @return a new right neighbour if the node had to be split
   */
  abstract @Nullable RankNode insert(double score, byte[] member, Cut behind, boolean isLast);

  /** Takes the element out that stands right before the cut. */
  abstract void remove(Cut behind);

  /** How many elements below stand before the cut. */
  abstract int place(Cut cut);

  abstract void forEach(int from, int to, ScoreConsumer consumer);

  abstract void forEachReversed(int from, int to, ScoreConsumer consumer);

  /** What can take this node's place at the root; null when nothing can. */
  abstract @Nullable RankNode onlyChild();

  /**
   * Takes over all slots of the right neighbour, which is of the same kind.
   *
   * @param boundScore score of the lower bound of that neighbour
   * @param boundMember member of it
   */
  abstract void absorb(RankNode right, double boundScore, byte[] boundMember);

  /** The first slot from {@code first} on that does not stand before the cut. */
  final int slot(int first, Cut cut) {
    int low = first;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      byte[] member = members[middle];
      if (cut.isBehind(scores[middle], member, 0, member.length)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * Where to split a full node: in the middle, but at the very end when it grows there. So what
   * comes in order, as times do, fills its nodes.
   */
  static int splitAt(int slot, boolean isLast) {
    return isLast && slot == SLOTS_MAX ? SLOTS_MAX : SLOTS_MAX / 2;
  }

  final void openSlot(int slot, double score, byte[] member) {
    System.arraycopy(scores, slot, scores, slot + 1, count - slot);
    System.arraycopy(members, slot, members, slot + 1, count - slot);
    scores[slot] = score;
    members[slot] = member;
    count++;
  }

  final void closeSlot(int slot) {
    count--;
    System.arraycopy(scores, slot + 1, scores, slot, count - slot);
    System.arraycopy(members, slot + 1, members, slot, count - slot);
    members[count] = NOTHING;
  }

  /** Moves the slots from {@code first} on to the end of another node. */
  final void moveSlots(int first, RankNode to) {
    int moved = count - first;
    System.arraycopy(scores, first, to.scores, to.count, moved);
    System.arraycopy(members, first, to.members, to.count, moved);
    Arrays.fill(members, first, count, NOTHING);
    to.count += moved;
    count = first;
  }
}
