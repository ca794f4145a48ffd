package io.haulm.server.beanstalk;

import io.haulm.engine.CommandCounts;
import io.haulm.engine.FactLog;
import io.haulm.engine.Reply;
import io.haulm.journal.Position;
import io.haulm.server.config.BeanstalkdVersion;
import io.haulm.server.shard.HostFacts;
import io.haulm.server.store.StoreStats;
import java.util.List;
import java.util.Locale;

/**
 * Statistics and lists in beanstalkd's YAML: the same keys, in the same order. Clients read them by
 * regular expressions as well as by YAML parsers, so every byte counts.
 */
final class StatsYaml {
  private final HostFacts host;
  private final ServerFacts server;
  private final BeanstalkdVersion version;
  private final int jobBytesMax;

  /** What only the running server knows. */
  interface ServerFacts {
    /** How long it has been running. */
    long uptimeMillis();

    /** Figures of the journal. */
    StoreStats store();
  }

  StatsYaml(HostFacts host, ServerFacts server, BeanstalkOptions options) {
    this.host = host;
    this.server = server;
    this.version = options.version();
    this.jobBytesMax = options.jobBytesMax();
  }

  String list(List<String> names) {
    StringBuilder out = new StringBuilder("---\n");
    for (String name : names) {
      out.append("- ").append(name).append('\n');
    }
    return out.toString();
  }

  String job(Reply.JobStats stats) {
    return new Yaml()
        .add("id", stats.jobId())
        .addText("tube", stats.tube())
        .add("state", stats.state().name().toLowerCase(Locale.ROOT))
        .add("pri", stats.priority())
        .addSeconds("age", stats.ageMillis())
        .addSeconds("delay", stats.delayMillis())
        .addSeconds("ttr", stats.ttrMillis())
        .addSecondsLeft("time-left", stats.timeLeftMillis())
        .add("file", stats.position() == FactLog.NOWHERE ? 0 : Position.segment(stats.position()))
        .add("reserves", stats.reserves())
        .add("timeouts", stats.timeouts())
        .add("releases", stats.releases())
        .add("buries", stats.buries())
        .add("kicks", stats.kicks())
        .toString();
  }

  String tube(Reply.TubeStats stats) {
    return new Yaml()
        .addText("name", stats.tube())
        .add("current-jobs-urgent", stats.urgent())
        .add("current-jobs-ready", stats.ready())
        .add("current-jobs-reserved", stats.reserved())
        .add("current-jobs-delayed", stats.delayed())
        .add("current-jobs-buried", stats.buried())
        .add("total-jobs", stats.totalJobs())
        .add("current-using", stats.using())
        .add("current-watching", stats.watching())
        .add("current-waiting", stats.waiting())
        .add("cmd-delete", stats.deletes())
        .add("cmd-pause-tube", stats.pauses())
        .addSeconds("pause", stats.pauseMillis())
        .addSecondsLeft("pause-time-left", stats.pauseLeftMillis())
        .toString();
  }

  String server(Reply.EngineStats stats) {
    Yaml yaml =
        new Yaml()
            .add("current-jobs-urgent", stats.urgent())
            .add("current-jobs-ready", stats.ready())
            .add("current-jobs-reserved", stats.reserved())
            .add("current-jobs-delayed", stats.delayed())
            .add("current-jobs-buried", stats.buried());
    for (CommandCounts.Kind kind : CommandCounts.Kind.values()) {
      yaml.add("cmd-" + nameOf(kind), stats.commands().of(kind));
    }
    yaml.add("job-timeouts", stats.jobTimeouts())
        .add("total-jobs", stats.totalJobs())
        .add("max-job-size", jobBytesMax)
        .add("current-tubes", stats.tubes())
        .add("current-connections", stats.sessions())
        .add("current-producers", stats.producers())
        .add("current-workers", stats.workers())
        .add("current-waiting", stats.waiting())
        .add("total-connections", stats.totalSessions());
    addProcess(yaml);
    addJournal(yaml, server.store());
    return yaml.add("draining", stats.draining() ? "true" : "false")
        .add("id", host.id())
        .addText("hostname", host.hostname())
        .addText("os", host.os())
        .addText("platform", host.platform())
        .toString();
  }

  private void addProcess(Yaml yaml) {
    HostFacts.CpuTime cpu = host.cpuTime();
    yaml.add("pid", host.pid())
        // beanstalkd quotes it since 1.11.
        .add("version", '"' + version.toString() + '"')
        .add("rusage-utime", cpu.userText())
        .add("rusage-stime", cpu.systemText())
        .addSeconds("uptime", server.uptimeMillis());
  }

  private static void addJournal(Yaml yaml, StoreStats stats) {
    yaml.add("binlog-oldest-index", stats.oldestSegment())
        .add("binlog-current-index", stats.activeSegment())
        .add("binlog-records-migrated", stats.relocatedRecords())
        .add("binlog-records-written", stats.appendedRecords())
        .add("binlog-max-size", stats.segmentBytes());
  }

  private static String nameOf(CommandCounts.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Lines of a mapping. */
  private final class Yaml {
    private static final long MILLIS_PER_SECOND = 1000;

    private final StringBuilder out = new StringBuilder("---\n");

    Yaml add(String key, long value) {
      out.append(key).append(": ").append(value).append('\n');
      return this;
    }

    Yaml add(String key, String value) {
      out.append(key).append(": ").append(value).append('\n');
      return this;
    }

    Yaml addSeconds(String key, long millis) {
      return add(key, millis / MILLIS_PER_SECOND);
    }

    /**
     * Whole seconds until a time. Of a full second, a little has passed by the time of the answer:
     * beanstalkd's clock is finer than milliseconds, and shows it.
     */
    Yaml addSecondsLeft(String key, long millis) {
      return addSeconds(key, Math.max(0, millis - 1));
    }

    /** A value that 1.13 puts in quotes and 1.12 does not. */
    Yaml addText(String key, String value) {
      return add(key, version == BeanstalkdVersion.V1_12 ? value : '"' + value + '"');
    }

    @Override
    public String toString() {
      return out.toString();
    }
  }
}
