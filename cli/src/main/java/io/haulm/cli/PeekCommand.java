package io.haulm.cli;

import io.haulm.client.Job;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code haulm peek}: shows a job without taking it. */
final class PeekCommand implements QueueCommand {
  private static final String JOB = "--job";
  private static final String BODY = "--body";

  @Override
  public String name() {
    return "peek";
  }

  @Override
  public CommandSpec spec() {
    return Arguments.described(
            "haulm peek (TUBE [--state STATE] | --job ID) [OPTIONS]",
            "Shows a job without taking it: the next one of a tube, or a certain one.",
            "",
            "Ends with 1 when there is none.",
            "",
            "Examples:",
            "  haulm peek mail --state buried",
            "  haulm peek --job 42 --body >body.bin")
        .addPositional(Arguments.positional(0, "0..1", "TUBE", "The tube."))
        .addOption(
            Arguments.option(PeekState.OPTION, "STATE", "ready (the default), delayed or buried."))
        .addOption(Arguments.option(JOB, "ID", "A certain job, in whatever tube."))
        .addOption(Arguments.flag(BODY, "Writes the body alone, byte for byte."));
  }

  @Override
  public int run(QueueCall call) throws UserErrorException {
    Job job =
        find(call)
            .orElseThrow(() -> new UserErrorException(ExitCodes.FAILED, "there is no such job"));
    if (call.has(BODY)) {
      call.streams().out().write(job.body(), 0, job.body().length);
      call.streams().out().flush();
      return ExitCodes.OK;
    }
    JobView view = JobView.of(job, call.connection());
    call.print(call.wantsJson() ? Json.of(view.values()) : view.line());
    return ExitCodes.OK;
  }

  private static Optional<Job> find(QueueCall call) throws UserErrorException {
    if (call.has(JOB) == call.hasArgument(0)) {
      throw new UserErrorException(ExitCodes.USAGE, "name either a TUBE or a job with --job ID");
    }
    if (call.has(JOB)) {
      return call.connection().peek(call.number(JOB, 0, 0, Long.MAX_VALUE));
    }
    PeekState state = PeekState.of(call.option(PeekState.OPTION, "ready"));
    return state.first(call.connectionUsingKnown(call.argument(0)));
  }
}
