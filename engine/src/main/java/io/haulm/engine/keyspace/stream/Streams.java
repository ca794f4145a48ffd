package io.haulm.engine.keyspace.stream;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyType;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.Words;
import org.jspecify.annotations.Nullable;

/** Finds the streams that commands name. */
final class Streams {
  /** The chapter of the manual. */
  static final String GROUP = "stream";

  /** The key of this name, in order to change it; null when there is none. */
  static @Nullable KeyEntry forChange(Call call, byte[] name) {
    return call.peek(name, KeyType.STREAM);
  }

  /** The stream of this name, in order to read it; null when there is none. */
  static @Nullable StreamValue forReading(Call call, byte[] name) {
    KeyEntry entry = call.find(name, KeyType.STREAM);
    return entry == null ? null : StreamValue.of(entry);
  }

  /** The stream of this name, which must exist. */
  static StreamValue existing(Call call, byte[] name) {
    StreamValue stream = forReading(call, name);
    if (stream == null) {
      throw new RefusedException(RefusedException.NO_SUCH_KEY);
    }
    return stream;
  }

  static RefusedException noGroup(byte[] key, byte[] group) {
    return new RefusedException(
        "NOGROUP No such key '"
            + Words.text(key)
            + "' or consumer group '"
            + Words.text(group)
            + "'");
  }

  /**
   * All ids that the words from one place on name, up to another; all are read before any is used.
   */
  static IdList ids(Call call, int from, int to) {
    IdList ids = new IdList();
    for (int i = from; i < to; i++) {
      ids.add(StreamId.parse(call.arg(i), 0));
    }
    return ids;
  }

  private Streams() {}
}
