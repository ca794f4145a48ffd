package io.haulm.engine.keyspace.string;

import io.haulm.engine.keyspace.KeyChange;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;
import io.haulm.engine.keyspace.Numbers;
import io.haulm.engine.keyspace.ReplySink;
import io.haulm.engine.keyspace.Sweep;
import io.haulm.engine.keyspace.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A string: bytes, of which a part may be changed or added. */
public final class StringValue extends Value {
  /** The largest length in bytes. */
  public static final int LENGTH_MAX = 512 * 1024 * 1024;

  private static final byte[] EMPTY = {};
  private static final int BASE_BYTES = 32;
  private static final int EMBEDDED_BYTES_MAX = 44;
  // Up to here a string that grows gets as much again to grow into, beyond only an eighth.
  private static final int DOUBLING_BYTES_MAX = 1024 * 1024;
  private static final int SPARE_PART = 8;

  // Invariant: the bytes beyond the length are 0.
  private byte[] bytes;
  private int length;
  // False while the array also belongs to somebody else: the command it came with, or a copy.
  private boolean isOwn;

  /** An empty string. */
  public StringValue() {
    this(EMPTY);
  }

  /** A string of these bytes, which are never changed from now on. */
  public StringValue(byte[] bytes) {
    this.bytes = bytes;
    this.length = bytes.length;
  }

  /** The string that a key of type {@link KeyType#STRING} holds. */
  public static StringValue of(KeyEntry entry) {
    return (StringValue) entry.value();
  }

  /** How many bytes it has. */
  public int length() {
    return length;
  }

  /** The byte at a place, 0 to {@link #length()} exclusive. */
  public byte at(int place) {
    return bytes[place];
  }

  /** The content; not to be changed. A string that has been changed in part is copied for it. */
  public byte[] content() {
    return isOwn ? Arrays.copyOf(bytes, length) : bytes;
  }

  /** The bytes from a place on, to another one exclusive. */
  public byte[] range(int from, int until) {
    return Arrays.copyOfRange(bytes, from, until);
  }

  /** Tells all bytes as a reply. */
  public void tell(ReplySink reply) {
    reply.bulk(bytes, 0, length);
  }

  /** Tells a range of bytes as a reply. */
  public void tell(ReplySink reply, int from, int count) {
    reply.bulk(bytes, from, count);
  }

  @Override
  public KeyType type() {
    return KeyType.STRING;
  }

  @Override
  public String encoding() {
    if (isOwn) {
      return "raw";
    }
    if (Numbers.tryParseLong(bytes).isPresent()) {
      return "int";
    }
    return length <= EMBEDDED_BYTES_MAX ? "embstr" : "raw";
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
      case StringChange.Whole(byte[] whole) -> {
        bytes = whole;
        length = whole.length;
        isOwn = false;
      }
      case StringChange.Range(int offset, byte[] part) -> {
        ensureOwn(Math.max(length, offset + part.length));
        System.arraycopy(part, 0, bytes, offset, part.length);
      }
    }
  }

  @Override
  public Sweep sweep() {
    return length <= DOUBLING_BYTES_MAX ? wholeSweep() : slicedSweep();
  }

  @Override
  public Value copy() {
    return new StringValue(content());
  }

  /** How many bytes more it takes in memory to have this length. */
  static long growth(@Nullable StringValue value, long newLength) {
    int capacity = value == null ? 0 : value.bytes.length;
    return newLength <= capacity ? 0 : capacityFor((int) newLength) - (long) capacity;
  }

  private void ensureOwn(int newLength) {
    if (newLength > bytes.length) {
      bytes = Arrays.copyOf(bytes, capacityFor(newLength));
    } else if (!isOwn) {
      bytes = bytes.clone();
    }
    length = newLength;
    isOwn = true;
  }

  private Sweep wholeSweep() {
    return new Sweep() {
      private boolean isTold;

      @Override
      public @Nullable KeyChange next() {
        if (isTold) {
          return null;
        }
        isTold = true;
        return new StringChange.Whole(content());
      }
    };
  }

  // A slice never takes anything away: a sweep that is cut off leaves what was known before.
  private Sweep slicedSweep() {
    return new Sweep() {
      private int told;

      @Override
      public @Nullable KeyChange next() {
        if (told >= length) {
          return null;
        }
        int from = told;
        told = Math.min(length, from + Sweep.SLICE_BYTES);
        return new StringChange.Range(from, range(from, told));
      }
    };
  }

  // Room for what may be appended next, so that many small pieces do not copy the whole each time.
  private static int capacityFor(int length) {
    int spare = length <= DOUBLING_BYTES_MAX ? length : length / SPARE_PART;
    return Math.min(LENGTH_MAX, length + spare);
  }
}
