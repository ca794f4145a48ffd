package io.haulm.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A job that is to be put. Immutable: each method gives a changed copy, but the body is shared, not
 * copied, and must not change until the job has been put.
 */
public final class NewJob {
  /** The least urgent priority. 0 is the most urgent. */
  public static final long PRIORITY_MAX = ProtocolLimits.UNSIGNED_MAX;

  /** Priority of a job for which none is set; statistics call what is below it urgent. */
  public static final long PRIORITY_DEFAULT = 1024;

  private static final long TTR_SECONDS_DEFAULT = 60;

  private final byte[] body;
  private final long priority;
  private final long delaySeconds;
  private final long ttrSeconds;

  private NewJob(byte[] body, long priority, long delaySeconds, long ttrSeconds) {
    this.body = body;
    this.priority = priority;
    this.delaySeconds = delaySeconds;
    this.ttrSeconds = ttrSeconds;
  }

  /** A job of default priority, without delay, with a minute to run. */
  public static NewJob of(byte[] body) {
    return new NewJob(body, PRIORITY_DEFAULT, 0, TTR_SECONDS_DEFAULT);
  }

  /** The same with a text, in UTF-8. */
  public static NewJob of(String body) {
    return of(body.getBytes(StandardCharsets.UTF_8));
  }

  /** Sets the priority, from 0 (most urgent) to {@link #PRIORITY_MAX}. */
  public NewJob priority(long value) {
    ProtocolLimits.unsigned("priority", value);
    return new NewJob(body, value, delaySeconds, ttrSeconds);
  }

  /** Sets how long it stays delayed; rounded up to seconds, at most 2^32-1 of them. */
  public NewJob delay(Duration delay) {
    long seconds = ProtocolLimits.seconds("delay", delay, ProtocolLimits.UNSIGNED_MAX);
    return new NewJob(body, priority, seconds, ttrSeconds);
  }

  /**
   * Sets its time to run: who has reserved it must finish or touch it within that time. Rounded up
   * to seconds, at most 2^32-1 of them; the server makes one of zero.
   */
  public NewJob ttr(Duration ttr) {
    long seconds = ProtocolLimits.seconds("ttr", ttr, ProtocolLimits.UNSIGNED_MAX);
    return new NewJob(body, priority, delaySeconds, seconds);
  }

  byte[] body() {
    return body;
  }

  long priority() {
    return priority;
  }

  long delaySeconds() {
    return delaySeconds;
  }

  long ttrSeconds() {
    return ttrSeconds;
  }
}
