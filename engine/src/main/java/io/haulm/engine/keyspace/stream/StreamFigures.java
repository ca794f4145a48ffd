package io.haulm.engine.keyspace.stream;

import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;
import java.util.List;

/**
 * The figures of a stream at a moment.
 *
 * @param database the number of its database
 * @param key its name; not to be changed
 * @param length how many entries it has
 * @param added how many were ever added
 * @param groups its groups, by name
 */
public record StreamFigures(
    int database, byte[] key, long length, long added, List<GroupFigures> groups) {
  /** A lag that has to be counted out is counted up to here. */
  public static final long LAG_COUNTED_MAX = 100_000;

  /**
   * The figures of a consumer group.
   *
   * @param name its name; not to be changed
   * @param consumers how many consumers it has
   * @param pending entries delivered and not acknowledged
   * @param lag entries not yet delivered; exact, or {@link #LAG_COUNTED_MAX} for that many or more
   * @param read how many of all entries ever added it has read, as far as that is known; else -1
   */
  public record GroupFigures(byte[] name, int consumers, long pending, long lag, long read) {}

  /** True when a key holds a stream. */
  public static boolean isStream(KeyEntry entry) {
    return entry.value().type() == KeyType.STREAM;
  }

  /** The figures of the stream that a key holds. */
  public static StreamFigures of(KeyEntry entry) {
    StreamValue stream = StreamValue.of(entry);
    return new StreamFigures(
        entry.database(),
        entry.name(),
        stream.entries().length(),
        stream.entriesAdded(),
        stream.groups().stream().map(group -> of(stream, group)).toList());
  }

  private static GroupFigures of(StreamValue stream, Group group) {
    return new GroupFigures(
        group.name,
        group.consumers().size(),
        group.pending.size(),
        Position.lag(stream, group, LAG_COUNTED_MAX),
        group.entriesRead);
  }
}
