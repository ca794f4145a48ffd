package io.haulm.server.beanstalk;

import io.haulm.engine.CommandCounts;
import io.haulm.engine.Reply;
import io.haulm.server.config.BeanstalkdVersion;
import java.util.List;
import java.util.Locale;

/** Writes statistics as beanstalkd does: the same keys, in the same order. */
final class StatsYaml {
  private static final String START = "---\n";

  private final BeanstalkdVersion version;
  private final HostFacts host;
  private final int jobBytesMax;

  StatsYaml(BeanstalkdVersion version, HostFacts host, int jobBytesMax) {
    this.version = version;
    this.host = host;
    this.jobBytesMax = jobBytesMax;
  }

  /** A list of tubes. */
  String tubes(List<String> names) {
    StringBuilder yaml = new StringBuilder(START);
    for (String name : names) {
      yaml.append("- ").append(name).append('\n');
    }
    return yaml.toString();
  }

  /** Statistics of a job. {@code file} is 0, as with a beanstalkd that keeps no binlog. */
  String job(Reply.JobStats job) {
    StringBuilder yaml = new StringBuilder(START);
    add(yaml, "id", job.jobId());
    addText(yaml, "tube", job.tube());
    addWord(yaml, "state", job.state().name().toLowerCase(Locale.ROOT));
    add(yaml, "pri", job.priority());
    add(yaml, "age", seconds(job.ageMillis()));
    add(yaml, "delay", seconds(job.delayMillis()));
    add(yaml, "ttr", seconds(job.ttrMillis()));
    add(yaml, "time-left", seconds(job.timeLeftMillis()));
    add(yaml, "file", 0);
    add(yaml, "reserves", job.reserves());
    add(yaml, "timeouts", job.timeouts());
    add(yaml, "releases", job.releases());
    add(yaml, "buries", job.buries());
    add(yaml, "kicks", job.kicks());
    return yaml.toString();
  }

  /** Statistics of a tube. */
  String tube(Reply.TubeStats tube) {
    StringBuilder yaml = new StringBuilder(START);
    addText(yaml, "name", tube.tube());
    addJobs(yaml, tube.urgent(), tube.ready(), tube.reserved(), tube.delayed(), tube.buried());
    add(yaml, "total-jobs", tube.totalJobs());
    add(yaml, "current-using", tube.using());
    add(yaml, "current-watching", tube.watching());
    add(yaml, "current-waiting", tube.waiting());
    add(yaml, "cmd-delete", tube.deletes());
    add(yaml, "cmd-pause-tube", tube.pauses());
    add(yaml, "pause", seconds(tube.pauseMillis()));
    add(yaml, "pause-time-left", seconds(tube.pauseLeftMillis()));
    return yaml.toString();
  }

  /** Statistics of the server. */
  String server(Reply.EngineStats engine) {
    StringBuilder yaml = new StringBuilder(START);
    addJobs(
        yaml,
        engine.urgent(),
        engine.ready(),
        engine.reserved(),
        engine.delayed(),
        engine.buried());
    for (CommandCounts.Kind kind : CommandCounts.Kind.values()) {
      String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
      add(yaml, "cmd-" + name, engine.commands().of(kind));
    }
    add(yaml, "job-timeouts", engine.jobTimeouts());
    add(yaml, "total-jobs", engine.totalJobs());
    add(yaml, "max-job-size", jobBytesMax);
    add(yaml, "current-tubes", engine.tubes());
    add(yaml, "current-connections", engine.sessions());
    add(yaml, "current-producers", engine.producers());
    add(yaml, "current-workers", engine.workers());
    add(yaml, "current-waiting", engine.waiting());
    add(yaml, "total-connections", engine.totalSessions());
    addHost(yaml, engine.draining());
    return yaml.toString();
  }

  private static void addJobs(
      StringBuilder yaml, long urgent, long ready, long reserved, long delayed, long buried) {
    add(yaml, "current-jobs-urgent", urgent);
    add(yaml, "current-jobs-ready", ready);
    add(yaml, "current-jobs-reserved", reserved);
    add(yaml, "current-jobs-delayed", delayed);
    add(yaml, "current-jobs-buried", buried);
  }

  private void addHost(StringBuilder yaml, boolean isDraining) {
    HostFacts.CpuTimes cpu = host.cpuTimes();
    add(yaml, "pid", host.pid());
    // The one text that beanstalkd has quoted since 1.11.
    addWord(yaml, "version", '"' + version.toString() + '"');
    addWord(yaml, "rusage-utime", microseconds(cpu.userMicros()));
    addWord(yaml, "rusage-stime", microseconds(cpu.systemMicros()));
    add(yaml, "uptime", host.uptimeSeconds());
    add(yaml, "binlog-oldest-index", 0);
    add(yaml, "binlog-current-index", 0);
    add(yaml, "binlog-records-migrated", 0);
    add(yaml, "binlog-records-written", 0);
    add(yaml, "binlog-max-size", 0);
    addWord(yaml, "draining", String.valueOf(isDraining));
    addWord(yaml, "id", host.instanceId());
    addText(yaml, "hostname", host.hostname());
    addText(yaml, "os", host.os());
    addText(yaml, "platform", host.platform());
  }

  private static void add(StringBuilder yaml, String key, long value) {
    yaml.append(key).append(": ").append(value).append('\n');
  }

  private static void addWord(StringBuilder yaml, String key, String value) {
    yaml.append(key).append(": ").append(value).append('\n');
  }

  private void addText(StringBuilder yaml, String key, String value) {
    switch (version) {
      case V1_12 -> addWord(yaml, key, value);
      case V1_13 -> addWord(yaml, key, '"' + value + '"');
    }
  }

  private static long seconds(long millis) {
    return millis / 1000;
  }

  private static String microseconds(long micros) {
    return String.format(Locale.ROOT, "%d.%06d", micros / 1_000_000, micros % 1_000_000);
  }
}
