package io.haulm.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientCommandsTest extends RedisTest {
  private static String addressIn(String line) {
    return line.replaceFirst(".* addr=(\\S+) .*\n?", "$1");
  }

  @Test
  void listTellsOfEveryClient() throws Exception {
    RespClient first = connect();
    first.ask("CLIENT", "SETNAME", "first");
    first.ask("SUBSCRIBE", "news");
    RespClient second = connect();

    String list = second.ask("CLIENT", "LIST");

    assertThat(list.lines()).hasSize(2);
    assertThat(list).contains("name=first", "flags=P", "sub=1", "cmd=subscribe", "cmd=client|list");
    assertThat(second.ask("CLIENT", "LIST", "TYPE", "pubsub")).contains("id=1 ");
    assertThat(second.ask("CLIENT", "LIST", "TYPE", "pubsub").lines()).hasSize(1);
    assertThat(second.ask("CLIENT", "LIST", "ID", "2", "99")).startsWith("id=2 ");
    assertThat(second.ask("CLIENT", "LIST", "TYPE", "replica")).isEmpty();
  }

  @ParameterizedTest(name = "CLIENT KILL {0}")
  @CsvSource({"ID 1", "ADDR $", "TYPE normal", "USER default", "ID 1 ADDR $ TYPE normal"})
  void killEndsTheClientsThatTheFilterFits(String filter) throws Exception {
    RespClient victim = connect();
    String address = addressIn(victim.ask("CLIENT", "INFO"));
    RespClient killer = connect();

    String command = "CLIENT KILL " + filter.replace("$", address);

    assertThat(killer.ask(command.split(" "))).isEqualTo("1");
    assertThat(victim.raw().isClosedByServer()).isTrue();
    assertThat(killer.ask("CLIENT", "LIST").lines()).hasSize(1);
  }

  @Test
  void killByAddressIsAnsweredByOk() throws Exception {
    RespClient victim = connect();
    String address = addressIn(victim.ask("CLIENT", "INFO"));
    RespClient killer = connect();

    assertThat(killer.ask("CLIENT", "KILL", address)).isEqualTo("OK");
    assertThat(killer.ask("CLIENT", "KILL", address)).isEqualTo("-ERR No such client");
    assertThat(victim.raw().isClosedByServer()).isTrue();
  }

  @Test
  void whoKillsItselfIsAnsweredBefore() throws Exception {
    RespClient client = connect();

    assertThat(client.ask("CLIENT", "KILL", "TYPE", "normal")).isEqualTo("0");
    assertThat(client.ask("CLIENT", "KILL", "ID", "1", "SKIPME", "no")).isEqualTo("1");
    assertThat(client.rest()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "CLIENT KILL ID x|ERR client-id should be greater than 0",
        "CLIENT KILL TYPE foo|ERR Unknown client type 'foo'",
        "CLIENT KILL USER foo|ERR No such user 'foo'",
        "CLIENT KILL FOO BAR|ERR syntax error",
        "CLIENT KILL ID 1 SKIPME|ERR syntax error",
        "CLIENT LIST ID x|ERR Invalid client ID",
        "CLIENT LIST FOO|ERR syntax error",
        "CLIENT UNBLOCK x|ERR value is not an integer or out of range",
        "CLIENT UNBLOCK 1 FOO|ERR CLIENT UNBLOCK reason should be TIMEOUT or ERROR",
        "CLIENT PAUSE x|ERR timeout is not an integer or out of range",
        "CLIENT PAUSE -1|ERR timeout is negative",
        "CLIENT PAUSE 1 FOO|ERR CLIENT PAUSE mode must be WRITE or ALL",
        "CLIENT REPLY FOO|ERR syntax error",
        "CLIENT NO-EVICT FOO|ERR syntax error",
        "CLIENT SETINFO FOO x|ERR Unrecognized option 'FOO'",
        "CLIENT TRACKING ON|ERR Client side caching is not supported by this server",
        "CLIENT|ERR wrong number of arguments for 'client' command",
      })
  void nonsenseIsRefusedInTheWordsOfRedis(String command, String message) throws Exception {
    assertThat(connect().ask(command.split(" "))).isEqualTo("-" + message);
  }

  @Test
  void unblockEndsAWaitAsIfTimeWereUpOrWithAnError() throws Exception {
    RespClient waiting = connect();
    RespClient other = connect();

    waiting.send("TUBE.RESERVE", "mail").send("PING");
    await(other, "flags=b", "CLIENT", "LIST");
    assertThat(other.ask("CLIENT", "UNBLOCK", "1")).isEqualTo("1");
    assertThat(waiting.read()).isEqualTo("(nil array)");
    assertThat(waiting.read()).isEqualTo("PONG");

    waiting.send("TUBE.RESERVE", "mail");
    await(other, "flags=b", "CLIENT", "LIST");
    assertThat(other.ask("CLIENT", "UNBLOCK", "1", "ERROR")).isEqualTo("1");
    assertThat(waiting.read()).isEqualTo("-UNBLOCKED client unblocked via CLIENT UNBLOCK");
    assertThat(other.ask("CLIENT", "UNBLOCK", "1")).isEqualTo("0");
  }

  @Test
  void repliesMayBeWantedEarly() throws Exception {
    RespClient client = connect();
    assertThat(client.ask("CLIENT", "REPLY", "EARLY")).isEqualTo("OK");
    assertThat(client.ask("SET", "k", "v")).isEqualTo("OK");
    assertThat(client.ask("CLIENT", "REPLY", "ON")).isEqualTo("OK");
    assertThat(client.ask("GET", "k")).isEqualTo("v");
  }

  @Test
  void pauseHoldsWhatMayWriteUntilItEnds() throws Exception {
    RespClient client = connect();
    RespClient other = connect();

    assertThat(client.ask("CLIENT", "PAUSE", "100000", "WRITE")).isEqualTo("OK");
    other.send("SET", "a", "b").send("PING");
    assertThat(client.ask("GET", "a")).isEqualTo("(nil)");
    assertThat(client.ask("CLIENT", "UNPAUSE")).isEqualTo("OK");

    assertThat(other.read()).isEqualTo("OK");
    assertThat(other.read()).isEqualTo("PONG");
  }

  @Test
  void pauseOfAllEndsByItself() throws Exception {
    RespClient client = connect();

    assertThat(client.ask("CLIENT", "PAUSE", "20")).isEqualTo("OK");

    assertThat(client.ask("PING")).isEqualTo("PONG");
  }

  @Test
  void helpNamesAllSubcommands() throws Exception {
    assertThat(connect().ask("CLIENT", "HELP")).contains("GETNAME", "UNPAUSE", "HELP");
  }
}
