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
  DATA(
      Group.KEEPING,
      "data",
      "DIR",
      "Folder that holds the jobs; made when missing.",
      "./haulm-data"),
  BEANSTALK(
      Group.LISTENING,
      "beanstalk",
      "HOST:PORT",
      "Where beanstalkd clients connect. HOST:PORT, unix:PATH or off.",
      "127.0.0.1:11300"),
  REDIS(
      Group.LISTENING,
      "redis",
      "HOST:PORT",
      "Where Redis' clients connect. HOST:PORT, unix:PATH or off.",
      "127.0.0.1:6379"),
  REDIS_PASSWORD(
      Group.LISTENING,
      "redis-password",
      "TEXT",
      "What Redis' clients have to know; better set in the environment or the config file, because"
          + " other users can see the command line. Needed when other machines can connect.",
      ""),
  HTTP(
      Group.LISTENING,
      "http",
      "HOST:PORT",
      "Where browsers find the console, and scripts the REST API. HOST:PORT, unix:PATH or off.",
      "127.0.0.1:11380"),
  HTTP_HOSTS(
      Group.LISTENING,
      "http-hosts",
      "NAMES",
      "Names by which browsers may call it, beside localhost and addresses, separated by commas."
          + " A page that is called by another name is refused.",
      ""),
  DURABILITY(
      Group.KEEPING,
      "durability",
      "MODE",
      "When a change is confirmed: sync (it is on disk), interval=MS (the disk is synced every MS"
          + " milliseconds), os (the system has it), memory (nothing is kept).",
      "sync"),
  MAX_JOB_SIZE(
      Group.LIMITS,
      "max-job-size",
      "SIZE",
      "Longest job body in bytes, at most 1g; 64k and 1m are understood.",
      "65535"),
  MAX_CONNECTIONS(
      Group.LIMITS, "max-connections", "N", "How many clients may be connected at once.", "65536"),
  MEMORY(
      Group.LIMITS,
      "memory",
      "SIZE",
      "Memory for job bodies, in bytes or as a part of the machine's, such as 25%. What does not"
          + " fit lies on disk only; with durability memory its put is refused.",
      "50%"),
  REDIS_MEMORY(
      Group.LIMITS,
      "redis-memory",
      "SIZE",
      "Memory for keys and values of the Redis face, in bytes or as a part of the Java heap, such"
          + " as 50%. Beyond it, commands that need more are refused.",
      "50%"),
  SEGMENT_SIZE(Group.KEEPING, "segment-size", "SIZE", "Size of one file of the journal.", "32m"),
  BEANSTALKD_VERSION(
      Group.LISTENING,
      "beanstalkd-version",
      "VERSION",
      "Which beanstalkd to resemble where they differ: 1.12 or 1.13.",
      "1.13"),
  LOG_LEVEL(
      Group.RUNNING,
      "log-level",
      "LEVEL",
      "What is logged to standard error: error, warn, info, debug or trace.",
      "info");

  /** What settings are about; a help text shows them together. */
  enum Group {
    LISTENING("Where it listens"),
    KEEPING("What it keeps"),
    LIMITS("Limits"),
    RUNNING("How it runs");

    private final String heading;

    Group(String heading) {
      this.heading = heading;
    }

    /** The line above the group in a help text. */
    String heading() {
      return heading;
    }
  }

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

  private final Group group;
  private final String key;
  private final String valueName;
  private final String description;
  private final String defaultText;

  Setting(Group group, String key, String valueName, String description, String defaultText) {
    this.group = group;
    this.key = key;
    this.valueName = valueName;
    this.description = description;
    this.defaultText = defaultText;
  }

  /** What it is about. */
  Group group() {
    return group;
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

  /** True when its value must not be shown to whoever looks. */
  boolean isSecret() {
    return this == REDIS_PASSWORD;
  }

  /** Its value when nobody sets it. */
  String defaultText() {
    return defaultText;
  }

  static Optional<Setting> ofKey(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }
}
