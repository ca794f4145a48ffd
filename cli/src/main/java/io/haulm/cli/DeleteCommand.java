package io.haulm.cli;

import io.haulm.client.Connection;
import picocli.CommandLine.Model.CommandSpec;

/** {@code haulm delete}: deletes jobs that nobody holds. */
final class DeleteCommand implements QueueCommand {
  @Override
  public String name() {
    return "delete";
  }

  @Override
  public CommandSpec spec() {
    return Arguments.described(
            "haulm delete ID... [OPTIONS]",
            "Deletes jobs, unless a worker holds them. Ends with 1 when one could not be deleted.")
        .addPositional(Arguments.rest(0, "ID", "The jobs."));
  }

  @Override
  public int run(QueueCall call) throws UserErrorException {
    return JobByJob.run(call, "deleted", Connection::delete);
  }
}
