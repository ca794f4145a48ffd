package io.haulm.bench.report;

/** A figure that a round can yield. */
public enum Metric {
  /** Commands answered each second. */
  COMMANDS_PER_SECOND("ops/s", 0),
  /** Median latency. */
  P50_MICROS("p50 µs", 1),
  /** Latency that one of a hundred exceeds. */
  P99_MICROS("p99 µs", 1),
  /** Latency that one of a thousand exceeds. */
  P999_MICROS("p99.9 µs", 1),
  /** Processor time that the server used for a command, all its threads, user and system. */
  SERVER_CPU_MICROS("server CPU µs/op", 2),
  /** Processor time that the load generator used for a command: how far it is from the limit. */
  CLIENT_CPU_MICROS("client CPU µs/op", 2),
  /** Physical memory of the server before the load. */
  BASE_MEMORY_MIB("memory before MiB", 1),
  /** Physical memory of the server after the load. */
  MEMORY_MIB("memory after MiB", 1),
  /** Growth of the physical memory for each job. */
  MEMORY_BYTES_PER_JOB("memory B/job", 1),
  /** Growth of the physical memory for each entry of a stream. */
  MEMORY_BYTES_PER_ENTRY("memory B/entry", 1),
  /** Growth of the physical memory for each entry that becomes pending. */
  MEMORY_BYTES_PER_PENDING("memory B/pending", 1),
  /** Growth of the physical memory for each idle connection. */
  MEMORY_BYTES_PER_CONNECTION("memory B/connection", 0),
  /** From the start of the process to the first reply, with a full data folder. */
  RESTART_MILLIS("restart ms", 0),
  /** From the beginning of the work to its end. */
  SECONDS("seconds", 2),
  /** Room on disk for each living job. */
  DISK_BYTES_PER_JOB("disk B/job", 1),
  /** Records that compaction moved during the round: zero says that none ran. */
  RECORDS_MOVED("records moved", 0);

  private final String title;
  private final int decimals;

  Metric(String title, int decimals) {
    this.title = title;
    this.decimals = decimals;
  }

  /** As tables show it. */
  public String title() {
    return title;
  }

  /** How many digits behind the point make sense. */
  public int decimals() {
    return decimals;
  }
}
