package io.haulm.server.http;

/** The limits of the HTTP face. */
public final class HttpLimits {
  /** Longest body of a request, in bytes; enough for the longest job that a form can hold. */
  public static final int BODY_BYTES_MAX = 4 << 20;

  /** Longest first line of a request, in bytes. */
  public static final int LINE_BYTES_MAX = 16 * 1024;

  /** All headers of a request together, in bytes. */
  public static final int HEADER_BYTES_MAX = 16 * 1024;

  /** How many clients may be connected at once. */
  public static final int CONNECTIONS_MAX = 1024;

  /** How many requests are answered at once. */
  public static final int REQUESTS_MAX = 128;

  /** How many streams of events may be open at once. */
  public static final int STREAMS_MAX = 256;

  /** In this time a client must bring a whole request, after it connected or had its answer. */
  public static final long REQUEST_MILLIS_MAX = 60_000;

  private HttpLimits() {}
}
