package io.haulm.tasks.tube;

import io.haulm.client.Job;
import io.haulm.tasks.Codec;
import io.haulm.tasks.CodecException;
import io.haulm.tasks.spi.Trees;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bodies of the jobs in our own tubes: JSON objects, most of which say when they end. */
final class Bodies {

  private static final String EXPIRES = "expires_millis";

  private final Codec codec;
  private final InstantSource clock;

  Bodies(Codec codec, InstantSource clock) {
    this.codec = codec;
    this.clock = clock;
  }

  /** A body that is valid for so long. */
  byte[] write(Map<String, @Nullable Object> content, Duration ttl) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>(content);
    tree.put(EXPIRES, clock.instant().plus(ttl).toEpochMilli());
    return codec.write(tree);
  }

  /** A body that is valid until it is deleted. */
  byte[] write(Map<String, @Nullable Object> content) {
    return codec.write(content);
  }

  /**
   * Reads a body.
   *
   * @throws CodecException when it is none of ours
   */
  Map<String, Object> read(byte[] body) {
    try {
      return Trees.map(codec.read(body));
    } catch (IllegalArgumentException e) {
      throw new CodecException("not one of our bodies", e);
    }
  }

  /** Whether its time is over. What cannot be read is not ours to judge. */
  boolean isExpired(Job job) {
    try {
      return read(job.body()).get(EXPIRES) instanceof Number millis
          && !clock.instant().isBefore(Instant.ofEpochMilli(millis.longValue()));
    } catch (CodecException e) {
      return false;
    }
  }

  Instant now() {
    return clock.instant();
  }
}
