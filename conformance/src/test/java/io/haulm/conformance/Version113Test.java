package io.haulm.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What beanstalkd 1.13 changed on the wire. Only 1.12 comes with the system's packages, so what
 * must come is written down here, from the source of 1.13.
 */
@Tag("conformance")
class Version113Test {

  private Client client;

  @BeforeEach
  void connect() {
    client = SharedHaulm.get().connect();
  }

  @AfterEach
  void leave() {
    client.close();
  }

  @Test
  void textInStatsIsQuoted() {
    Map<String, String> stats = client.dictionary("stats");
    assertThat(stats).containsEntry("version", "\"1.13\"").containsEntry("draining", "false");
    for (String key : new String[] {"hostname", "os", "platform"}) {
      assertThat(stats.get(key)).as(key).matches("\".+\"");
    }
  }

  @Test
  void idOfTheServerDoesNotLookLikeNumber() {
    // Clients turn digits, also 12e45, into a number, and then fail over it.
    String id = client.dictionary("stats").get("id");
    assertThat(id).matches("[0-9a-f]{16}").matches(".*[abcdf].*");
  }

  @Test
  void tubeNamesInStatsAreQuotedAndInListsAreNot() {
    client.expect("use t-1", "USING t-1");
    assertThat(client.dictionary("stats-tube t-1")).containsEntry("name", "\"t-1\"");
    long id = client.put("0 0 60", "x");
    assertThat(client.dictionary("stats-job " + id))
        .containsEntry("tube", "\"t-1\"")
        .containsEntry("state", "ready");
    assertThat(client.ask("list-tubes")).endsWith("- t-1\n").contains("\n- default\n");
    client.expect("delete " + id, "DELETED");
  }

  @Test
  void timeoutMustBeNumber() {
    client.expect("reserve-with-timeout ", "BAD_FORMAT");
    client.expect("reserve-with-timeout x", "BAD_FORMAT");
    client.expect("reserve-with-timeout -1", "BAD_FORMAT");
    client.expect("reserve-with-timeout 2147483648", "BAD_FORMAT");
    client.expect("reserve-with-timeout 4294967296", "BAD_FORMAT");
  }

  @Test
  void whatFollowsTheTimeoutIsIgnored() {
    client.expect("reserve-with-timeout 0x", "TIMED_OUT");
    client.expect("reserve-with-timeout 0 0", "TIMED_OUT");
    client.expect("reserve-with-timeout   0", "TIMED_OUT");
  }

  @Test
  void longestTimeoutWaits() {
    try (Client worker = SharedHaulm.get().connect();
        var observer = new Observer(SharedHaulm.get())) {
      worker.send("reserve-with-timeout 2147483647\r\n");
      observer.awaitStat("current-waiting", 1);
      long id = client.put("0 0 60", "x");
      worker.expectReply("RESERVED " + id + " 1\r\nx").expect("delete " + id, "DELETED");
    }
  }
}
