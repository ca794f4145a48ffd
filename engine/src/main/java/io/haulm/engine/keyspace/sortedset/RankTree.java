package io.haulm.engine.keyspace.sortedset;

/**
 * Elements in order, found by what they are and by how many stand before them, each in logarithmic
 * time: a B+ tree whose branches know how many elements each child has.
 *
 * <p>A node that becomes sparse is merged with a neighbour when both fit into one, and an empty one
 * goes; nodes never hand single elements over. So two neighbours together are at least one full
 * node, which is enough to keep the tree low and half full.
 */
final class RankTree {
  /** About how many bytes of memory the tree takes for one element. */
  static final int BYTES_PER_ELEMENT = 18;

  private RankNode root = new RankLeaf();

  int size() {
    return root.size();
  }

  /** Adds an element that is not there. */
  void insert(double score, byte[] member) {
    RankNode right = root.insert(score, member, Cut.behind(score, member), true);
    if (right != null) {
      root = new RankBranch(root, right);
    }
  }

  /** Takes an element out that is there. */
  void remove(double score, byte[] member) {
    root.remove(Cut.behind(score, member));
    RankNode only = root.onlyChild();
    while (only != null) {
      root = only;
      only = root.onlyChild();
    }
  }

  /** How many elements stand before the cut. */
  int place(Cut cut) {
    return root.place(cut);
  }

  /** Shows the elements from a place on and before another one, 0 to {@link #size} both. */
  void forEach(int from, int to, ScoreConsumer consumer) {
    root.forEach(from, to, consumer);
  }

  /** The same, the last one first. */
  void forEachReversed(int from, int to, ScoreConsumer consumer) {
    root.forEachReversed(from, to, consumer);
  }

  /** How many nodes there are one above the other, for tests. */
  int height() {
    int height = 1;
    for (RankNode node = root; node instanceof RankBranch branch; node = branch.child(0)) {
      height++;
    }
    return height;
  }
}
