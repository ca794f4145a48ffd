package io.haulm.bench.load;

import io.haulm.bench.process.RunningServer;
import io.haulm.bench.process.ServerRecipe;
import io.haulm.bench.report.Sample;
import java.io.IOException;
import java.nio.file.Path;

/** Someone who takes part in a load. */
public interface Contender {
  /** What tables call it. */
  String name();

  /** The server that it runs. */
  ServerRecipe recipe();

  /**
   * Starts it.
   *
   * @param folder an empty one of its own
   */
  Run start(Path folder) throws IOException;

  /** A contender whose server lives through all rounds. */
  static Contender lasting(String name, ServerRecipe recipe, Workload workload) {
    return new Lasting(name, recipe, workload);
  }

  /** Starts its server once. */
  record Lasting(String name, ServerRecipe recipe, Workload workload) implements Contender {
    @Override
    public Run start(Path folder) throws IOException {
      RunningServer server = RunningServer.start(recipe, folder);
      try {
        return new WithServer(server, workload.open(server));
      } catch (IOException | RuntimeException e) {
        server.close();
        throw e;
      }
    }
  }

  /** Ends the server together with the run. */
  record WithServer(RunningServer server, Run run) implements Run {
    @Override
    public void warmUp(long nanos) throws IOException {
      run.warmUp(nanos);
    }

    @Override
    public Sample round(long nanos) throws IOException {
      return run.round(nanos);
    }

    @Override
    public void close() throws IOException {
      try (server) {
        run.close();
      }
    }
  }
}
