package io.haulm.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.server.Client;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerCommandsTest extends RedisTest {
  @Test
  void parametersAreFoundByPatterns() throws Exception {
    RespClient client = connect();

    assertThat(client.ask("CONFIG", "GET", "slowlog*", "TIMEOUT"))
        .isEqualTo("[slowlog-log-slower-than, 10000, slowlog-max-len, 128, timeout, 0]");
    assertThat(client.ask("CONFIG", "GET", "maxmemory*"))
        .isEqualTo("[maxmemory, 67108864, maxmemory-policy, noeviction]");
    assertThat(client.ask("CONFIG", "GET", "nothing")).isEqualTo("[]");
  }

  @Test
  void severalParametersAreSetTogetherOrNotAtAll() throws Exception {
    RespClient client = connect();

    assertThat(client.ask("CONFIG", "SET", "timeout", "5", "slowlog-max-len", "x"))
        .isEqualTo(
            "-ERR CONFIG SET failed (possibly related to argument 'slowlog-max-len') - argument"
                + " couldn't be parsed into an integer");
    assertThat(client.ask("CONFIG", "GET", "timeout")).isEqualTo("[timeout, 0]");
    assertThat(client.ask("CONFIG", "SET", "timeout", "5", "slowlog-max-len", "7")).isEqualTo("OK");
    assertThat(client.ask("CONFIG", "GET", "timeout")).isEqualTo("[timeout, 5]");
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "databases|3|can't set immutable config",
        "timeout|-1|argument must be between 0 and 2147483647 inclusive",
        "timeout|2147483648|argument must be between 0 and 2147483647 inclusive",
        "slowlog-max-len|1000001|argument must be between 0 and 1000000 inclusive",
        "notify-keyspace-events|Q|Invalid event class character. Use 'Ag$lshzxeKEtmdn'.",
        "client-output-buffer-limit|a b|Wrong number of arguments in buffer limit configuration.",
        "client-output-buffer-limit|a 1 2 3|Invalid client class specified in buffer limit"
            + " configuration.",
        "client-output-buffer-limit|pubsub 1 2 x|Error in hard, soft or soft_seconds setting in"
            + " buffer limit configuration.",
      })
  void parameterBeyondItsLimitsIsRefused(String name, String value, String why) throws Exception {
    assertThat(connect().ask("CONFIG", "SET", name, value))
        .isEqualTo("-ERR CONFIG SET failed (possibly related to argument '" + name + "') - " + why);
  }

  @Test
  void notificationsAreSwitchedByLetters() throws Exception {
    RespClient client = connect();

    client.ask("CONFIG", "SET", "notify-keyspace-events", "KEA");
    assertThat(client.ask("CONFIG", "GET", "notify*")).isEqualTo("[notify-keyspace-events, AKE]");
    RespClient listener = connect();
    listener.ask("SUBSCRIBE", "__keyevent@0__:set");
    client.ask("SET", "a", "b");
    assertThat(listener.read()).isEqualTo("[message, __keyevent@0__:set, a]");
    client.ask("CONFIG", "SET", "notify-keyspace-events", "gxnmK");
    assertThat(client.ask("CONFIG", "GET", "notify*")).isEqualTo("[notify-keyspace-events, gxnKm]");
  }

  @Test
  void replyBeyondTheOutputLimitIsNotToldToItsEnd() throws Exception {
    RespClient client = connect();
    RespClient greedy = connect();
    client.ask("CONFIG", "SET", "client-output-buffer-limit", "normal 4mb 0 0");
    client.ask("SADD", "s", RespClient.word(1_000_000));

    // Would be 10 GB.
    String told = greedy.send("SRANDMEMBER", "s", "-10000").rest();

    assertThat(told.length()).isLessThan(8_000_000);
    assertThat(client.ask("PING")).isEqualTo("PONG");
    assertThat(client.ask("SRANDMEMBER", "s", "-3")).hasSizeGreaterThan(3_000_000);
  }

  @Test
  void outputLimitsAreShownAsTheyAreSet() throws Exception {
    RespClient client = connect();

    client.ask("CONFIG", "SET", "client-output-buffer-limit", "pubsub 1mb 2kb 3");

    assertThat(client.ask("CONFIG", "GET", "client-output-buffer-limit"))
        .isEqualTo(
            "[client-output-buffer-limit, normal 0 0 0 slave 268435456 67108864 60 pubsub 1048576"
                + " 2048 3]");
  }

  @Test
  void silentClientIsCutOffAndAWaitingOneIsNot() throws Exception {
    RespClient waiting = connect();
    waiting.send("TUBE.RESERVE", "mail");
    RespClient silent = connect();
    RespClient client = connect();
    silent.ask("PING");
    await(client, "blocked_clients:1", "INFO", "clients");

    client.ask("CONFIG", "SET", "timeout", "1");

    assertThat(silent.raw().isClosedByServer()).isTrue();
    // No face of Redis: it would cut off a test that pauses for a second.
    try (Client beanstalk = new Client(server())) {
      beanstalk.ask("use mail");
      beanstalk.put("body");
    }
    assertThat(waiting.read()).isEqualTo("[1, body]");
  }

  @Test
  void slowCommandsAreLogged() throws Exception {
    RespClient client = connect();
    client.ask("CLIENT", "SETNAME", "me");
    client.ask("CONFIG", "SET", "slowlog-log-slower-than", "0");
    client.ask("SLOWLOG", "RESET");
    String[] words = new String[40];
    java.util.Arrays.fill(words, "k");
    words[0] = "DEL";
    words[1] = RespClient.word(200);
    client.ask(words);

    assertThat(client.ask("SLOWLOG", "GET", "1"))
        .contains(
            "[DEL, " + RespClient.word(128) + "... (72 more bytes), k, ",
            "k, ... (9 more arguments)]",
            ", me]]");
    client.ask("CONFIG", "SET", "slowlog-max-len", "1");
    assertThat(client.ask("SLOWLOG", "LEN")).isEqualTo("1");
    client.ask("CONFIG", "SET", "slowlog-log-slower-than", "-1");
    client.ask("SLOWLOG", "RESET");
    assertThat(client.ask("SLOWLOG", "GET")).isEqualTo("[]");
    assertThat(client.ask("SLOWLOG", "GET", "-2"))
        .isEqualTo("-ERR count should be greater than or equal to -1");
  }

  @Test
  void monitorSeesWhatOthersDoButNoPasswords() throws Exception {
    RespClient monitor = connect();
    assertThat(monitor.ask("MONITOR")).isEqualTo("OK");
    RespClient client = connect();
    client.ask("AUTH", "default", "secret");
    client.ask("CONFIG", "GET", "timeout");
    client.ask("SET", "a\n", "\"\u0001");
    client.ask("MULTI");
    client.ask("GET", "a");
    client.ask("EXEC");

    assertThat(monitor.read())
        .matches("\\d+\\.\\d{6} \\[0 127\\.0\\.0\\.1:\\d+\\] \"SET\" \"a\\\\n\" \"\\\\\"\\\\x01\"");
    assertThat(monitor.read()).endsWith("] \"MULTI\"");
    assertThat(monitor.read()).endsWith("] \"GET\" \"a\"");
    assertThat(monitor.read()).endsWith("] \"EXEC\"");
  }

  @Test
  void commandsAreCountedAndTimed() throws Exception {
    RespClient client = connect();
    client.ask("GET", "a");
    client.ask("GET");

    assertThat(client.ask("INFO", "commandstats"))
        .containsPattern(
            "cmdstat_get:calls=1,usec=\\d+,usec_per_call=\\d+\\.\\d\\d,rejected_calls=1");
    assertThat(client.ask("CONFIG", "RESETSTAT")).isEqualTo("OK");
    assertThat(client.ask("INFO", "commandstats")).doesNotContain("cmdstat_get");
  }

  @Test
  void keysOfACommandAreFound() throws Exception {
    RespClient client = connect();

    assertThat(client.ask("COMMAND", "GETKEYS", "DEL", "a", "b")).isEqualTo("[a, b]");
    assertThat(client.ask("COMMAND", "GETKEYSANDFLAGS", "SET", "a", "b"))
        .isEqualTo("[[a, [RW, update]]]");
    assertThat(client.ask("COMMAND", "GETKEYS", "FOO", "a"))
        .isEqualTo("-ERR Invalid command specified");
    assertThat(client.ask("COMMAND", "GETKEYS", "PING"))
        .isEqualTo("-ERR The command has no key arguments");
    assertThat(client.ask("COMMAND", "LIST", "FILTERBY", "PATTERN", "ge?")).isEqualTo("[get]");
    assertThat(client.ask("COMMAND", "INFO", "foo")).isEqualTo("[(nil)]");
    assertThat(client.ask("COMMAND", "INFO", "client|id")).contains("client|id, 2");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "WAIT 1 100|0",
        "WAIT 0 -1|-ERR timeout is negative",
        "WAITAOF 0 0 0|[0, 0]",
        "WAITAOF 1 0 0|-ERR WAITAOF cannot be used when numlocal is set but appendonly is"
            + " disabled.",
        "WAITAOF 2 0 0|-ERR value is out of range, value must between 0 and 1",
        "ROLE|[master, 0, []]",
        "REPLICAOF NO ONE|OK",
        "REPLICAOF host 1|-ERR Haulm does not replicate from another server",
        "BGSAVE|-ERR Haulm was started with --durability memory: nothing is kept",
        "DEBUG SLEEP 1|-ERR DEBUG command not allowed",
        "SHUTDOWN|-ERR SHUTDOWN command not allowed. End the server's process with SIGTERM",
        "MODULE LOAD x|-ERR MODULE command not allowed",
        "ACL WHOAMI|default",
        "ACL USERS|[default]",
        "ACL LIST|[user default on nopass ~* &* +@all]",
        "ACL GETUSER nobody|(nil)",
        "ACL CAT foo|-ERR Unknown category 'foo'",
        "ACL GENPASS 4097|-ERR ACL GENPASS argument must be the number of bits for the output"
            + " password, a positive number up to 4096",
        "LATENCY LATEST|[]",
        "LATENCY RESET|0",
        "MEMORY PURGE|OK",
        "CONFIG REWRITE|-ERR The server does not write its config file; see haulm serve"
            + " --print-config",
      })
  void whatHasNoMeaningHereIsAnsweredTruthfully(String command, String reply) throws Exception {
    assertThat(connect().ask(command.split(" "))).isEqualTo(reply);
  }

  @Test
  void userMayBeRefusedButNotChanged() throws Exception {
    assertThat(connect().ask("ACL", "SETUSER", "x")).startsWith("-ERR ACL rules cannot be changed");
  }

  @Test
  void memoryIsToldOf() throws Exception {
    RespClient client = connect();

    assertThat(client.ask("MEMORY", "STATS")).contains("keys.count, 0", "dataset.bytes");
    assertThat(client.ask("MEMORY", "DOCTOR")).contains("of 64.00M", "There is room.");
    assertThat(client.ask("ACL", "GENPASS", "5")).hasSize(2);
    assertThat(client.ask("TIME")).matches("\\[\\d+, \\d+\\]");
    assertThat(client.ask("LASTSAVE")).matches("\\d+");
  }
}
