package io.haulm.server.beanstalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.server.Client;
import io.haulm.server.HaulmServer;
import io.haulm.server.ServerTest;
import io.haulm.server.Servers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatsTest extends ServerTest {
  private Client client;

  @BeforeEach
  void begin() throws Exception {
    client = connect();
  }

  @Test
  void statsOfAJobAreBeanstalkdsByteForByte() throws Exception {
    client.ask("use mail");
    client.ask("put 7 0 60 1\r\na");

    assertThat(client.document("stats-job 1").replaceFirst("age: \\d+\n", "age: 0\n"))
        .isEqualTo(
            """
            ---
            id: 1
            tube: "mail"
            state: ready
            pri: 7
            age: 0
            delay: 0
            ttr: 60
            time-left: 0
            file: 0
            reserves: 0
            timeouts: 0
            releases: 0
            buries: 0
            kicks: 0
            """);
  }

  @Test
  void statsOfATubeAreBeanstalkdsByteForByte() throws Exception {
    client.put("a");
    client.ask("pause-tube default 0");
    client.ask("delete 1");

    assertThat(client.document("stats-tube default"))
        .isEqualTo(
            """
            ---
            name: "default"
            current-jobs-urgent: 0
            current-jobs-ready: 0
            current-jobs-reserved: 0
            current-jobs-delayed: 0
            current-jobs-buried: 0
            total-jobs: 1
            current-using: 1
            current-watching: 1
            current-waiting: 0
            cmd-delete: 1
            cmd-pause-tube: 1
            pause: 0
            pause-time-left: 0
            """);
    assertThat(client.ask("stats-tube unknown")).isEqualTo("NOT_FOUND");
  }

  @Test
  void statsOfTheServerHaveBeanstalkdsKeysInItsOrder() throws Exception {
    String keys =
        client
            .document("stats")
            .lines()
            .skip(1)
            .map(line -> line.split(":", 2)[0])
            .toList()
            .toString();

    assertThat(keys)
        .isEqualTo(
            "[current-jobs-urgent, current-jobs-ready, current-jobs-reserved,"
                + " current-jobs-delayed, current-jobs-buried, cmd-put, cmd-peek, cmd-peek-ready,"
                + " cmd-peek-delayed, cmd-peek-buried, cmd-reserve, cmd-reserve-with-timeout,"
                + " cmd-delete, cmd-release, cmd-use, cmd-watch, cmd-ignore, cmd-bury, cmd-kick,"
                + " cmd-touch, cmd-stats, cmd-stats-job, cmd-stats-tube, cmd-list-tubes,"
                + " cmd-list-tube-used, cmd-list-tubes-watched, cmd-pause-tube, job-timeouts,"
                + " total-jobs, max-job-size, current-tubes, current-connections,"
                + " current-producers, current-workers, current-waiting, total-connections, pid,"
                + " version, rusage-utime, rusage-stime, uptime, binlog-oldest-index,"
                + " binlog-current-index, binlog-records-migrated, binlog-records-written,"
                + " binlog-max-size, draining, id, hostname, os, platform]");
  }

  @Test
  void valuesOfTheServerLookLikeBeanstalkds() throws Exception {
    assertThat(client.stat("stats", "version")).isEqualTo("\"1.13\"");
    assertThat(client.stat("stats", "id")).matches("[abcdf][0-9a-f]{15}");
    assertThat(client.stat("stats", "rusage-utime")).matches("\\d+\\.\\d{6}");
    assertThat(client.stat("stats", "hostname")).matches("\"[^\"]+\"");
    assertThat(client.stat("stats", "os")).matches("\"[^\"]+\"");
    assertThat(client.stat("stats", "platform")).matches("\"[^\"]+\"");
    assertThat(client.stat("stats", "max-job-size")).isEqualTo("65535");
    assertThat(client.stat("stats", "draining")).isEqualTo("false");
    assertThat(client.stat("stats", "pid"))
        .isEqualTo(String.valueOf(ProcessHandle.current().pid()));
  }

  @Test
  void refusedCommandsAreCountedIfTheyWereUnderstood() throws Exception {
    client.ask("delete 1");
    client.ask("delete x");
    client.ask("pause-tube -bad 1");
    client.ask("put 0 0 1 0 x");
    client.ask("reserve-with-timeout 0");
    client.ask("reserve-job 5");

    assertThat(client.stat("stats", "cmd-delete")).isEqualTo("1");
    assertThat(client.stat("stats", "cmd-pause-tube")).isEqualTo("1");
    assertThat(client.stat("stats", "cmd-put")).isEqualTo("1");
    assertThat(client.stat("stats", "cmd-reserve-with-timeout")).isEqualTo("1");
    assertThat(client.stat("stats", "cmd-reserve")).isEqualTo("0");
  }

  @Test
  void connectionsAreCountedByWhatTheyDid() throws Exception {
    Client worker = connect();
    worker.ask("reserve-with-timeout 0");
    client.put("a");

    assertThat(client.stat("stats", "current-connections")).isEqualTo("2");
    assertThat(client.stat("stats", "total-connections")).isEqualTo("2");
    assertThat(client.stat("stats", "current-producers")).isEqualTo("1");
    assertThat(client.stat("stats", "current-workers")).isEqualTo("1");
  }

  @Test
  void olderReleaseQuotesOnlyTheVersion() throws Exception {
    try (HaulmServer old = Servers.resembling112();
        Client oldClient = new Client(old)) {
      assertThat(oldClient.stat("stats-tube default", "name")).isEqualTo("default");
      assertThat(oldClient.stat("stats", "version")).isEqualTo("\"1.12\"");
      assertThat(oldClient.stat("stats", "platform")).doesNotContain("\"");
    }
  }

  @Test
  void olderReleaseTakesAnyTimeout() throws Exception {
    try (HaulmServer old = Servers.resembling112();
        Client oldClient = new Client(old);
        Client other = new Client(old)) {
      assertThat(oldClient.ask("reserve-with-timeout ")).isEqualTo("TIMED_OUT");
      assertThat(oldClient.ask("reserve-with-timeout x")).isEqualTo("TIMED_OUT");
      assertThat(oldClient.ask("reserve-with-timeout 4294967296")).isEqualTo("TIMED_OUT");
      assertThat(oldClient.ask("reserve-with-timeout 9223372036854775808")).isEqualTo("BAD_FORMAT");
      oldClient.send("reserve-with-timeout -1\r\n");
      awaitStat(other, "current-waiting", "1");
      other.put("a");
      assertThat(oldClient.line()).isEqualTo("RESERVED 1 1");
    }
  }
}
