package io.haulm.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.server.Client;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TubeCommandsTest extends RedisTest {
  @Test
  void jobGoesFromPutToDelete() throws Exception {
    RespClient client = connect();

    assertThat(client.ask("TUBE.PUT", "mail", "a\r\nbody")).isEqualTo("1");
    assertThat(client.ask("TUBE.RESERVE", "mail")).isEqualTo("[1, a\r\nbody]");
    assertThat(client.ask("TUBE.TOUCH", "1")).isEqualTo("1");
    assertThat(client.ask("TUBE.DELETE", "1")).isEqualTo("1");
    assertThat(client.ask("TUBE.DELETE", "1")).isEqualTo("0");
    assertThat(client.ask("TUBE.RESERVE", "TIMEOUT", "0", "mail")).isEqualTo("(nil array)");
  }

  @Test
  void tubesAreThoseOfBeanstalkd() throws Exception {
    RespClient redis = connect();
    try (Client beanstalk = new Client(server())) {
      beanstalk.ask("use mail");
      beanstalk.put("by beanstalkd");
      assertThat(redis.ask("TUBE.RESERVE", "mail")).isEqualTo("[1, by beanstalkd]");
      redis.ask("TUBE.PUT", "mail", "by redis");
      beanstalk.ask("watch mail");
      assertThat(beanstalk.ask("reserve")).isEqualTo("RESERVED 2 8");
      assertThat(beanstalk.block(8)).isEqualTo("by redis");
    }
  }

  @Test
  void reserveWaitsAndInputBehindItToo() throws Exception {
    RespClient worker = connect();
    RespClient producer = connect();
    worker.send("TUBE.RESERVE", "a", "b").send("PING");
    await(producer, "blocked_clients:1", "INFO", "clients");

    producer.ask("TUBE.PUT", "b", "work");

    assertThat(worker.read()).isEqualTo("[1, work]");
    assertThat(worker.read()).isEqualTo("PONG");
  }

  @Test
  void waitEndsWhenItsTimeIsUp() throws Exception {
    assertThat(connect().ask("TUBE.RESERVE", "TIMEOUT", "20", "mail")).isEqualTo("(nil array)");
  }

  @Test
  void onlyTheTubesOfTheLastReserveAreWatched() throws Exception {
    RespClient client = connect();
    client.ask("TUBE.PUT", "a", "of a");
    client.ask("TUBE.PUT", "b", "of b");

    assertThat(client.ask("TUBE.RESERVE", "TIMEOUT", "0", "b")).isEqualTo("[2, of b]");
    assertThat(client.ask("TUBE.RESERVE", "TIMEOUT", "0", "b")).isEqualTo("(nil array)");
    assertThat(client.ask("TUBE.RESERVE", "TIMEOUT", "0", "a", "b")).isEqualTo("[1, of a]");
  }

  @Test
  void disconnectGivesJobsBack() throws Exception {
    RespClient worker = connect();
    RespClient other = connect();
    other.ask("TUBE.PUT", "mail", "body");
    worker.ask("TUBE.RESERVE", "mail");

    worker.close();

    assertThat(other.ask("TUBE.RESERVE", "mail")).isEqualTo("[1, body]");
  }

  @Test
  void transactionDoesNotWait() throws Exception {
    RespClient client = connect();
    client.ask("MULTI");
    client.ask("TUBE.RESERVE", "mail");
    client.ask("TUBE.PUT", "mail", "body");
    client.ask("TUBE.RESERVE", "TIMEOUT", "60000", "mail");

    assertThat(client.ask("EXEC")).isEqualTo("[(nil array), 1, [1, body]]");
  }

  @Test
  void buriedReleasedAndKickedJobs() throws Exception {
    RespClient client = connect();
    client.ask("TUBE.PUT", "mail", "body", "PRI", "7", "TTR", "90000");
    client.ask("TUBE.RESERVE", "JOB", "1");

    assertThat(client.ask("TUBE.BURY", "1")).isEqualTo("1");
    assertThat(client.ask("TUBE.PEEK", "BURIED", "mail")).isEqualTo("[1, body]");
    assertThat(client.ask("TUBE.KICK", "mail", "10")).isEqualTo("1");
    client.ask("TUBE.RESERVE", "mail");
    assertThat(client.ask("TUBE.RELEASE", "1", "DELAY", "100000")).isEqualTo("1");
    assertThat(client.ask("TUBE.PEEK", "DELAYED", "mail")).isEqualTo("[1, body]");
    assertThat(client.ask("TUBE.STATSJOB", "1"))
        .contains("tube, mail, state, delayed", "pri, 7", "ttr-millis, 90000", "kicks, 1");
    assertThat(client.ask("TUBE.KICKJOB", "1")).isEqualTo("1");
    assertThat(client.ask("TUBE.PEEK", "READY", "mail")).isEqualTo("[1, body]");
    assertThat(client.ask("TUBE.PEEK", "1")).isEqualTo("[1, body]");
    assertThat(client.ask("TUBE.PEEK", "2")).isEqualTo("(nil array)");
  }

  @Test
  void tubesAreToldOf() throws Exception {
    RespClient client = connect();
    client.ask("TUBE.PUT", "mail", "body");

    assertThat(client.ask("TUBE.LIST")).isEqualTo("[default, mail]");
    assertThat(client.ask("TUBE.PAUSE", "mail", "1000")).isEqualTo("1");
    assertThat(client.ask("TUBE.PAUSE", "nowhere", "1000")).isEqualTo("0");
    assertThat(client.ask("TUBE.STATS", "mail"))
        .contains("name, mail", "current-jobs-ready, 1", "pause-millis, 1000");
    assertThat(client.ask("TUBE.STATS", "nowhere")).isEqualTo("(nil)");
    assertThat(client.ask("TUBE.STATS")).contains("current-tubes, 2");
    assertThat(client.ask("TUBE.STATSJOB", "5")).isEqualTo("(nil)");
  }

  @Test
  void longBodiesAndTheirLimit() throws Exception {
    RespClient client = connect();

    assertThat(client.ask("TUBE.PUT", "mail", RespClient.word(65_535))).isEqualTo("1");
    assertThat(client.ask("TUBE.PUT", "mail", RespClient.word(65_536)))
        .isEqualTo("-JOBTOOBIG a body has at most 65535 bytes");
    assertThat(client.ask("TUBE.RESERVE", "mail"))
        .isEqualTo("[1, " + RespClient.word(65_535) + "]");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "TUBE.PUT -a body|ERR a tube's name has up to 200 letters",
        "TUBE.PUT mail body PRI|ERR syntax error",
        "TUBE.PUT mail body FOO 1|ERR syntax error",
        "TUBE.PUT mail body PRI 4294967296|ERR PRI must be from 0 to 4294967295",
        "TUBE.PUT mail body DELAY 4294967295001|ERR a time must be from 0 to 4294967295000",
        "TUBE.PUT mail body TTR x|ERR value is not an integer",
        "TUBE.RESERVE TIMEOUT x mail|ERR value is not an integer",
        "TUBE.DELETE -1|ERR a job's id is a positive number",
        "TUBE.PEEK FOO mail|ERR syntax error",
        "TUBE.BURY 1 PRI|ERR syntax error",
        "TUBE.KICK mail 4294967296|ERR bound must be from 0",
        "TUBE.RESERVE|ERR wrong number of arguments for 'tube.reserve' command",
      })
  void nonsenseIsRefused(String command, String message) throws Exception {
    assertThat(connect().ask(command.split(" "))).startsWith("-" + message);
  }
}
