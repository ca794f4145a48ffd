package io.haulm.server.history;

/**
 * Something that happened, to be shown on the charts: a deploy.
 *
 * @param atMillis when
 * @param text what, in a few words; at most {@link #TEXT_BYTES_MAX} bytes of UTF-8
 */
public record Mark(long atMillis, String text) {
  /** Longest text, in bytes of UTF-8. */
  public static final int TEXT_BYTES_MAX = 480;
}
