package io.haulm.engine.keyspace.string;

import io.haulm.engine.keyspace.KeyChange;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;
import io.haulm.engine.keyspace.Numbers;
import io.haulm.engine.keyspace.Sweep;
import io.haulm.engine.keyspace.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A string. */
public final class StringValue extends Value {
  private static final byte[] EMPTY = {};
  private static final int BASE_BYTES = 16;
  private static final int EMBEDDED_BYTES_MAX = 44;

  private byte[] bytes;

  /** An empty string. */
  public StringValue() {
    this(EMPTY);
  }

  /** A string of these bytes, which are never changed from now on. */
  public StringValue(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The string that a key of type {@link KeyType#STRING} holds. */
  public static StringValue of(KeyEntry entry) {
    return (StringValue) entry.value();
  }

  /** The content; not to be changed. */
  public byte[] content() {
    return bytes;
  }

  @Override
  public KeyType type() {
    return KeyType.STRING;
  }

  @Override
  public String encoding() {
    if (Numbers.tryParseLong(bytes).isPresent()) {
      return "int";
    }
    return bytes.length <= EMBEDDED_BYTES_MAX ? "embstr" : "raw";
  }

  @Override
  public long bytes() {
    return (long) BASE_BYTES + bytes.length;
  }

  @Override
  public boolean isEmpty() {
    // A string of no bytes is a string all the same.
    return false;
  }

  @Override
  public void apply(KeyChange change) {
    switch ((StringChange) change) {
      case StringChange.Whole(byte[] whole) -> bytes = whole;
      case StringChange.Range(int offset, byte[] part) -> {
        byte[] changed = Arrays.copyOf(bytes, Math.max(bytes.length, offset + part.length));
        System.arraycopy(part, 0, changed, offset, part.length);
        bytes = changed;
      }
    }
  }

  @Override
  public Sweep sweep() {
    return new Sweep() {
      private boolean isTold;

      @Override
      public @Nullable KeyChange next() {
        if (isTold) {
          return null;
        }
        isTold = true;
        return new StringChange.Whole(bytes);
      }
    };
  }

  @Override
  public Value copy() {
    return new StringValue(bytes);
  }
}
