package io.haulm.engine.keyspace.sortedset;

import io.haulm.engine.keyspace.table.ByteNode;
import io.haulm.engine.keyspace.table.ByteTable;

/** Any members: a hash table tells a member's score, a tree the order. */
final class IndexedRanking extends Ranking {
  // A node with its score, the header of its array, its parts of table and tree.
  private static final int MEMBER_BASE_BYTES = 48 + RankTree.BYTES_PER_ELEMENT;

  private final long seed;
  private final ByteTable<Scored> table;
  private final RankTree tree = new RankTree();
  private long memberBytes;

  private static final class Scored extends ByteNode {
    private double score;

    Scored(byte[] member, double score) {
      super(member);
      this.score = score;
    }
  }

  IndexedRanking(long seed) {
    this.seed = seed;
    table = new ByteTable<>(seed);
  }

  @Override
  int size() {
    return table.size();
  }

  @Override
  String encoding() {
    return "skiplist";
  }

  @Override
  long bytes() {
    return table.bytes() + memberBytes;
  }

  @Override
  double score(byte[] member) {
    Scored known = table.find(member);
    return known == null ? Double.NaN : known.score;
  }

  @Override
  boolean suits(byte[] another) {
    return true;
  }

  @Override
  void put(byte[] member, double score) {
    Scored known = table.find(member);
    if (known == null) {
      table.add(new Scored(member, score));
      tree.insert(score, member);
      memberBytes += MEMBER_BASE_BYTES + member.length;
    } else if (known.score != score) {
      tree.remove(known.score, known.key());
      tree.insert(score, known.key());
      known.score = score;
    }
  }

  @Override
  void remove(byte[] member) {
    Scored known = table.remove(member);
    if (known != null) {
      tree.remove(known.score, member);
      memberBytes -= MEMBER_BASE_BYTES + member.length;
    }
  }

  @Override
  int place(Cut cut) {
    return tree.place(cut);
  }

  @Override
  void forEach(int from, int to, ScoreConsumer consumer) {
    tree.forEach(from, to, consumer);
  }

  @Override
  void forEachReversed(int from, int to, ScoreConsumer consumer) {
    tree.forEachReversed(from, to, consumer);
  }

  /** As {@link ByteTable#scan}. */
  long scan(long cursor, ScoreConsumer consumer) {
    return table.scan(cursor, element -> consumer.accept(element.key(), element.score));
  }

  @Override
  Ranking copy() {
    IndexedRanking copy = new IndexedRanking(seed);
    forEach(0, size(), copy::put);
    return copy;
  }
}
