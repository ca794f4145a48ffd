package io.haulm.testkit.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Kills a server at random instants under load, always over the same data folder, and accounts for
 * every job at the end.
 */
public final class CrashRun {
  /**
   * What a run is to do.
   *
   * @param command the server's command line; {@code {port}} and {@code {data}} in it are filled in
   * @param data the folder that outlives the server; made when missing
   * @param kills how often the server is killed
   * @param clients how many clients load it at once
   * @param confirmationsMax the server is killed after so many confirmed operations at most
   * @param seed decides what clients do and when the server is killed
   */
  public record Plan(
      List<String> command, Path data, int kills, int clients, int confirmationsMax, long seed) {}

  /**
   * How a run ended.
   *
   * @param puts how many puts were confirmed
   * @param unknown how many puts got no answer
   * @param drained how many jobs were there at the end and could be worked off
   * @param leftOver how many jobs were there at the end but could not be reserved
   */
  public record Report(
      long operations,
      long puts,
      long unknown,
      int drained,
      int leftOver,
      List<Finding> findings) {}

  private final Plan plan;
  private final Path output;
  private final SplittableRandom random;
  private final History history = new History();
  private final AtomicLong connections = new AtomicLong();

  private CrashRun(Plan plan) throws IOException {
    this.plan = plan;
    this.random = new SplittableRandom(plan.seed());
    Files.createDirectories(plan.data());
    this.output = Files.createTempFile("server", ".out");
  }

  /** Carries out a plan. */
  public static Report of(Plan plan) throws IOException, InterruptedException {
    CrashRun run = new CrashRun(plan);
    try {
      for (int round = 0; round < plan.kills(); round++) {
        run.loadAndKill(round);
      }
      return run.takeStock();
    } finally {
      Files.delete(run.output);
    }
  }

  private void loadAndKill(int round) throws IOException, InterruptedException {
    Queue<Long> opened = new ConcurrentLinkedQueue<>();
    List<Thread> clients = new ArrayList<>();
    try (ServerProcess server = start()) {
      long killAt = history.size() + random.nextInt(1, plan.confirmationsMax() + 1);
      for (int i = 0; i < plan.clients(); i++) {
        String name = "r" + round + "c" + i;
        LoadClient client =
            new LoadClient(server.port(), name, random.split(), history, connections, opened::add);
        clients.add(Thread.ofVirtual().name(name).start(client));
      }
      server.awaitConfirmations(history::size, killAt);
      long killNanos = System.nanoTime();
      server.kill();
      long deadNanos = System.nanoTime();
      for (Thread client : clients) {
        client.join();
      }
      opened.forEach(
          number -> history.add(new Operation.ConnectionEnd(killNanos, deadNanos, number)));
    }
  }

  private ServerProcess start() throws IOException, InterruptedException {
    return ServerProcess.start(
        plan.command(), plan.data(), output, BeanstalkConnection::isAnswered);
  }

  private Report takeStock() throws IOException, InterruptedException {
    try (ServerProcess server = start();
        BeanstalkConnection connection = new BeanstalkConnection(server.port())) {
      Inventory inventory = new Inventory(connection, connections.incrementAndGet(), history);
      int drained = inventory.drain();
      List<Operation.Put> puts =
          history.operations().stream()
              .filter(Operation.Put.class::isInstance)
              .map(Operation.Put.class::cast)
              .toList();
      // Puts without an answer may have taken a few ids beyond the last one confirmed.
      long lastId = puts.stream().mapToLong(Operation.Put::jobId).max().orElse(0) + puts.size();
      int leftOver = inventory.count(lastId);
      List<Operation> all = history.operations();
      return new Report(
          all.size(),
          puts.stream().filter(put -> put.outcome() == Outcome.OK).count(),
          puts.stream().filter(put -> put.outcome() == Outcome.UNKNOWN).count(),
          drained,
          leftOver,
          QueueChecker.check(all));
    }
  }
}
