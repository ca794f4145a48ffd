package io.haulm.bench.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/** The commands that loads send, as bytes made beforehand wherever that can be. */
public final class Requests {
  /** Length of a body unless a load says otherwise. */
  public static final int BODY_BYTES = 100;

  /**
   * How many digits a time in a body has: enough for any {@link System#nanoTime()} of a century.
   */
  public static final int STAMP_DIGITS = 19;

  /** Long enough that no job runs out of time during a load: beanstalkd sometimes forgets one. */
  private static final int TTR_SECONDS = 120;

  private static final byte[] RESERVE = "reserve\r\n".getBytes(US_ASCII);
  private static final byte[] DELETE = "delete ".getBytes(US_ASCII);
  private static final byte[] CRLF = "\r\n".getBytes(US_ASCII);
  private static final byte[] PUT_LINE =
      ("put 0 0 " + TTR_SECONDS + " " + BODY_BYTES + "\r\n").getBytes(US_ASCII);
  private static final byte[] PUT =
      (new String(PUT_LINE, US_ASCII) + "x".repeat(BODY_BYTES) + "\r\n").getBytes(US_ASCII);

  /** Room for the longest of these commands. */
  public static final int COMMAND_BYTES_MAX = PUT.length;

  private Requests() {}

  /** Appends a put of {@link #BODY_BYTES} bytes. */
  public static void put(ByteBuffer target) {
    target.put(PUT);
  }

  /**
   * Appends a put whose body begins with a time.
   *
   * @param stampNanos what {@link ReplyScanner#bodyNumber} will read at the other end; at least 0
   */
  public static void stampedPut(ByteBuffer target, long stampNanos) {
    int body = target.position() + PUT_LINE.length;
    target.put(PUT);
    long rest = stampNanos;
    for (int i = body + STAMP_DIGITS - 1; i >= body; i--) {
      target.put(i, (byte) ('0' + rest % 10));
      rest /= 10;
    }
  }

  /** Appends a reserve without a time limit. */
  public static void reserve(ByteBuffer target) {
    target.put(RESERVE);
  }

  /** Appends the deletion of a job. */
  public static void delete(ByteBuffer target, long jobId) {
    target.put(DELETE);
    int end = target.position() + digits(jobId);
    long rest = jobId;
    for (int i = end - 1; i >= target.position(); i--) {
      target.put(i, (byte) ('0' + rest % 10));
      rest /= 10;
    }
    target.position(end);
    target.put(CRLF);
  }

  /** Lines that make a connection use and watch {@code tube} and nothing else; three replies. */
  public static byte[] moveTo(String tube) {
    return ("use " + tube + "\r\nwatch " + tube + "\r\nignore default\r\n").getBytes(US_ASCII);
  }

  private static int digits(long number) {
    int digits = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    return digits;
  }
}
