package io.haulm.cli;

import io.haulm.client.Connection;
import io.haulm.client.Job;
import io.haulm.client.TubeStats;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code haulm jobs}: what the protocol can show of a tube's jobs. */
final class JobsCommand implements QueueCommand {
  @Override
  public String name() {
    return "jobs";
  }

  @Override
  public CommandSpec spec() {
    return Arguments.described(
            "haulm jobs TUBE [OPTIONS]",
            "Shows how many jobs a tube has, and the first of each state.",
            "",
            "The protocol has no list of jobs: it can show counts, and the job that would come next",
            "among the ready, the delayed and the buried ones. That is what is shown here.")
        .addPositional(Arguments.positional(0, "1", "TUBE", "The tube."));
  }

  @Override
  public int run(QueueCall call) throws UserErrorException {
    String tube = call.argument(0);
    Connection connection = call.connectionUsingKnown(tube);
    // We use the tube, so it is there as long as we look.
    TubeStats stats = connection.statsTube(tube).orElseThrow();
    if (call.wantsJson()) {
      call.print(Json.of(TubesCommand.values(stats)));
    } else {
      call.print(
          String.format(
              "%s: %d ready, %d reserved, %d delayed, %d buried",
              tube, stats.ready(), stats.reserved(), stats.delayed(), stats.buried()));
    }
    for (PeekState state : PeekState.values()) {
      Optional<Job> first = state.first(connection);
      if (first.isPresent()) {
        JobView view = JobView.of(first.get(), connection);
        call.print(call.wantsJson() ? Json.of(view.values()) : view.line());
      }
    }
    return ExitCodes.OK;
  }
}
