package io.haulm.cli;

import io.haulm.client.AsyncConnection;
import io.haulm.client.NewJob;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Model.CommandSpec;

/** {@code haulm put}: puts a job, or one for each line of its input. */
final class PutCommand implements QueueCommand {
  private static final String PRIORITY = "--priority";
  private static final String DELAY = "--delay";
  private static final String TTR = "--ttr";
  private static final String LINES = "--lines";
  private static final String FROM_INPUT = "-";

  /** How many puts of a long input wait for their answers at once. */
  private static final int IN_FLIGHT_MAX = 1000;

  @Override
  public String name() {
    return "put";
  }

  @Override
  public CommandSpec spec() {
    return Arguments.described(
            "haulm put TUBE [BODY | -] [OPTIONS]",
            "Puts a job into a tube and writes its id. Without a body, or with '-', the body is read"
                + " from standard input.",
            "",
            "Examples:",
            "  haulm put mail 'to: ann' --delay 10m",
            "  haulm put images - <photo.jpg",
            "  haulm put urls --lines <urls.txt")
        .addPositional(Arguments.positional(0, "1", "TUBE", "The tube; made when missing."))
        .addPositional(
            Arguments.positional(1, "0..1", "BODY", "The body; '-' reads it from standard input."))
        .addOption(
            Arguments.option(
                PRIORITY, "N", "0 is the most urgent. Default: " + NewJob.PRIORITY_DEFAULT + "."))
        .addOption(Arguments.option(DELAY, "TIME", "How long it waits: 90, 10m, 2h, 1d."))
        .addOption(
            Arguments.option(TTR, "TIME", "How long a worker may have it. Default: 60 seconds."))
        .addOption(
            Arguments.flag(LINES, "Puts a job for each line of standard input, byte for byte."));
  }

  @Override
  public int run(QueueCall call) throws UserErrorException {
    String tube = call.argument(0);
    String body = call.argument(1);
    boolean hasBody = call.hasArgument(1) && !body.equals(FROM_INPUT);
    if (call.has(LINES) && hasBody) {
      throw new UserErrorException(
          ExitCodes.USAGE, LINES + " reads standard input; leave BODY out");
    }
    NewJob plain = withOptions(call, NewJob.of(hasBody ? body : ""));
    call.connectionUsing(tube);
    InputStream in = call.streams().in();
    try {
      if (call.has(LINES)) {
        long count = putLines(call, in);
        report(call, tube, "jobs", count, count + " jobs put into " + tube);
        return ExitCodes.OK;
      }
      NewJob job = hasBody ? plain : withOptions(call, NewJob.of(in.readAllBytes()));
      long id = call.connection().put(job);
      report(call, tube, "id", id, Long.toString(id));
      return ExitCodes.OK;
    } catch (IOException e) {
      throw new UserErrorException(ExitCodes.FAILED, "standard input: " + e.getMessage());
    }
  }

  private static NewJob withOptions(QueueCall call, NewJob job) throws UserErrorException {
    return job.priority(call.number(PRIORITY, NewJob.PRIORITY_DEFAULT, 0, NewJob.PRIORITY_MAX))
        .delay(call.time(DELAY, "0"))
        .ttr(call.time(TTR, "60"));
  }

  private static void report(QueueCall call, String tube, String what, long value, String line) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("tube", tube);
    json.put(what, value);
    call.print(call.wantsJson() ? Json.of(json) : line);
  }

  private static long putLines(QueueCall call, InputStream in)
      throws IOException, UserErrorException {
    AsyncConnection connection = call.connection().async();
    Queue<CompletableFuture<Long>> inFlight = new ArrayDeque<>();
    long count = 0;
    Lines lines = new Lines(in);
    try (Progress progress = Progress.of(call.streams(), 0)) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        inFlight.add(connection.put(withOptions(call, NewJob.of(line))));
        if (inFlight.size() > IN_FLIGHT_MAX) {
          await(inFlight.remove(), count);
          count++;
          progress.step();
        }
      }
      while (!inFlight.isEmpty()) {
        await(inFlight.remove(), count);
        count++;
        progress.step();
      }
    }
    return count;
  }

  private static void await(CompletableFuture<Long> put, long before) throws UserErrorException {
    try {
      put.join();
    } catch (CompletionException e) {
      String reason = e.getCause() == null ? "failed" : String.valueOf(e.getCause().getMessage());
      throw new UserErrorException(
          ExitCodes.FAILED, "line " + (before + 1) + ": " + reason + "; later lines may be put");
    }
  }
}
