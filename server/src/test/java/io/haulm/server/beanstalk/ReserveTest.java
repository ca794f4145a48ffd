package io.haulm.server.beanstalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.server.Client;
import io.haulm.server.ServerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReserveTest extends ServerTest {
  private Client producer;

  @BeforeEach
  void begin() throws Exception {
    producer = connect();
  }

  @Test
  void waitingWorkersAreServedFirstComeFirstServed() throws Exception {
    Client[] workers = new Client[4];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = connect();
      workers[i].send("reserve\r\n");
      awaitStat(producer, "current-waiting", String.valueOf(i + 1));
    }

    for (int i = 0; i < workers.length; i++) {
      producer.put("job");
    }

    for (int i = 0; i < workers.length; i++) {
      assertThat(workers[i].line()).isEqualTo("RESERVED " + (i + 1) + " 3");
    }
  }

  @Test
  void whatIsSentBehindAReserveThatWaitsIsDoneAfterwards() throws Exception {
    Client worker = connect();
    worker.send("reserve\r\nlist-tube-used\r\ndelete 1\r\nreserve-with-timeout 0\r\n");
    awaitStat(producer, "current-waiting", "1");

    producer.put("a");

    assertThat(worker.line()).isEqualTo("RESERVED 1 1");
    worker.block(1);
    assertThat(worker.line()).isEqualTo("USING default");
    assertThat(worker.line()).isEqualTo("DELETED");
    assertThat(worker.line()).isEqualTo("TIMED_OUT");
  }

  @Test
  void muchInputBehindAReserveThatWaitsIsNotLost() throws Exception {
    Client worker = connect();
    int commands = 100_000;
    Thread sender =
        Thread.startVirtualThread(() -> {
          try {
            worker.send("reserve\r\n" + "list-tube-used\r\n".repeat(commands));
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
    awaitStat(producer, "current-waiting", "1");

    producer.put("a");

    assertThat(worker.line()).isEqualTo("RESERVED 1 1");
    worker.block(1);
    for (int i = 0; i < commands; i++) {
      assertThat(worker.line()).isEqualTo("USING default");
    }
    sender.join();
  }

  @Test
  void workerThatGoesAwayWhileItWaitsGetsNoJob() throws Exception {
    Client worker = connect();
    worker.send("reserve\r\n");
    awaitStat(producer, "current-waiting", "1");

    worker.reset();

    awaitStat(producer, "current-waiting", "0");
    producer.put("a");
    assertThat(producer.stat("stats", "current-jobs-ready")).isEqualTo("1");
  }

  @Test
  void waitEndsInTime() throws Exception {
    long startNanos = System.nanoTime();

    assertThat(producer.ask("reserve-with-timeout 1")).isEqualTo("TIMED_OUT");

    assertThat(System.nanoTime() - startNanos).isGreaterThanOrEqualTo(990_000_000L);
  }

  @Test
  void jobThatIsNotFinishedInTimeIsGivenToTheNext() throws Exception {
    Client worker = connect();
    producer.ask("put 0 0 1 1\r\na");
    worker.ask("reserve");
    worker.block(1);

    // In one go, since this lease does not last for ever either.
    producer.send("reserve-with-timeout 30\r\nstats\r\nstats-job 1\r\n");
    assertThat(producer.line()).isEqualTo("RESERVED 1 1");
    producer.block(1);
    assertThat(producer.answeredDocument()).contains("\njob-timeouts: 1\n");
    assertThat(producer.answeredDocument()).contains("\ntimeouts: 1\n");

    assertThat(worker.ask("touch 1")).isEqualTo("NOT_FOUND");
  }

  @Test
  void workerIsToldThatItsDeadlineIsNear() throws Exception {
    producer.ask("put 0 0 1 1\r\na");

    // In one go, since the lease does not last.
    producer.send("reserve\r\nreserve-with-timeout 0\r\nreserve\r\n");

    assertThat(producer.line()).isEqualTo("RESERVED 1 1");
    producer.block(1);
    assertThat(producer.line()).isEqualTo("DEADLINE_SOON");
    assertThat(producer.line()).isEqualTo("DEADLINE_SOON");
  }

  @Test
  void waitingWorkerIsToldThatItsDeadlineIsNear() throws Exception {
    String touched = touchedWhenTold();
    // A machine that pauses may tell it a second too late, though hardly time after time.
    for (int i = 0; i < 5 && touched.equals("NOT_FOUND"); i++) {
      touched = touchedWhenTold();
    }
    assertThat(touched).isEqualTo("TOUCHED");
  }

  /** What a worker is answered that renews its lease as soon as it is told to. */
  private String touchedWhenTold() throws Exception {
    String id = producer.ask("put 0 0 2 1\r\na").substring("INSERTED ".length());
    producer.send("reserve\r\nreserve\r\ntouch " + id + "\r\ndelete " + id + "\r\n");

    assertThat(producer.line()).isEqualTo("RESERVED " + id + " 1");
    producer.block(1);
    assertThat(producer.line()).isEqualTo("DEADLINE_SOON");
    String touched = producer.line();
    assertThat(producer.line()).isEqualTo("DELETED");
    return touched;
  }

  @Test
  void delayedJobBecomesReady() throws Exception {
    producer.ask("put 0 1 60 1\r\na");

    assertThat(producer.ask("reserve-with-timeout 30")).isEqualTo("RESERVED 1 1");
  }

  @Test
  void endOfAPauseWakesWhoWaits() throws Exception {
    producer.put("a");
    producer.ask("pause-tube default 1");

    assertThat(producer.ask("reserve-with-timeout 30")).isEqualTo("RESERVED 1 1");
  }

  @Test
  void jobsOfAWorkerThatIsGoneAreReadyAgain() throws Exception {
    Client worker = connect();
    producer.put("a");
    worker.ask("reserve");
    worker.block(1);

    worker.close();

    assertThat(producer.ask("reserve-with-timeout 30")).isEqualTo("RESERVED 1 1");
    producer.block(1);
    assertThat(producer.stat("stats-job 1", "releases")).isEqualTo("0");
  }
}
