package io.haulm.cli;

import io.haulm.engine.Limits;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be set for a server. This table is the only list of settings: the options of {@code
 * haulm serve}, the environment variables, the keys of the config file and what {@code
 * --print-config} shows all come from it.
 */
enum Setting {
  DATA("data", "DIR", "Folder that holds the jobs; made when missing.", "./haulm-data"),
  BEANSTALK(
      "beanstalk",
      "HOST:PORT",
      "Where beanstalkd clients connect. HOST:PORT, unix:PATH or off.",
      "127.0.0.1:11300"),
  DURABILITY(
      "durability",
      "MODE",
      "When a change is confirmed: sync (it is on disk), interval=MS (the disk is synced every MS"
          + " milliseconds), os (the system has it), memory (nothing is kept).",
      JournalSupport.DEFAULT_DURABILITY),
  MAX_JOB_SIZE(
      "max-job-size",
      "SIZE",
      "Longest job body in bytes, at most 1g; 64k and 1m are understood.",
      "65535"),
  MAX_CONNECTIONS("max-connections", "N", "How many clients may be connected at once.", "65536"),
  MEMORY(
      "memory",
      "SIZE",
      "Memory for job bodies, in bytes or as a part of the machine's, such as 25%; a put beyond it is refused.",
      "50%"),
  SEGMENT_SIZE("segment-size", "SIZE", "Size of one file of the journal.", "64m"),
  BEANSTALKD_VERSION(
      "beanstalkd-version",
      "VERSION",
      "Which beanstalkd to resemble where they differ: 1.12 or 1.13.",
      "1.13"),
  LOG_LEVEL(
      "log-level",
      "LEVEL",
      "What is logged to standard error: error, warn, info, debug or trace.",
      "info");

  /** Most connections that may be allowed. */
  static final int CONNECTIONS_MAX = 1_000_000;

  /** Longest job body that may be allowed, in bytes. */
  static final int JOB_BYTES_MAX = Limits.BODY_BYTES_MAX;

  /** Smallest memory for bodies, in bytes. */
  static final long MEMORY_BYTES_MIN = 1 << 20;

  /** Largest memory for bodies, in bytes: 64 TiB. */
  static final long MEMORY_BYTES_MAX = 64L << 40;

  /** Smallest segment, in bytes. */
  static final long SEGMENT_BYTES_MIN = 1 << 20;

  /** Largest segment, in bytes: 1 GiB. */
  static final long SEGMENT_BYTES_MAX = 1 << 30;

  private final String key;
  private final String valueName;
  private final String description;
  private final String defaultText;

  Setting(String key, String valueName, String description, String defaultText) {
    this.key = key;
    this.valueName = valueName;
    this.description = description;
    this.defaultText = defaultText;
  }

  /** Its name in the config file. */
  String key() {
    return key;
  }

  /** Its name on the command line. */
  String option() {
    return "--" + key;
  }

  /** Its name in the environment. */
  String environmentVariable() {
    return "HAULM_" + key.replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** What stands for its value in a help text. */
  String valueName() {
    return valueName;
  }

  /** What it means, in a sentence or two. */
  String description() {
    return description;
  }

  /** Its value when nobody sets it. */
  String defaultText() {
    return defaultText;
  }

  static Optional<Setting> ofKey(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }
}
