package io.haulm.engine.keyspace.hash;

import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.FieldSource;
import io.haulm.engine.keyspace.KeyChange;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;
import io.haulm.engine.keyspace.KeyWriter;
import io.haulm.engine.keyspace.Sweep;
import io.haulm.engine.keyspace.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A hash: packed as long as it is small, a table from then on. */
public final class HashValue extends Value implements FieldSource {
  /** The time at which a field expires that does not. */
  public static final long NEVER = 0;

  private static final int BASE_BYTES = 24;
  private static final int EXPIRED_PER_FACT_MAX = 256;

  private final long seed;
  private HashFields fields = new SmallFields();

  /**
   * An empty hash.
   *
   * @param seed where the hash codes of its fields come from
   */
  public HashValue(long seed) {
    this.seed = seed;
  }

  /** The hash that a key of type {@link KeyType#HASH} holds. */
  public static HashValue of(KeyEntry entry) {
    return (HashValue) entry.value();
  }

  /** Its fields; they change only by {@link #apply}. */
  HashFields fields() {
    return fields;
  }

  @Override
  public byte @Nullable [] fieldValue(byte[] field) {
    Pair pair = fields.find(field);
    return pair == null ? null : pair.value();
  }

  @Override
  public KeyType type() {
    return KeyType.HASH;
  }

  @Override
  public String encoding() {
    return fields.encoding();
  }

  @Override
  public long bytes() {
    return BASE_BYTES + fields.heapBytes();
  }

  @Override
  public boolean isEmpty() {
    return fields.size() == 0;
  }

  @Override
  public void apply(KeyChange change) {
    switch ((HashChange) change) {
      case HashChange.Fields(byte[][] pairs) -> {
        for (int i = 0; i < pairs.length; i += 2) {
          put(pairs[i], pairs[i + 1], NEVER);
        }
      }
      case HashChange.VolatileFields(byte[][] pairs, long[] untilMillis) -> {
        for (int i = 0; i < pairs.length; i += 2) {
          put(pairs[i], pairs[i + 1], untilMillis[i / 2]);
        }
      }
      case HashChange.Expiry(byte[][] names, long untilMillis) -> {
        for (byte[] name : names) {
          fields.expire(name, untilMillis);
        }
      }
      case HashChange.Gone(byte[][] names) -> {
        for (byte[] name : names) {
          fields.remove(name);
        }
      }
    }
  }

  private void put(byte[] field, byte[] value, long untilMillis) {
    boolean isSmall = fields instanceof SmallFields;
    if (isSmall && !SmallFields.takes(field, value)) {
      enlarge();
    }
    fields.put(field, value, untilMillis);
    if (isSmall && fields.size() > SmallFields.FIELDS_MAX) {
      enlarge();
    }
  }

  // A large hash stays one when it shrinks.
  private void enlarge() {
    LargeFields large = new LargeFields(seed);
    fields.forEach(pair -> large.put(pair.field(), pair.value(), pair.untilMillis()));
    fields = large;
  }

  @Override
  public Sweep sweep() {
    return new HashSweep(this);
  }

  @Override
  public Value copy() {
    HashValue copy = new HashValue(seed);
    copy.fields = fields.copy();
    return copy;
  }

  @Override
  public long nextTimerMillis() {
    return fields.firstDueMillis();
  }

  @Override
  public void timeCame(KeyEntry entry, KeyWriter writer) {
    while (fields.firstDueMillis() <= writer.nowMillis()) {
      List<byte[]> due = fields.due(writer.nowMillis(), EXPIRED_PER_FACT_MAX);
      writer.change(entry, new HashChange.Gone(due.toArray(new byte[0][])));
    }
    writer.notify(EventClass.HASH, "hexpired", entry.name());
    var _ = writer.deleteIfEmpty(entry);
  }
}
