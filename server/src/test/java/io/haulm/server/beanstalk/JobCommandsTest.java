package io.haulm.server.beanstalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.server.Client;
import io.haulm.server.ServerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobCommandsTest extends ServerTest {
  private Client client;

  @BeforeEach
  void begin() throws Exception {
    client = connect();
  }

  @Test
  void jobIsPutReservedAndDeleted() throws Exception {
    assertThat(client.ask("put 5 0 60 5\r\nhello")).isEqualTo("INSERTED 1");
    assertThat(client.ask("reserve")).isEqualTo("RESERVED 1 5");
    assertThat(client.block(5)).isEqualTo("hello");
    assertThat(client.ask("delete 1")).isEqualTo("DELETED");
    assertThat(client.ask("delete 1")).isEqualTo("NOT_FOUND");
  }

  @Test
  void releasedJobHasItsNewPriority() throws Exception {
    client.put("a");
    client.ask("reserve");
    client.block(1);

    assertThat(client.ask("release 1 77 0")).isEqualTo("RELEASED");

    assertThat(client.stat("stats-job 1", "pri")).isEqualTo("77");
    assertThat(client.stat("stats-job 1", "state")).isEqualTo("ready");
    assertThat(client.ask("release 1 77 0")).isEqualTo("NOT_FOUND");
  }

  @Test
  void buriedJobIsKicked() throws Exception {
    client.put("a");
    client.ask("reserve");
    client.block(1);
    assertThat(client.ask("bury 1 9")).isEqualTo("BURIED");
    assertThat(client.ask("peek-buried")).isEqualTo("FOUND 1 1");
    assertThat(client.block(1)).isEqualTo("a");

    assertThat(client.ask("kick 10")).isEqualTo("KICKED 1");

    assertThat(client.ask("peek-buried")).isEqualTo("NOT_FOUND");
    assertThat(client.ask("peek-ready")).isEqualTo("FOUND 1 1");
  }

  @Test
  void delayedJobIsKickedByItsId() throws Exception {
    client.ask("put 0 100 60 1\r\na");
    assertThat(client.ask("peek-delayed")).isEqualTo("FOUND 1 1");
    client.block(1);

    assertThat(client.ask("kick-job 1")).isEqualTo("KICKED");

    assertThat(client.ask("kick-job 1")).isEqualTo("NOT_FOUND");
    assertThat(client.stat("stats-job 1", "state")).isEqualTo("ready");
  }

  @Test
  void jobIsPeekedAtByItsId() throws Exception {
    client.put("look");

    assertThat(client.ask("peek 1")).isEqualTo("FOUND 1 4");
    assertThat(client.block(4)).isEqualTo("look");
    assertThat(client.ask("peek 2")).isEqualTo("NOT_FOUND");
  }

  @Test
  void jobIsReservedByItsIdFromAnyTube() throws Exception {
    client.ask("use elsewhere");
    client.put("a");

    assertThat(client.ask("reserve-job 1")).isEqualTo("RESERVED 1 1");
    assertThat(client.block(1)).isEqualTo("a");
    assertThat(client.ask("reserve-job 1")).isEqualTo("NOT_FOUND");
    assertThat(client.ask("touch 1")).isEqualTo("TOUCHED");
  }

  @Test
  void onlyTheHolderMayReleaseBuryTouchAndDelete() throws Exception {
    client.put("a");
    client.ask("reserve");
    client.block(1);
    Client other = connect();

    assertThat(other.ask("release 1 0 0")).isEqualTo("NOT_FOUND");
    assertThat(other.ask("bury 1 0")).isEqualTo("NOT_FOUND");
    assertThat(other.ask("touch 1")).isEqualTo("NOT_FOUND");
    assertThat(other.ask("delete 1")).isEqualTo("NOT_FOUND");
    assertThat(client.ask("delete 1")).isEqualTo("DELETED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete 0",
        "delete 9223372036854775807",
        "delete 9223372036854775808",
        "delete 18446744073709551615",
        "peek 18446744073709551615",
        "touch 18446744073709551615",
        "release 18446744073709551615 0 0",
        "bury 18446744073709551615 0",
        "kick-job 18446744073709551615",
        "reserve-job 18446744073709551615",
        "stats-job 18446744073709551615"
      })
  void idThatNoJobHasIsNotFound(String line) throws Exception {
    assertThat(client.ask(line)).isEqualTo("NOT_FOUND");
  }

  @Test
  void tubesAreUsedWatchedAndIgnored() throws Exception {
    assertThat(client.ask("use a")).isEqualTo("USING a");
    assertThat(client.ask("list-tube-used")).isEqualTo("USING a");
    assertThat(client.ask("watch b")).isEqualTo("WATCHING 2");
    assertThat(client.ask("watch b")).isEqualTo("WATCHING 2");
    assertThat(client.document("list-tubes-watched")).isEqualTo("---\n- default\n- b\n");
    assertThat(client.document("list-tubes")).isEqualTo("---\n- default\n- a\n- b\n");
    assertThat(client.ask("ignore default")).isEqualTo("WATCHING 1");
    assertThat(client.ask("ignore unknown")).isEqualTo("WATCHING 1");
    assertThat(client.ask("ignore b")).isEqualTo("NOT_IGNORED");
  }

  @Test
  void pausedTubeGivesOutNothingUntilItGoesOn() throws Exception {
    client.put("a");
    assertThat(client.ask("pause-tube default 100")).isEqualTo("PAUSED");
    assertThat(client.ask("reserve-with-timeout 0")).isEqualTo("TIMED_OUT");
    assertThat(client.stat("stats-tube default", "pause")).isEqualTo("100");

    assertThat(client.ask("pause-tube default 0")).isEqualTo("PAUSED");

    assertThat(client.ask("reserve-with-timeout 0")).isEqualTo("RESERVED 1 1");
    client.block(1);
    assertThat(client.ask("pause-tube unknown 1")).isEqualTo("NOT_FOUND");
  }

  @Test
  void kickTakesTheLowest32BitsOfWhatItIsGiven() throws Exception {
    for (int i = 0; i < 3; i++) {
      client.ask("put 0 100 60 1\r\na");
    }

    assertThat(client.ask("kick 4294967296")).isEqualTo("KICKED 0");
    assertThat(client.ask("kick 4294967297")).isEqualTo("KICKED 1");
    assertThat(client.ask("kick \t+1x")).isEqualTo("KICKED 1");
    assertThat(client.ask("kick -1")).isEqualTo("KICKED 1");
    assertThat(client.ask("kick 18446744073709551615")).isEqualTo("KICKED 0");
    assertThat(client.ask("kick 18446744073709551616")).isEqualTo("BAD_FORMAT");
  }

  @Test
  void drainingServerRefusesNewJobsAndGivesOutTheOldOnes() throws Exception {
    client.put("a");

    server().drain();

    assertThat(client.ask("put 0 0 60 1\r\nb")).isEqualTo("DRAINING");
    assertThat(client.stat("stats", "draining")).isEqualTo("true");
    assertThat(client.ask("reserve")).isEqualTo("RESERVED 1 1");
    client.block(1);
    assertThat(client.ask("delete 1")).isEqualTo("DELETED");
  }

  @Test
  void quitClosesAndWhatFollowsIsIgnored() throws Exception {
    client.send("put 0 0 60 1\r\na\r\nquit\r\nput 0 0 60 1\r\nb\r\n");

    assertThat(client.rest()).isEqualTo("INSERTED 1\r\n");
    assertThat(connect().ask("peek 2")).isEqualTo("NOT_FOUND");
  }
}
