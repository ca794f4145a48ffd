package io.haulm.testkit.crash;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A client that puts and works in random order until its server dies. */
final class LoadClient implements Runnable {
  static final List<String> TUBES = List.of("crash-a", "crash-b", "crash-c");

  private static final int BATCH_MAX = 8;
  private static final int PADDING_BYTES_MAX = 1500;
  private static final int[] TTRS_SECONDS = {2, 60, 60, 60, 60, 120};

  private final int port;
  private final String name;
  private final SplittableRandom random;
  private final History history;
  private final AtomicLong connections;
  private final Consumer<Long> opened;
  private int puts;

  /**
   * A client.
   *
   * @param name begins the tag of each of its jobs; no other client may have it
   * @param connections gives each connection its number
   * @param opened is told of each connection
   */
  LoadClient(
      int port,
      String name,
      SplittableRandom random,
      History history,
      AtomicLong connections,
      Consumer<Long> opened) {
    this.port = port;
    this.name = name;
    this.random = random;
    this.history = history;
    this.connections = connections;
    this.opened = opened;
  }

  @Override
  public void run() {
    try {
      while (true) {
        oneConnection();
      }
    } catch (IOException _) {
      // The server was killed; what was under way is recorded as unknown.
    }
  }

  private void oneConnection() throws IOException {
    long number = connections.incrementAndGet();
    opened.accept(number);
    try (BeanstalkConnection connection = new BeanstalkConnection(port)) {
      for (String tube : TUBES) {
        connection.ask("watch " + tube);
      }
      connection.ask("use " + TUBES.get(random.nextInt(TUBES.size())));
      JobActs acts = new JobActs(connection, number, history);
      List<Long> buried = new ArrayList<>();
      while (random.nextInt(200) != 0) {
        if (random.nextInt(3) == 0) {
          putBatch(connection);
        } else {
          work(acts, buried);
        }
      }
      long nowNanos = System.nanoTime();
      history.add(new Operation.ConnectionEnd(nowNanos, nowNanos, number));
    }
  }

  private record Sent(String tag, long startNanos, long delayMillis, long ttrMillis) {}

  private void putBatch(BeanstalkConnection connection) throws IOException {
    List<Sent> sent = new ArrayList<>();
    int size = 1 + random.nextInt(BATCH_MAX);
    for (int i = 0; i < size; i++) {
      sent.add(addPut(connection));
    }
    int answered = 0;
    try {
      connection.flush();
      for (Sent put : sent) {
        BeanstalkConnection.Answer answer = connection.answer();
        boolean stored = answer.verb().equals("INSERTED") || answer.verb().equals("BURIED");
        record(
            put,
            stored ? Outcome.OK : Outcome.REFUSED,
            stored ? answer.number(1) : Operation.NO_ID);
        answered++;
      }
    } catch (IOException e) {
      sent.subList(answered, size).forEach(put -> record(put, Outcome.UNKNOWN, Operation.NO_ID));
      throw e;
    }
  }

  private Sent addPut(BeanstalkConnection connection) {
    String tag = name + "-" + puts++ + "-" + "x".repeat(random.nextInt(PADDING_BYTES_MAX));
    int delaySeconds = random.nextInt(10) == 0 ? 1 : 0;
    int ttrSeconds = TTRS_SECONDS[random.nextInt(TTRS_SECONDS.length)];
    connection.line(
        "put " + random.nextInt(3) + " " + delaySeconds + " " + ttrSeconds + " " + tag.length());
    connection.line(tag);
    return new Sent(tag, System.nanoTime(), delaySeconds * 1000L, ttrSeconds * 1000L);
  }

  private void record(Sent put, Outcome outcome, long jobId) {
    history.add(
        new Operation.Put(
            put.startNanos(),
            System.nanoTime(),
            outcome,
            put.tag(),
            jobId,
            put.delayMillis(),
            put.ttrMillis()));
  }

  private void work(JobActs acts, List<Long> buried) throws IOException {
    if (!buried.isEmpty() && random.nextInt(4) == 0) {
      acts.kick(buried.removeLast());
      return;
    }
    long jobId = acts.reserve(random.nextInt(20) == 0 ? 1 : 0);
    if (jobId == Operation.NO_ID) {
      return;
    }
    int chance = random.nextInt(100);
    if (chance < 60) {
      acts.delete(jobId);
    } else if (chance < 75) {
      acts.release(jobId, 0);
    } else if (chance < 80) {
      acts.release(jobId, 1);
    } else if (chance < 88) {
      acts.bury(jobId);
      buried.add(jobId);
    } else if (chance < 95) {
      acts.touch(jobId);
      acts.delete(jobId);
    }
    // Else it keeps the job until its connection ends or its time to run is over.
  }
}
