package io.haulm.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All that Haulm does otherwise than beanstalkd on purpose, because beanstalkd leaks, hangs or
 * loses there. The conversations and the random ones keep away from these; nothing else may differ.
 *
 * <p>{@code docs/PROTOCOLS.md} gives the reasons. What 1.13 does otherwise than 1.12 is in {@link
 * Version113Test}.
 */
@Tag("conformance")
class DeliberateDifferencesTest {

  private Haulm haulm;
  private Client client;
  private Observer observer;

  @BeforeEach
  void start() {
    haulm = SharedHaulm.get();
    client = haulm.connect();
    observer = new Observer(haulm);
  }

  @AfterEach
  void leave() {
    client.close();
    observer.close();
  }

  @Test
  void jobWhoseBodyIsStillArrivingIsNotThere() {
    long last = client.put("0 0 60", "x");
    client.expect("delete " + last, "DELETED");
    try (Client slow = haulm.connect()) {
      long puts = observer.stat("cmd-put");
      slow.send("put 0 0 60 5\r\nhe");
      observer.awaitStat("cmd-put", puts + 1);

      // beanstalkd shows "state: invalid" and bytes of other people's jobs.
      for (long id = last + 1; id <= last + 2; id++) {
        client.expect("peek " + id, "NOT_FOUND").expect("stats-job " + id, "NOT_FOUND");
        client.expect("reserve-job " + id, "NOT_FOUND").expect("delete " + id, "NOT_FOUND");
      }
    }
  }

  @Test
  void carriageReturnAloneDoesNotStallTheLine() {
    // beanstalkd looks at the first CR only, and answers nothing until 224 bytes have come.
    client.expect("ab\rcd", "UNKNOWN_COMMAND");
    client.expect("list-tube-used\r", "BAD_FORMAT");
    client.expect("list-tube-used", "USING default");
  }

  @Test
  void commandBehindLineOf225BytesIsRun() {
    // beanstalkd misses the CRLF of such a line and swallows the next one with it.
    String line = "x".repeat(223);
    client.expect(line, "BAD_FORMAT").expect("list-tube-used", "USING default");
    client.send(line + "\r\nlist-tube-used\r\n" + line + "\r\nlist-tube-used\r\n");
    client.expectReply("BAD_FORMAT").expectReply("USING default");
    client.expectReply("BAD_FORMAT").expectReply("USING default");
  }

  @Test
  void commandBehindLineOf449BytesIsRun() {
    client.expect("x".repeat(447), "BAD_FORMAT").expect("list-tube-used", "USING default");
  }

  @Test
  void waitingWorkersAreServedFirstComeFirstServed() {
    client.expect("use line", "USING line");
    Client[] workers = new Client[5];
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < workers.length; i++) {
        if (workers[i] == null) {
          workers[i] = haulm.connect().expect("watch line", "WATCHING 2");
          workers[i].expect("ignore default", "WATCHING 1");
        }
        workers[i].send("reserve\r\n");
        observer.awaitStat("current-waiting", i + 1);
      }
      for (Client worker : workers) {
        long id = client.put("0 0 60", "x");
        worker.expectReply("RESERVED " + id + " 1\r\nx").expect("delete " + id, "DELETED");
      }
    }
    for (Client worker : workers) {
      worker.close();
    }
  }

  @Test
  void reservationOfSilentHolderEnds() {
    // In beanstalkd a job may stay reserved until its holder speaks, one time in six.
    Client[] holders = new Client[100];
    long[] ids = new long[holders.length];
    for (int i = 0; i < holders.length; i++) {
      holders[i] = haulm.connect();
      ids[i] = client.put("0 0 1", "x");
      holders[i].expect("reserve-job " + ids[i], "RESERVED " + ids[i] + " 1\r\nx");
    }
    observer.awaitStat("current-jobs-reserved", 0);
    for (int i = 0; i < holders.length; i++) {
      client.expect("delete " + ids[i], "DELETED");
      holders[i].close();
    }
  }

  @Test
  void timeToRunEndsAfterWarningOfBlockedReserveAndTouch() {
    // The protocol warns one second before the end: a pause may be longer than that.
    boolean isTouched =
        IntStream.range(0, 5).anyMatch(_ -> timeToRunEndsAfterWarningAndTouchInTime());
    assertThat(isTouched).isTrue();
  }

  /** False when the time was over before we came; all else that is wrong fails at once. */
  private boolean timeToRunEndsAfterWarningAndTouchInTime() {
    // In beanstalkd the timeout of the blocked reserve goes on, and takes the other timer with it.
    try (Client holder = haulm.connect()) {
      long id = holder.put("0 0 2", "x");
      String reserved = "RESERVED " + id + " 1\r\nx";
      holder.expect("reserve-job " + id, reserved);
      String warning = holder.ask("reserve-with-timeout 3");
      assertThat(warning).isIn("DEADLINE_SOON", reserved);
      boolean isWarned = warning.equals("DEADLINE_SOON");
      String touch = isWarned ? holder.ask("touch " + id) : "";
      assertThat(touch).isIn("TOUCHED", "NOT_FOUND", "");
      boolean isTouched = touch.equals("TOUCHED");
      if (isTouched) {
        Polling.untilTrue(
            () -> "the job stays reserved", () -> observer.jobIs(Long.toString(id), "ready"));
      }
      holder.expect("delete " + id, "DELETED");
      return isTouched;
    }
  }

  @Test
  void webPageCannotPutJobs() {
    String[] greetings = {
      "POST / HTTP/1.1\r\nHost: x\r\n\r\nput 0 0 60 1\r\nx\r\n",
      "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
      "Host: x\r\nput 0 0 60 1\r\nx\r\n",
      "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003"
    };
    long before = observer.stat("cmd-put");
    for (String greeting : greetings) {
      try (Client page = haulm.connect()) {
        page.send(greeting).expectReply(Client.END);
      }
    }
    assertThat(observer.stat("cmd-put")).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void endThatWasAskedForIsNoFailure(String signal) {
    // beanstalkd dies of the signal, so its parent sees 143 or 130.
    try (Haulm server = Haulm.serve()) {
      server.process().signal(signal);
      assertThat(server.process().awaitExit()).isZero();
    }
  }

  @Test
  void outOfBandByteHarmsNobody() throws IOException {
    try (var socket = new Socket(haulm.address().getAddress(), haulm.address().getPort())) {
      socket.sendUrgentData('!');
      client.expect("list-tube-used", "USING default");
    }
  }
}
