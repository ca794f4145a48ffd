package io.haulm.testkit.crash.keyspace;

import io.haulm.testkit.crash.Outcome;
import io.haulm.testkit.crash.ServerProcess;
import io.haulm.testkit.crash.keyspace.RespConnection.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Kills a server at random instants while clients use a stream with a group, and a list; always
 * over the same data folder. In the end what is there is compared with what was acknowledged.
 */
public final class KeyspaceCrashRun {
  /**
   * What a run is to do.
   *
   * @param command the server's command line; {@link ServerProcess#PORT} and {@link
   *     ServerProcess#DATA} in it are filled in
   * @param data the folder that outlives the server
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
   * @param added how many entries were confirmed
   * @param pending how many entries were pending at the end
   * @param popped how many elements were popped
   * @param left how many elements were left
   * @param findings what no right server does; empty when all is well
   */
  public record Report(long added, int pending, long popped, int left, List<String> findings) {}

  private final Plan plan;
  private final Path output;
  private final SplittableRandom random;
  private final Books books = new Books();

  private KeyspaceCrashRun(Plan plan) throws IOException {
    this.plan = plan;
    this.random = new SplittableRandom(plan.seed());
    Files.createDirectories(plan.data());
    this.output = Files.createTempFile("server", ".out");
  }

  /** Carries out a plan. */
  public static Report of(Plan plan) throws IOException, InterruptedException {
    KeyspaceCrashRun run = new KeyspaceCrashRun(plan);
    try {
      for (int round = 0; round < plan.kills(); round++) {
        run.loadAndKill(round);
      }
      return run.takeStock();
    } finally {
      Files.delete(run.output);
    }
  }

  private ServerProcess start() throws IOException, InterruptedException {
    return ServerProcess.start(plan.command(), plan.data(), output, RespConnection::isAnswered);
  }

  private void loadAndKill(int round) throws IOException, InterruptedException {
    List<Thread> clients = new ArrayList<>();
    try (ServerProcess server = start()) {
      makeGroup(server.port());
      long killAt = books.confirmations.get() + random.nextInt(1, plan.confirmationsMax() + 1);
      for (int i = 0; i < plan.clients(); i++) {
        String name = "r" + round + "c" + i;
        LoadClient client = new LoadClient(server.port(), name, random.split(), books);
        clients.add(Thread.ofVirtual().name(name).start(client));
      }
      server.awaitConfirmations(books.confirmations::get, killAt);
      server.kill();
      for (Thread client : clients) {
        client.join();
      }
    }
  }

  private static void makeGroup(int port) throws IOException {
    try (RespConnection connection = new RespConnection(port)) {
      // Refused when it is there already, which is what it has to be from the second round on.
      var _ =
          connection.ask("XGROUP", "CREATE", LoadClient.STREAM, LoadClient.GROUP, "0", "MKSTREAM");
    }
  }

  private Report takeStock() throws IOException, InterruptedException {
    try (ServerProcess server = start();
        RespConnection connection = new RespConnection(server.port())) {
      Map<String, String> tagsById = new HashMap<>();
      for (Answer entry : LoadClient.row(connection.ask("XRANGE", LoadClient.STREAM, "-", "+"))) {
        List<Answer> parts = LoadClient.row(entry);
        tagsById.put(
            LoadClient.text(parts.getFirst()),
            LoadClient.text(LoadClient.row(parts.get(1)).get(1)));
      }
      List<String> pending = new ArrayList<>();
      Answer all =
          connection.ask("XPENDING", LoadClient.STREAM, LoadClient.GROUP, "-", "+", "1000000");
      // It is refused when the group itself is lost; then nothing is pending.
      List<Answer> rows = all instanceof Answer.Row(List<Answer> parts) ? parts : List.of();
      for (Answer entry : rows) {
        String id = LoadClient.text(LoadClient.row(entry).getFirst());
        pending.add(tagsById.getOrDefault(id, "an entry that is not there: " + id));
      }
      List<String> elements =
          LoadClient.row(connection.ask("LRANGE", LoadClient.LIST, "0", "-1")).stream()
              .map(LoadClient::text)
              .toList();
      return new Report(
          books.added.values().stream().filter(Outcome.OK::equals).count(),
          pending.size(),
          books.popped.size(),
          elements.size(),
          books.check(List.copyOf(tagsById.values()), pending, elements));
    }
  }
}
