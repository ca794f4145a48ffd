package io.haulm.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.haulm.bench.BenchException;
import io.haulm.bench.process.RunningServer;
import io.haulm.bench.process.ServerRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The load generator that comes with Redis, against both servers, one after the other. */
public final class RedisBenchmark {
  private static final String PROGRAM = "redis-benchmark";
  private static final String TESTS = "set,get,incr,lpush,rpop,sadd,hset,zadd,mset";
  private static final int REQUESTS = 500_000;
  private static final int IN_FLIGHT = 16;

  private RedisBenchmark() {}

  /**
   * What both did in one test.
   *
   * @param redisPerSecond requests that redis-server answered each second
   * @param haulmPerSecond the same for Haulm
   */
  public record Row(String test, double redisPerSecond, double haulmPerSecond) {
    /** As a line of a table. */
    public String text() {
      return String.format(
          Locale.ROOT,
          "%-44s redis-server %,10.0f/s   haulm %,10.0f/s   %.2f",
          test,
          redisPerSecond,
          haulmPerSecond,
          haulmPerSecond / redisPerSecond);
    }
  }

  /** Runs all tests against both, in memory. */
  public static List<Row> run(RedisServers servers, Path workFolder) throws IOException {
    Path folder = Files.createTempDirectory(workFolder, "haulm-bench-");
    Map<String, Double> redis = measure(servers.redisInMemory(), folder.resolve("redis"));
    Map<String, Double> haulm = measure(servers.haulm("memory"), folder.resolve("haulm"));
    List<Row> rows = new ArrayList<>();
    redis.forEach(
        (test, perSecond) -> rows.add(new Row(test, perSecond, haulm.getOrDefault(test, 0.0))));
    return rows;
  }

  private static Map<String, Double> measure(ServerRecipe recipe, Path folder) throws IOException {
    Files.createDirectory(folder);
    try (RunningServer server = RunningServer.start(recipe, folder)) {
      List<String> command = new ArrayList<>(List.of(PROGRAM, "-h", "127.0.0.1", "--csv"));
      command.addAll(List.of("-p", Integer.toString(server.address().getPort()), "-t", TESTS));
      command.addAll(List.of("-n", Integer.toString(REQUESTS)));
      command.addAll(List.of("-P", Integer.toString(IN_FLIGHT)));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return perSecond(new String(process.getInputStream().readAllBytes(), UTF_8));
    }
  }

  /** Reads its table of comma-separated values: a head, then name and requests per second first. */
  static Map<String, Double> perSecond(String table) {
    Map<String, Double> rows = new LinkedHashMap<>();
    for (String line : table.lines().skip(1).toList()) {
      // Names hold commas, but no quotes.
      String[] cells = line.split("\"", -1);
      if (cells.length < 4) {
        throw new BenchException(PROGRAM + " failed: " + line);
      }
      rows.put(cells[1], Double.parseDouble(cells[3]));
    }
    return rows;
  }
}
