package io.haulm.engine.keyspace.sortedset;

import io.haulm.engine.Check;
import org.jspecify.annotations.Nullable;

/** A node whose slots are elements. */
final class RankLeaf extends RankNode {
  @Override
  int size() {
    return count;
  }

  @Override
  @Nullable RankNode insert(double score, byte[] member, Cut behind, boolean isLast) {
    int slot = slot(0, behind);
    if (count < SLOTS_MAX) {
      openSlot(slot, score, member);
      return null;
    }
    RankLeaf right = new RankLeaf();
    int split = splitAt(slot, isLast);
    moveSlots(split, right);
    if (slot < split || (slot == split && split < SLOTS_MAX)) {
      openSlot(slot, score, member);
    } else {
      right.openSlot(slot - split, score, member);
    }
    return right;
  }

  @Override
  void remove(Cut behind) {
    int slot = slot(0, behind);
    Check.invariant(slot > 0, "an element that is taken out is there");
    closeSlot(slot - 1);
  }

  @Override
  int place(Cut cut) {
    return slot(0, cut);
  }

  @Override
  void forEach(int from, int to, ScoreConsumer consumer) {
    for (int i = from; i < to; i++) {
      consumer.accept(members[i], scores[i]);
    }
  }

  @Override
  void forEachReversed(int from, int to, ScoreConsumer consumer) {
    for (int i = to - 1; i >= from; i--) {
      consumer.accept(members[i], scores[i]);
    }
  }

  @Override
  @Nullable RankNode onlyChild() {
    return null;
  }

  @Override
  void absorb(RankNode right, double boundScore, byte[] boundMember) {
    right.moveSlots(0, this);
  }
}
