package io.haulm.client;

import java.util.Locale;
import java.util.Map;

/** What a server tells about a job. {@link #all()} has the rest. */
public final class JobStats extends Stats {
  JobStats(Map<String, String> values) {
    super(values);
  }

  /** Its id. */
  public long id() {
    return number("id");
  }

  /** The tube it is in. */
  public String tube() {
    return text("tube");
  }

  /** Where it is in its life. */
  public JobState state() {
    return JobState.valueOf(text("state").toUpperCase(Locale.ROOT));
  }

  /** Its priority; 0 is the most urgent. */
  public long priority() {
    return number("pri");
  }

  /** Seconds since it was put. */
  public long ageSeconds() {
    return number("age");
  }

  /** Its time to run, in seconds. */
  public long ttrSeconds() {
    return number("ttr");
  }

  /** Seconds until its time to run or its delay ends; 0 when it has neither. */
  public long secondsLeft() {
    return number("time-left");
  }

  /** How many times it was reserved: the number of the attempt that runs now. */
  public long reserves() {
    return number("reserves");
  }

  /** How many times its time to run ended before it was finished. */
  public long timeouts() {
    return number("timeouts");
  }

  /** How many times it was released. */
  public long releases() {
    return number("releases");
  }

  /** How many times it was buried. */
  public long buries() {
    return number("buries");
  }

  /** How many times it was kicked. */
  public long kicks() {
    return number("kicks");
  }

  /**
   * How many of its deliveries came to no end of their own, the present one included: nobody
   * released or buried the job then, because its worker died, lost it or still has it.
   */
  public long openDeliveries() {
    return reserves() - releases() - buries();
  }
}
