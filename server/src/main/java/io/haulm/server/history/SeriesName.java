package io.haulm.server.history;

import io.haulm.engine.Check;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Whose figures a series holds.
 *
 * @param kind what it is
 * @param name the tube's name; of a stream {@code DATABASE:KEY} with the key in base64url; else
 *     empty
 */
public record SeriesName(Kind kind, String name) {
  /** What a series can be about. */
  public enum Kind {
    /** All tubes together. */
    TOTAL,
    /** The tubes that have no series of their own. */
    OTHER,
    /** One tube. */
    TUBE,
    /** One stream. */
    STREAM;

    /** True when there is more than one of them. */
    boolean isNamed() {
      return this == TUBE || this == STREAM;
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Longest name, in bytes of UTF-8: what a label has room for. */
  public static final int NAME_BYTES_MAX = 240;

  /** All tubes together. */
  public static final SeriesName TOTAL = new SeriesName(Kind.TOTAL, "");

  /** The tubes that have no series of their own. */
  public static final SeriesName OTHER = new SeriesName(Kind.OTHER, "");

  /** Refuses names that have no room. */
  public SeriesName {
    Check.inRange(
        "bytes of the name", name.getBytes(StandardCharsets.UTF_8).length, 0, NAME_BYTES_MAX);
  }

  /** The series of a tube. */
  public static SeriesName tube(String name) {
    return new SeriesName(Kind.TUBE, name);
  }

  /** The series of a stream. */
  public static SeriesName stream(int database, String key64) {
    return new SeriesName(Kind.STREAM, database + ":" + key64);
  }

  /** Reads what {@link #toString} writes; empty when the text is nothing of the kind. */
  public static Optional<SeriesName> parse(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > NAME_BYTES_MAX) {
      return Optional.empty();
    }
    for (Kind kind : Kind.values()) {
      String prefix = kind.word() + ":";
      if (kind.isNamed() && text.startsWith(prefix) && text.length() > prefix.length()) {
        return Optional.of(new SeriesName(kind, text.substring(prefix.length())));
      }
      if (!kind.isNamed() && text.equals(kind.word())) {
        return Optional.of(new SeriesName(kind, ""));
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return name.isEmpty() ? kind.word() : kind.word() + ":" + name;
  }
}
