package io.haulm.cli;

import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** {@code haulm kick}: makes buried or delayed jobs ready. */
final class KickCommand implements QueueCommand {
  private static final String MAX = "--max";
  private static final String JOB = "--job";

  @Override
  public String name() {
    return "kick";
  }

  @Override
  public CommandSpec spec() {
    return Arguments.described(
            "haulm kick (TUBE [--max N] | --job ID) [OPTIONS]",
            "Makes the buried jobs of a tube ready; if none is buried, the delayed ones.")
        .addPositional(Arguments.positional(0, "0..1", "TUBE", "The tube."))
        .addOption(Arguments.option(MAX, "N", "How many at most. Default: all."))
        .addOption(Arguments.option(JOB, "ID", "A certain job, in whatever tube."));
  }

  @Override
  public int run(QueueCall call) throws UserErrorException {
    if (call.has(JOB) == call.hasArgument(0)) {
      throw new UserErrorException(ExitCodes.USAGE, "name either a TUBE or a job with --job ID");
    }
    long kicked = 1;
    if (call.has(JOB)) {
      call.connection().kickJob(call.number(JOB, 0, 0, Long.MAX_VALUE));
    } else {
      long max = call.number(MAX, Arguments.SECONDS_MAX, 0, Arguments.SECONDS_MAX);
      kicked = call.connectionUsingKnown(call.argument(0)).kick(max);
    }
    call.print(call.wantsJson() ? Json.of(Map.of("kicked", kicked)) : "jobs made ready: " + kicked);
    return ExitCodes.OK;
  }
}
