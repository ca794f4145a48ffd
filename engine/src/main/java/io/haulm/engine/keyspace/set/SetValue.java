package io.haulm.engine.keyspace.set;

import io.haulm.engine.keyspace.Chance;
import io.haulm.engine.keyspace.KeyChange;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;
import io.haulm.engine.keyspace.SortSource;
import io.haulm.engine.keyspace.Sweep;
import io.haulm.engine.keyspace.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A set. */
public final class SetValue extends Value implements SortSource {
  private static final int BASE_BYTES = 32;
  // From this part of all on, choosing among all is quicker than choosing until enough differ.
  private static final int LARGE_SAMPLE_PART = 3;

  private final long seed;
  private Members members;

  /** An empty set, whose members are hashed with this seed once they are many. */
  public SetValue(long seed) {
    this(seed, new IntegerMembers());
  }

  private SetValue(long seed, Members members) {
    this.seed = seed;
    this.members = members;
  }

  /** A set of these members. */
  static SetValue of(long seed, List<byte[]> members) {
    SetValue value = new SetValue(seed);
    members.forEach(value::add);
    return value;
  }

  /** The set that a key of type {@link KeyType#SET} holds. */
  public static SetValue of(KeyEntry entry) {
    return (SetValue) entry.value();
  }

  /** How many members there are. */
  @Override
  public int size() {
    return members.size();
  }

  /** True when this is a member. */
  public boolean contains(byte[] member) {
    return members.contains(member);
  }

  /** Shows all members, in no order. The set must not change meanwhile. */
  public void forEach(Consumer<byte[]> consumer) {
    members.forEach(consumer);
  }

  /** A member chosen by chance; the set must not be empty. */
  byte[] random(Chance chance) {
    return members.random(chance);
  }

  /**
   * Different members chosen by chance.
   *
   * @param count at most {@link #size}
   */
  List<byte[]> sample(int count, Chance chance) {
    if (count > size() / LARGE_SAMPLE_PART) {
      return sampleOfAll(count, chance);
    }
    HashedMembers known = new HashedMembers(seed);
    List<byte[]> chosen = new ArrayList<>(count);
    while (chosen.size() < count) {
      byte[] member = members.random(chance);
      if (!known.contains(member)) {
        known.add(member);
        chosen.add(member);
      }
    }
    return chosen;
  }

  private List<byte[]> sampleOfAll(int count, Chance chance) {
    List<byte[]> all = new ArrayList<>(size());
    members.forEach(all::add);
    for (int i = 0; i < count; i++) {
      int from = i + chance.below(all.size() - i);
      byte[] chosen = all.get(from);
      all.set(from, all.get(i));
      all.set(i, chosen);
    }
    return all.subList(0, count);
  }

  /**
   * Goes on with a walk over all members; a small set is shown as a whole.
   *
   * @param cursor 0 to begin, else what the last call returned
   * @return the cursor to go on with; 0 when the walk is over
   */
  long scan(long cursor, Consumer<byte[]> consumer) {
    if (members instanceof HashedMembers hashed) {
      return hashed.scan(cursor, consumer);
    }
    members.forEach(consumer);
    return 0;
  }

  @Override
  public void forEachElement(Consumer<byte[]> consumer) {
    forEach(consumer);
  }

  @Override
  public KeyType type() {
    return KeyType.SET;
  }

  @Override
  public String encoding() {
    return members.encoding();
  }

  @Override
  public long bytes() {
    return BASE_BYTES + members.bytes();
  }

  @Override
  public boolean isEmpty() {
    return members.size() == 0;
  }

  @Override
  public void apply(KeyChange change) {
    switch ((SetChange) change) {
      case SetChange.Added(byte[][] added) -> {
        for (byte[] member : added) {
          add(member);
        }
      }
      case SetChange.Removed(byte[][] removed) -> {
        for (byte[] member : removed) {
          members.remove(member);
        }
      }
    }
  }

  @Override
  public Sweep sweep() {
    return new SetSweep(this);
  }

  @Override
  public Value copy() {
    return new SetValue(seed, members.copy());
  }

  private void add(byte[] member) {
    if (members.contains(member)) {
      return;
    }
    if (!members.suits(member)) {
      Members wider =
          members instanceof IntegerMembers && PackedMembers.suits(members.size(), member)
              ? new PackedMembers()
              : new HashedMembers(seed);
      members.forEach(wider::add);
      members = wider;
    }
    members.add(member);
  }
}
