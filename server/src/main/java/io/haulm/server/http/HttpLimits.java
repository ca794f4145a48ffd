package io.haulm.server.http;

/** The limits of the HTTP face. */
public final class HttpLimits {
  /** Longest body of a request, in bytes; enough for the longest job that a form can hold. */
  public static final int BODY_BYTES_MAX = 4 << 20;

  /** Longest body of most requests that bring one, in bytes. */
  public static final int USUAL_BODY_BYTES_MAX = 256 << 10;

  /**
   * Longest body of a request that needs none, or that anybody may send, in bytes. So much is taken
   * from each connection without asking who it is.
   */
  public static final int SMALL_BODY_BYTES_MAX = 4 << 10;

  /** All longer bodies that the server holds at once have at most so many bytes together. */
  public static final long ALL_BODIES_BYTES_MAX = 16 << 20;

  /** All longer answers that wait until their clients read them have at most so many bytes. */
  public static final long ALL_ANSWERS_BYTES_MAX = 128 << 20;

  /** Shorter answers are not counted. */
  public static final int SMALL_ANSWER_BYTES_MAX = 64 << 10;

  /** In this time a client must have read what was written to it, in seconds. */
  public static final int READ_SECONDS_MAX = 60;

  /** Longest first line of a request, in bytes. */
  public static final int LINE_BYTES_MAX = 16 * 1024;

  /** All headers of a request together, in bytes. */
  public static final int HEADER_BYTES_MAX = 16 * 1024;

  /** How many clients may be connected at once. */
  public static final int CONNECTIONS_MAX = 1024;

  /** How many requests are answered at once. */
  public static final int REQUESTS_MAX = 128;

  /** How many more may wait, for a moment, to be answered. */
  public static final int REQUESTS_WAITING_MAX = 256;

  /** How many logins are tried at once; a place is held for as long as a hash takes. */
  public static final int LOGINS_MAX = 8;

  /** How many requests whose answers grow with the server's data may be under way. */
  public static final int HEAVY_MAX = 32;

  /** How many of them are put together at once. */
  public static final int HEAVY_AT_ONCE_MAX = 4;

  /** How many questions for the server's health are answered at once. */
  public static final int HEALTH_MAX = 16;

  /** How many streams of events may be open at once. */
  public static final int STREAMS_MAX = 256;

  /** In this time a client must bring a whole request, after it connected or had its answer. */
  public static final long REQUEST_MILLIS_MAX = 60_000;

  private HttpLimits() {}
}
