package io.haulm.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.haulm.bench.load.Contender;
import io.haulm.bench.load.Load;
import io.haulm.bench.load.LoadRunner;
import io.haulm.bench.load.Timing;
import io.haulm.bench.process.ServerStartException;
import io.haulm.bench.report.JsonReport;
import io.haulm.bench.report.LoadResult;
import io.haulm.bench.report.Machine;
import io.haulm.bench.report.ResultTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that runs Haulm and an original side by side and prints how they compare. */
abstract class SideBySideCommand implements Callable<Integer> {
  private static final double NANOS_PER_SECOND = 1e9;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "Measurements of each server under each load (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--seconds",
      defaultValue = "2",
      description = "Length of a measurement (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "4",
      description = "Seconds under load before the first measurement (default: ${DEFAULT-VALUE}).")
  private double warmUpSeconds;

  @Option(
      names = "--load",
      split = ",",
      paramLabel = "NAME",
      description = "Only these loads; see --list.")
  private List<String> names = List.of();

  @Option(
      names = "--only",
      paramLabel = "SERVER",
      description = "Only contenders whose name begins so: haulm, or the original's.")
  private String only = "";

  @Option(names = "--json", paramLabel = "FILE", description = "Write all figures to a file.")
  private @Nullable Path json;

  @Option(
      names = "--haulm",
      paramLabel = "PATH",
      defaultValue = "${sys:haulm.launcher:-./haulm}",
      description = "Haulm's launcher (default: the one of this bench).")
  private Path haulm = Path.of("haulm");

  @Option(
      names = "--work",
      paramLabel = "DIR",
      defaultValue = "${sys:java.io.tmpdir}",
      description = "Where the servers keep their data meanwhile: on the disk to be measured.")
  private Path workFolder = Path.of(".");

  @Option(names = "--keep-going", description = "When a load fails, go on with the next.")
  private boolean keepGoing;

  @Option(names = "--list", description = "Show the loads and do nothing.")
  private boolean list;

  @Spec private @Nullable CommandSpec spec;

  /** Haulm's launcher. */
  final Path haulm() {
    return haulm;
  }

  /** Where the servers keep their data. */
  final Path workFolder() {
    return workFolder;
  }

  /** All loads, with Haulm started by this launcher. */
  abstract List<Load> allLoads(Path haulmLauncher);

  /** The program of the original. */
  abstract Path original();

  /** The original's option for its version. */
  abstract String originalVersionOption();

  @Override
  public Integer call() throws IOException {
    List<Load> loads = chosenLoads();
    if (list) {
      loads.forEach(load -> out().printf(Locale.ROOT, "%-20s %s%n", load.name(), load.about()));
      out().flush();
      return CommandLine.ExitCode.OK;
    }
    Machine machine =
        Machine.describe(
            workFolder, version(haulm, "--version"), version(original(), originalVersionOption()));
    say(machine.text());
    List<LoadResult> results = new ArrayList<>();
    boolean allRan = runAll(loads, results);
    say(ResultTable.summary(results));
    if (json != null) {
      JsonReport.write(json, machine, results);
    }
    return allRan ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private boolean runAll(List<Load> loads, List<LoadResult> results) throws IOException {
    LoadRunner runner = new LoadRunner(workFolder, timing());
    boolean allRan = true;
    for (Load load : loads) {
      try {
        LoadResult result = runner.run(load);
        results.add(result);
        say(ResultTable.of(result));
      } catch (ServerStartException e) {
        // A server that does not know an option must not spoil the loads that do without it.
        allRan = false;
        sayNotMeasured(load, e);
      } catch (BenchException | IOException e) {
        if (!keepGoing) {
          throw e;
        }
        allRan = false;
        sayNotMeasured(load, e);
      }
    }
    return allRan;
  }

  private void sayNotMeasured(Load load, Exception failure) {
    say("\n" + load.name() + ": not measured: " + failure.getMessage());
  }

  private Timing timing() {
    return new Timing(
        rounds, (long) (seconds * NANOS_PER_SECOND), (long) (warmUpSeconds * NANOS_PER_SECOND));
  }

  private List<Load> chosenLoads() {
    List<Load> all = allLoads(haulm);
    Set<String> known = all.stream().map(Load::name).collect(Collectors.toSet());
    for (String name : names) {
      if (!known.contains(name)) {
        throw new ParameterException(commandSpec().commandLine(), "no load is called " + name);
      }
    }
    return all.stream()
        .filter(load -> names.isEmpty() || names.contains(load.name()))
        .map(this::withoutOthers)
        .filter(load -> !load.contenders().isEmpty())
        .toList();
  }

  private Load withoutOthers(Load load) {
    List<Contender> wanted =
        load.contenders().stream().filter(one -> one.name().startsWith(only)).toList();
    return new Load(load.name(), load.about(), wanted, load.comparisons(), load.roundsMax());
  }

  /** What a program says of its version; also makes the launcher build what is not built. */
  private String version(Path program, String option) {
    if (!program.getFileName().toString().startsWith(only)) {
      return "not run";
    }
    if (!Files.isExecutable(program)) {
      throw new BenchException(program + " is no program; see --help");
    }
    try {
      Process process =
          new ProcessBuilder(program.toString(), option).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      List<String> lines = output.lines().toList();
      if (process.waitFor() != 0 || lines.isEmpty()) {
        throw new BenchException(
            program
                + " "
                + option
                + " failed: "
                + (lines.isEmpty() ? "it said nothing" : lines.getLast()));
      }
      return lines.getLast();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    } catch (IOException e) {
      throw new BenchException("cannot run " + program + ": " + e.getMessage(), e);
    }
  }

  final void say(String text) {
    out().println(text.stripTrailing());
    out().flush();
  }

  private PrintWriter out() {
    return commandSpec().commandLine().getOut();
  }

  private CommandSpec commandSpec() {
    if (spec == null) {
      throw new IllegalStateException("picocli gives the command its specification");
    }
    return spec;
  }
}
