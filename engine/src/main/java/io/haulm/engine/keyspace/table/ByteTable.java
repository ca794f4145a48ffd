package io.haulm.engine.keyspace.table;

import io.haulm.engine.Check;
import io.haulm.engine.keyspace.Chance;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Nodes by their keys.
 *
 * <p>It grows and shrinks a few buckets at a time, with each call that changes it, so no call takes
 * long. {@link #scan} visits each node that is there from the first call to the last at least once,
 * whatever happens in between; the walk is by reversed bits of the bucket's number, so that the
 * buckets that one has been split into are neighbours.
 *
 * @param <N> the nodes
 */
public final class ByteTable<N extends ByteNode> {
  private static final int CAPACITY_MIN = 4;
  private static final int BUCKETS_PER_STEP = 4;
  private static final int SHRINK_BELOW_PART = 8;
  private static final int SAMPLE_TRIES_MAX = 1000;
  // With a load of at most 1, hardly one chain in a million is longer.
  private static final int SAMPLE_DEPTH = 8;

  private final int seed;
  private @Nullable ByteNode[] buckets = new @Nullable ByteNode[CAPACITY_MIN];
  // While it is resized: where the nodes come from, and up to which bucket they have moved.
  private @Nullable ByteNode @Nullable [] old;
  private int moved;
  private int size;

  /** An empty table. */
  public ByteTable(long seed) {
    this.seed = (int) (seed ^ (seed >>> Integer.SIZE));
  }

  /** How many nodes there are. */
  public int size() {
    return size;
  }

  /** True when there is none. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** About how many bytes the table itself takes, without its nodes. */
  public long bytes() {
    @Nullable ByteNode[] from = old;
    return 64 + 4L * (buckets.length + (from == null ? 0 : from.length));
  }

  /** The node with this key, or null. */
  public @Nullable N find(byte[] key) {
    int hash = hash(key);
    @Nullable ByteNode[] from = old;
    if (from != null) {
      N found = findIn(from, hash, key);
      if (found != null) {
        return found;
      }
    }
    return findIn(buckets, hash, key);
  }

  /** Adds a node whose key is not known. */
  public void add(N node) {
    moveSome();
    growIfFull();
    node.hash = hash(node.key());
    link(buckets, node);
    size++;
  }

  /** Takes the node with this key out, and returns it; null when there is none. */
  public @Nullable N remove(byte[] key) {
    moveSome();
    int hash = hash(key);
    @Nullable ByteNode[] from = old;
    N removed = from == null ? null : unlink(from, hash, key);
    if (removed == null) {
      removed = unlink(buckets, hash, key);
    }
    if (removed != null) {
      size--;
      shrinkIfEmpty();
    }
    return removed;
  }

  /** Forgets all nodes. */
  public void clear() {
    buckets = new @Nullable ByteNode[CAPACITY_MIN];
    old = null;
    size = 0;
  }

  /** Shows all nodes, in no order. The table must not change meanwhile. */
  public void forEach(Consumer<? super N> consumer) {
    @Nullable ByteNode[] from = old;
    if (from != null) {
      forEachIn(from, consumer);
    }
    forEachIn(buckets, consumer);
  }

  /**
   * Goes on with a walk over all nodes.
   *
   * @param cursor 0 to begin, else what the last call returned
   * @param consumer is shown the nodes of one bucket, or of those that it has been split into; must
   *     not change the table
   * @return the cursor to go on with; 0 when the walk is over
   */
  public long scan(long cursor, Consumer<? super N> consumer) {
    @Nullable ByteNode[] from = old;
    if (from == null) {
      show(buckets, (int) cursor & (buckets.length - 1), consumer);
      return following(cursor, buckets.length - 1);
    }
    @Nullable ByteNode[] small = from.length < buckets.length ? from : buckets;
    @Nullable ByteNode[] large = from.length < buckets.length ? buckets : from;
    int smallMask = small.length - 1;
    int largeMask = large.length - 1;
    show(small, (int) cursor & smallMask, consumer);
    long next = cursor;
    do {
      show(large, (int) next & largeMask, consumer);
      next = following(next, largeMask);
    } while ((next & (smallMask ^ largeMask)) != 0);
    return next;
  }

  /** A node chosen by chance, each alike; the table must not be empty. */
  public N random(Chance chance) {
    Check.invariant(size > 0, "a random node is taken from a table that has some");
    for (int i = 0; i < SAMPLE_TRIES_MAX; i++) {
      ByteNode node = randomPlace(chance);
      if (node != null) {
        return cast(node);
      }
    }
    return firstAfter(chance);
  }

  // A place is a bucket and a depth in it. Places are chosen alike, and so are the nodes in them;
  // were a bucket chosen first, the nodes of short chains would come up more often.
  private @Nullable ByteNode randomPlace(Chance chance) {
    @Nullable ByteNode[] from = old;
    int count = buckets.length + (from == null ? 0 : from.length);
    int bucket = chance.below(count);
    ByteNode node =
        bucket < buckets.length
            ? buckets[bucket]
            : Check.present(from, "there are two rows of buckets")[bucket - buckets.length];
    for (int depth = chance.below(SAMPLE_DEPTH); depth > 0 && node != null; depth--) {
      node = node.next;
    }
    return node;
  }

  // A table that was emptied but for a few nodes has mostly empty buckets for a while.
  private N firstAfter(Chance chance) {
    int start = chance.below(buckets.length);
    for (int i = 0; i < buckets.length; i++) {
      ByteNode node = buckets[(start + i) & (buckets.length - 1)];
      if (node != null) {
        return cast(node);
      }
    }
    for (ByteNode node : Check.present(old, "the nodes are in one of the rows")) {
      if (node != null) {
        return cast(node);
      }
    }
    throw new IllegalStateException("broken invariant: a table of some size has nodes");
  }

  private void growIfFull() {
    if (old == null && size >= buckets.length && buckets.length < 1 << 30) {
      resize(buckets.length * 2);
    }
  }

  private void shrinkIfEmpty() {
    if (old == null && buckets.length > CAPACITY_MIN && size < buckets.length / SHRINK_BELOW_PART) {
      resize(Math.max(CAPACITY_MIN, Integer.highestOneBit(Math.max(1, size)) * 2));
    }
  }

  private void resize(int capacity) {
    old = buckets;
    moved = 0;
    buckets = new @Nullable ByteNode[capacity];
  }

  private void moveSome() {
    @Nullable ByteNode[] from = old;
    if (from == null) {
      return;
    }
    // Empty buckets cost next to nothing, so more of them may be passed.
    int end = Math.min(from.length, moved + 10 * BUCKETS_PER_STEP);
    int filled = 0;
    while (moved < end && filled < BUCKETS_PER_STEP) {
      ByteNode node = from[moved];
      from[moved] = null;
      filled += node == null ? 0 : 1;
      while (node != null) {
        ByteNode next = node.next;
        link(buckets, node);
        node = next;
      }
      moved++;
    }
    if (moved == from.length) {
      old = null;
    }
  }

  private static void link(@Nullable ByteNode[] row, ByteNode node) {
    int bucket = node.hash & (row.length - 1);
    node.next = row[bucket];
    row[bucket] = node;
  }

  private @Nullable N findIn(@Nullable ByteNode[] row, int hash, byte[] key) {
    for (ByteNode node = row[hash & (row.length - 1)]; node != null; node = node.next) {
      if (node.hash == hash && Arrays.equals(node.key(), key)) {
        return cast(node);
      }
    }
    return null;
  }

  private @Nullable N unlink(@Nullable ByteNode[] row, int hash, byte[] key) {
    int bucket = hash & (row.length - 1);
    ByteNode before = null;
    for (ByteNode node = row[bucket]; node != null; node = node.next) {
      if (node.hash == hash && Arrays.equals(node.key(), key)) {
        if (before == null) {
          row[bucket] = node.next;
        } else {
          before.next = node.next;
        }
        node.next = null;
        return cast(node);
      }
      before = node;
    }
    return null;
  }

  private void forEachIn(@Nullable ByteNode[] row, Consumer<? super N> consumer) {
    for (int i = 0; i < row.length; i++) {
      show(row, i, consumer);
    }
  }

  private void show(@Nullable ByteNode[] row, int bucket, Consumer<? super N> consumer) {
    for (ByteNode node = row[bucket]; node != null; node = node.next) {
      consumer.accept(cast(node));
    }
  }

  // Counts upwards in the reversed bits of the bucket's number.
  private static long following(long cursor, int mask) {
    long set = cursor | ~Integer.toUnsignedLong(mask);
    return Long.reverse(Long.reverse(set) + 1);
  }

  @SuppressWarnings("unchecked") // Only nodes of this kind are ever added.
  private N cast(ByteNode node) {
    return (N) node;
  }

  private int hash(byte[] key) {
    int hash = seed;
    for (byte b : key) {
      hash = (hash ^ b) * 0x0100_0193;
    }
    hash = (hash ^ (hash >>> 16)) * 0x7feb_352d;
    hash = (hash ^ (hash >>> 15)) * 0x846c_a68b;
    return hash ^ (hash >>> 16);
  }
}
