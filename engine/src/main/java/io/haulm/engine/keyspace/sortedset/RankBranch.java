package io.haulm.engine.keyspace.sortedset;

import io.haulm.engine.Check;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A node whose slots are other nodes, all of the same height. */
final class RankBranch extends RankNode {
  private final @Nullable RankNode[] children = new @Nullable RankNode[SLOTS_MAX];
  private final int[] sizes = new int[SLOTS_MAX];
  private int size;

  private RankBranch() {}

  /** A branch with two children. */
  RankBranch(RankNode left, RankNode right) {
    put(0, left);
    put(1, right);
  }

  RankNode child(int slot) {
    return Check.present(children[slot], "a slot in use has a child");
  }

  @Override
  int size() {
    return size;
  }

  @Override
  @Nullable RankNode insert(double score, byte[] member, Cut behind, boolean isLast) {
    int slot = childSlot(behind);
    RankNode child = child(slot);
    RankNode split = child.insert(score, member, behind, isLast && slot == count - 1);
    size++;
    sizes[slot] = child.size();
    return split == null ? null : addChild(slot + 1, split, isLast);
  }

  private @Nullable RankNode addChild(int slot, RankNode child, boolean isLast) {
    if (count < SLOTS_MAX) {
      // It was split off a child that is counted already.
      size -= child.size();
      put(slot, child);
      return null;
    }
    RankBranch right = new RankBranch();
    int split = splitAt(slot, isLast);
    size -= child.size();
    moveChildren(split, right);
    if (slot < split || (slot == split && split < SLOTS_MAX)) {
      put(slot, child);
    } else {
      right.put(slot - split, child);
    }
    return right;
  }

  @Override
  void remove(Cut behind) {
    int slot = childSlot(behind);
    RankNode child = child(slot);
    child.remove(behind);
    size--;
    sizes[slot]--;
    if (child.count == 0) {
      take(slot);
    } else if (child.count < SLOTS_SPARSE) {
      mergeAround(slot);
    }
  }

  private void mergeAround(int slot) {
    if (slot > 0 && fitTogether(slot - 1)) {
      merge(slot - 1);
    } else if (slot + 1 < count && fitTogether(slot)) {
      merge(slot);
    }
  }

  private boolean fitTogether(int slot) {
    return child(slot).count + child(slot + 1).count <= SLOTS_MAX;
  }

  private void merge(int slot) {
    RankNode left = child(slot);
    left.absorb(child(slot + 1), scores[slot + 1], members[slot + 1]);
    sizes[slot] += sizes[slot + 1];
    sizes[slot + 1] = 0;
    close(slot + 1);
  }

  @Override
  int place(Cut cut) {
    int slot = childSlot(cut);
    int place = child(slot).place(cut);
    for (int i = 0; i < slot; i++) {
      place += sizes[i];
    }
    return place;
  }

  @Override
  void forEach(int from, int to, ScoreConsumer consumer) {
    int before = 0;
    for (int i = 0; i < count && before < to; i++) {
      int end = before + sizes[i];
      if (end > from) {
        child(i).forEach(Math.max(0, from - before), Math.min(sizes[i], to - before), consumer);
      }
      before = end;
    }
  }

  @Override
  void forEachReversed(int from, int to, ScoreConsumer consumer) {
    int end = size;
    for (int i = count - 1; i >= 0 && end > from; i--) {
      int before = end - sizes[i];
      if (before < to) {
        child(i)
            .forEachReversed(Math.max(0, from - before), Math.min(sizes[i], to - before), consumer);
      }
      end = before;
    }
  }

  @Override
  @Nullable RankNode onlyChild() {
    if (count == 0) {
      return new RankLeaf();
    }
    return count == 1 ? child(0) : null;
  }

  @Override
  void absorb(RankNode right, double boundScore, byte[] boundMember) {
    // The bound of its first slot will be looked at from now on, so it has to be true.
    right.scores[0] = boundScore;
    right.members[0] = boundMember;
    ((RankBranch) right).moveChildren(0, this);
  }

  // The last child whose bound stands before the cut, or the first child.
  private int childSlot(Cut cut) {
    return slot(1, cut) - 1;
  }

  private void put(int slot, RankNode child) {
    System.arraycopy(children, slot, children, slot + 1, count - slot);
    System.arraycopy(sizes, slot, sizes, slot + 1, count - slot);
    openSlot(slot, child.scores[0], child.members[0]);
    children[slot] = child;
    sizes[slot] = child.size();
    size += child.size();
  }

  private void take(int slot) {
    size -= sizes[slot];
    close(slot);
  }

  private void close(int slot) {
    closeSlot(slot);
    System.arraycopy(children, slot + 1, children, slot, count - slot);
    System.arraycopy(sizes, slot + 1, sizes, slot, count - slot);
    children[count] = null;
    sizes[count] = 0;
  }

  private void moveChildren(int first, RankBranch to) {
    int moved = count - first;
    int movedSize = 0;
    for (int i = first; i < count; i++) {
      movedSize += sizes[i];
    }
    System.arraycopy(children, first, to.children, to.count, moved);
    System.arraycopy(sizes, first, to.sizes, to.count, moved);
    Arrays.fill(children, first, count, null);
    Arrays.fill(sizes, first, count, 0);
    size -= movedSize;
    to.size += movedSize;
    moveSlots(first, to);
  }
}
