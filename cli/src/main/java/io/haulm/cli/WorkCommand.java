package io.haulm.cli;

import io.haulm.client.Backoff;
import io.haulm.client.Worker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** {@code haulm work}: runs a command for each job of a tube. */
final class WorkCommand implements QueueCommand {
  private static final String CONCURRENCY = "--concurrency";
  private static final String ATTEMPTS = "--attempts";
  private static final String BACKOFF = "--backoff";
  private static final String BACKOFF_MAX = "--backoff-max";
  private static final String BURY_CODE = "--bury-code";
  private static final String BURY_FIRST = "--bury-first";
  private static final String GRACE = "--grace";

  /** What a command ends with whose input is wrong, by the list of codes that BSD began. */
  private static final int BURY_CODE_DEFAULT = 65;

  private static final int EXIT_CODE_MAX = 255;
  private static final int NO_CODE = -1;
  private static final int CONCURRENCY_MAX = 1000;
  private static final Duration GRACE_MAX = Duration.ofDays(1);

  @Override
  public String name() {
    return "work";
  }

  @Override
  public CommandSpec spec() {
    return Arguments.described(
            "haulm work TUBE [OPTIONS] -- COMMAND [ARGUMENT...]",
            "Runs a command for each job of a tube, until it is told to stop.",
            "",
            "The job's body is on the command's standard input. Its environment has HAULM_JOB_ID,",
            "HAULM_TUBE, HAULM_ATTEMPT (1 the first time) and HAULM_SERVER. How it ends decides:",
            "  0               the job is deleted",
            "  65, or what --bury-code says   the job is buried at once",
            "  anything else   the job is released, and tried again after a wait that doubles;",
            "                  it is buried after --attempts",
            "While a command runs, its job is kept from other workers. SIGTERM and Ctrl-C take no",
            "more jobs and wait for the commands that run; a second one ends them at once.",
            "",
            "Examples:",
            "  haulm work mail -- ./send-mail",
            "  haulm work thumbnails --concurrency 4 -- sh -c 'convert - -resize 100 $HAULM_JOB_ID.jpg'")
        .addPositional(Arguments.positional(0, "1", "TUBE", "The tube."))
        .addPositional(Arguments.rest(1, "COMMAND", "The command and its arguments."))
        .addOption(Arguments.option(CONCURRENCY, "N", "How many may run at once. Default: 1."))
        .addOption(
            Arguments.option(ATTEMPTS, "N", "Buries a job that failed so often. Default: 10."))
        .addOption(
            Arguments.option(BACKOFF, "TIME", "The wait after the first failure. Default: 1s."))
        .addOption(Arguments.option(BACKOFF_MAX, "TIME", "The longest wait. Default: 10m."))
        .addOption(
            Arguments.option(BURY_CODE, "CODE", "The exit code that buries at once. Default: 65."))
        .addOption(
            Arguments.flag(
                BURY_FIRST, "Buries each job before its command runs, so that none runs twice."))
        .addOption(
            Arguments.option(
                GRACE, "TIME", "How long commands may finish when told to stop. Default: 30s."));
  }

  @Override
  public int run(QueueCall call) throws UserErrorException {
    List<String> command = call.argumentsFrom(1);
    requireProgram(command.getFirst());
    Worker.Builder builder = builder(call);
    WorkReport report = new WorkReport(call.streams(), call.wantsJson());
    int buryCode = (int) call.number(BURY_CODE, BURY_CODE_DEFAULT, 1, EXIT_CODE_MAX);
    if (call.has(BURY_FIRST)) {
      // Its jobs lie buried already.
      buryCode = NO_CODE;
    }
    JobProcess process =
        new JobProcess(command, call.serverOptions().address().toString(), buryCode, report);
    StopSignals stop = new StopSignals(process, call.streams());
    stop.install();
    Worker worker = builder.listener(report).start(process);
    report.ready(call.argument(0));
    stop.awaitEnd(worker);
    return ExitCodes.OK;
  }

  private static Worker.Builder builder(QueueCall call) throws UserErrorException {
    Duration first = call.time(BACKOFF, "1s");
    Duration max = call.time(BACKOFF_MAX, "10m");
    Duration grace = call.time(GRACE, "30s");
    if (first.compareTo(max) > 0) {
      throw new UserErrorException(ExitCodes.USAGE, BACKOFF + " must not be above " + BACKOFF_MAX);
    }
    if (grace.compareTo(GRACE_MAX) > 0) {
      throw new UserErrorException(ExitCodes.USAGE, GRACE + ": must be a day at most");
    }
    Worker.Builder builder;
    try {
      builder = Worker.on(call.argument(0));
    } catch (IllegalArgumentException e) {
      throw new UserErrorException(ExitCodes.USAGE, String.valueOf(e.getMessage()));
    }
    builder
        .server(call.serverOptions())
        .concurrency((int) call.number(CONCURRENCY, 1, 1, CONCURRENCY_MAX))
        .attempts((int) call.number(ATTEMPTS, 10, 1, Integer.MAX_VALUE))
        .backoff(Backoff.exponential(first, max))
        .gracePeriod(grace);
    return call.has(BURY_FIRST) ? builder.buryFirst() : builder;
  }

  // A program that is not there would fail every job of the tube, one after the other.
  private static void requireProgram(String program) throws UserErrorException {
    boolean isThere =
        program.contains("/")
            ? Files.isExecutable(Path.of(program))
            : List.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    if (!isThere) {
      throw new UserErrorException(ExitCodes.FAILED, program + ": there is no such command");
    }
  }

  /** What a command learns from its environment. */
  static Map<String, String> environment(long jobId, String tube, long attempt, String server) {
    return Map.of(
        "HAULM_JOB_ID",
        Long.toString(jobId),
        "HAULM_TUBE",
        tube,
        "HAULM_ATTEMPT",
        Long.toString(attempt),
        "HAULM_SERVER",
        server);
  }
}
