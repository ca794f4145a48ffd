package io.haulm.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No input may crash the server, make it grow without bound, or keep others from being served. */
@Tag("conformance")
class RobustnessTest {

  private static final long MEBIBYTE = 1L << 20;

  private static Haulm haulm;

  private Client client;
  private Observer observer;

  @BeforeAll
  static void start() {
    haulm = Haulm.serve();
  }

  @AfterAll
  static void stop() {
    haulm.close();
  }

  @BeforeEach
  void connect() {
    client = haulm.connect();
    observer = new Observer(haulm);
  }

  @AfterEach
  void serverIsAsBefore() {
    observer.awaitStat("current-connections", 2);
    assertThat(observer.stat("current-jobs-ready")).isZero();
    assertThat(observer.stat("current-jobs-reserved")).isZero();
    assertThat(observer.stat("current-tubes")).isEqualTo(1);
    client.close();
    observer.awaitStat("current-connections", 1);
    observer.close();
  }

  @Test
  void thousandConnectionsThatDieInMidPutLeaveNothingBehind() {
    dieInMidPut(1_000);
    long warmBytes = haulm.process().residentBytes();
    // 60 MB of half bodies in each round: a leak would show.
    for (int round = 0; round < 3; round++) {
      dieInMidPut(1_000);
    }
    assertThat(haulm.process().residentBytes()).isLessThan(warmBytes + 150 * MEBIBYTE);
  }

  private void dieInMidPut(int connections) {
    String halfBody = "x".repeat(60_000);
    long puts = observer.stat("cmd-put");
    for (int i = 0; i < connections; i++) {
      try (Client dying = haulm.connect()) {
        dying.send("put 0 0 60 65535\r\n" + halfBody);
      }
    }
    observer.awaitStat("cmd-put", puts + connections);
    observer.awaitStat("current-connections", 2);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void garbageHarmsNobody(long seed) {
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 40; i++) {
      try (Client noisy = haulm.connect()) {
        noisy.send(garbage(random)).halfClose();
        for (String reply = noisy.receive(); !reply.equals(Client.END); reply = noisy.receive()) {
          assertThat(reply).doesNotContain("INTERNAL_ERROR");
        }
      }
      client.expect("list-tube-used", "USING default");
    }
    removeJobs();
  }

  /** Bytes of all kinds, with enough true words in them to get past the first check. */
  private static String garbage(SplittableRandom random) {
    String[] words = {
      "put ",
      "reserve",
      "delete ",
      "stats",
      "use ",
      "watch ",
      "kick ",
      "0 ",
      "1 ",
      "4294967295 ",
      "99999999999999999999 ",
      "\r\n",
      "\r\n",
      "\r",
      "\n",
      "\0",
      "quit",
      "default",
      "pause-tube "
    };
    var text = new StringBuilder();
    for (int i = random.nextInt(200); i >= 0; i--) {
      if (random.nextBoolean()) {
        text.append(words[random.nextInt(words.length)]);
      } else {
        text.append((char) random.nextInt(256));
      }
    }
    return text.toString();
  }

  private void removeJobs() {
    for (String state : List.of("ready", "delayed", "buried")) {
      String reply = client.ask("peek-" + state);
      while (reply.startsWith("FOUND ")) {
        client.expect("delete " + reply.split(" ", -1)[1], "DELETED");
        reply = client.ask("peek-" + state);
      }
    }
  }

  @Test
  void slowReaderIsStoppedAndOthersAreServed() {
    long id = client.put("0 0 60", "x".repeat(65_535));
    long warmBytes = haulm.process().residentBytes();
    try (var slow = new SlowReader(haulm.address())) {
      // Asks for terabytes; what it does not read must not pile up in the server, so the server
      // must stop to read in turn. The systems' socket buffers hold some ten megabytes of commands.
      String thousand = ("peek " + id + "\r\n").repeat(1_000);
      int timesMax = 10_000;
      long times = slow.sendUntilStopped(thousand, timesMax);
      client.expect("list-tube-used", "USING default");
      assertThat(times).as("commands taken from one who does not read").isLessThan(timesMax);
      assertThat(haulm.process().residentBytes()).isLessThan(warmBytes + 100 * MEBIBYTE);
    }
    client.expect("delete " + id, "DELETED");
  }

  @Test
  void tenThousandTubesComeAndGo() {
    useTubes(10_000);
    long warmBytes = haulm.process().residentBytes();
    for (int round = 0; round < 5; round++) {
      useTubes(10_000);
    }
    assertThat(haulm.process().residentBytes()).isLessThan(warmBytes + 50 * MEBIBYTE);
  }

  private void useTubes(int tubes) {
    var lines = new StringBuilder();
    for (int i = 0; i < tubes; i++) {
      lines.append("watch tube-").append(i).append("\r\n");
    }
    for (int i = 0; i < tubes; i++) {
      lines.append("ignore tube-").append(i).append("\r\n");
    }
    client.send(lines.toString());
    for (int i = 0; i < tubes; i++) {
      client.expectReply("WATCHING " + (i + 2));
    }
    for (int i = 0; i < tubes; i++) {
      client.expectReply("WATCHING " + (tubes - i));
    }
  }

  @Test
  void halfOpenConnectionsAreAnsweredAndClosed() {
    List<Client> halfOpen = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      halfOpen.add(
          haulm.connect().send("list-tube-used\r\nreserve\r\nput 0 0 1 9\r\nab").halfClose());
    }
    for (Client one : halfOpen) {
      one.expectReply("USING default").expectReply("TIMED_OUT").expectReply(Client.END);
      one.close();
    }
  }

  @Test
  void bodiesTooLongAreSkippedInConstantMemory() {
    client.expect("put 0 0 60 1000000\r\n" + "x".repeat(1_000_000), "JOB_TOO_BIG");
    long warmBytes = haulm.process().residentBytes();
    String piece = "x".repeat(1 << 20);
    client.send("put 0 0 60 " + (200L << 20) + "\r\n");
    for (int i = 0; i < 200; i++) {
      client.send(piece);
    }
    client.send("\r\n").expectReply("JOB_TOO_BIG");
    assertThat(haulm.process().residentBytes()).isLessThan(warmBytes + 50 * MEBIBYTE);
  }

  @Test
  void jobsComeAndGoWithoutGrowth() {
    putAndDelete(20_000);
    long warmBytes = haulm.process().residentBytes();
    for (int round = 0; round < 4; round++) {
      putAndDelete(20_000);
    }
    assertThat(haulm.process().residentBytes()).isLessThan(warmBytes + 100 * MEBIBYTE);
  }

  private void putAndDelete(int jobs) {
    String put = "put 0 0 60 500\r\n" + "x".repeat(500) + "\r\n";
    client.send(put.repeat(jobs));
    var deletes = new StringBuilder();
    for (int i = 0; i < jobs; i++) {
      String reply = client.receive();
      assertThat(reply).startsWith("INSERTED ");
      deletes.append("delete ").append(reply, "INSERTED ".length(), reply.length()).append("\r\n");
    }
    client.send(deletes.toString());
    for (int i = 0; i < jobs; i++) {
      client.expectReply("DELETED");
    }
  }
}
