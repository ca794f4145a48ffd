package io.haulm.server.monitor;

import java.util.Locale;
import java.util.Map;

/**
 * Something that a person should look at.
 *
 * @param kind what is wrong
 * @param severity how much
 * @param subject the tube, or the stream as {@code DATABASE:KEY} with the key in base64url; empty
 *     for the server itself
 * @param numbers what to say about it, by name; times in milliseconds
 */
public record Attention(Kind kind, Severity severity, String subject, Map<String, Number> numbers) {
  /** What can be wrong. */
  public enum Kind {
    /** There are ready jobs and nobody takes them. */
    NO_WORKERS("noWorkers"),
    /** A job has been ready for too long. */
    OLDEST("oldest"),
    /** More jobs come in than go out, and they pile up. */
    FALLING_BEHIND("falling-behind"),
    /** Unusually many jobs are buried. */
    FAILURES("failures"),
    /** A group is far behind the end of its stream. */
    STREAM_LAG("stream-lag"),
    /** The disk is nearly full. */
    DISK("disk"),
    /** A tube has been paused for long. */
    PAUSED("paused");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** As the API calls it. */
    public String word() {
      return word;
    }
  }

  /** How bad it is. */
  public enum Severity {
    /** Somebody has to do something. */
    BAD,
    /** It may become bad. */
    WARN;

    /** As the API calls it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
