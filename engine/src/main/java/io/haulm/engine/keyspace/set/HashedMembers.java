package io.haulm.engine.keyspace.set;

import io.haulm.engine.keyspace.Chance;
import io.haulm.engine.keyspace.table.ByteNode;
import io.haulm.engine.keyspace.table.ByteTable;
import java.util.function.Consumer;

/** Any members, in a hash table. */
final class HashedMembers extends Members {
  // A node, the header of its array, and its part of the table.
  private static final int MEMBER_BASE_BYTES = 40;

  private final long seed;
  private final ByteTable<Member> table;
  private long memberBytes;

  private static final class Member extends ByteNode {
    Member(byte[] bytes) {
      super(bytes);
    }
  }

  HashedMembers(long seed) {
    this.seed = seed;
    table = new ByteTable<>(seed);
  }

  @Override
  int size() {
    return table.size();
  }

  @Override
  String encoding() {
    return "hashtable";
  }

  @Override
  long bytes() {
    return table.bytes() + memberBytes;
  }

  @Override
  boolean contains(byte[] member) {
    return table.find(member) != null;
  }

  @Override
  boolean suits(byte[] another) {
    return true;
  }

  @Override
  void add(byte[] member) {
    table.add(new Member(member));
    memberBytes += MEMBER_BASE_BYTES + member.length;
  }

  @Override
  void remove(byte[] member) {
    if (table.remove(member) != null) {
      memberBytes -= MEMBER_BASE_BYTES + member.length;
    }
  }

  @Override
  void forEach(Consumer<byte[]> consumer) {
    table.forEach(member -> consumer.accept(member.key()));
  }

  @Override
  byte[] random(Chance chance) {
    return table.random(chance).key();
  }

  /** As {@link ByteTable#scan}. */
  long scan(long cursor, Consumer<byte[]> consumer) {
    return table.scan(cursor, member -> consumer.accept(member.key()));
  }

  @Override
  Members copy() {
    HashedMembers copy = new HashedMembers(seed);
    forEach(copy::add);
    return copy;
  }
}
