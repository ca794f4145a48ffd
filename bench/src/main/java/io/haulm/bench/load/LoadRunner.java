package io.haulm.bench.load;

import io.haulm.bench.report.LoadResult;
import io.haulm.bench.report.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs the contenders of a load in turn: A B A B. While one is under load, the others are idle. */
public final class LoadRunner {
  private final Path workFolder;
  private final Timing timing;

  /**
   * A runner.
   *
   * @param workFolder where the servers' data may go; what is made there is deleted
   */
  public LoadRunner(Path workFolder, Timing timing) {
    this.workFolder = workFolder;
    this.timing = timing;
  }

  /** Runs all rounds of a load. */
  public LoadResult run(Load load) throws IOException {
    Path folder = Files.createTempDirectory(workFolder, "haulm-bench-");
    List<Run> runs = new ArrayList<>();
    try {
      for (Contender contender : load.contenders()) {
        runs.add(contender.start(Files.createDirectory(folder.resolve("c" + runs.size()))));
        runs.getLast().warmUp(timing.warmUpNanos());
      }
      return new LoadResult(load.name(), load.about(), samples(load, runs), load.comparisons());
    } finally {
      for (Run run : runs) {
        run.close();
      }
      delete(folder);
    }
  }

  private Map<String, List<Sample>> samples(Load load, List<Run> runs) throws IOException {
    Map<String, List<Sample>> samples = new LinkedHashMap<>();
    load.contenders().forEach(contender -> samples.put(contender.name(), new ArrayList<>()));
    for (int round = 0; round < Math.min(timing.rounds(), load.roundsMax()); round++) {
      for (int i = 0; i < runs.size(); i++) {
        Sample sample = runs.get(i).round(timing.roundNanos());
        samples.getOrDefault(load.contenders().get(i).name(), List.of()).add(sample);
      }
    }
    return samples;
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(folder)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
