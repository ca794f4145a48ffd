package io.haulm.cli;

import io.haulm.client.Connection;
import io.haulm.client.NotFoundException;
import picocli.CommandLine.Model.CommandSpec;

/** {@code haulm bury}: puts jobs aside. */
final class BuryCommand implements QueueCommand {
  @Override
  public String name() {
    return "bury";
  }

  @Override
  public CommandSpec spec() {
    return Arguments.described(
            "haulm bury ID... [OPTIONS]",
            "Puts jobs aside until they are kicked, unless a worker holds them. Ends with 1 when one"
                + " could not be buried.",
            "",
            "The protocol lets only the holder of a job bury it, so each is reserved first.")
        .addPositional(Arguments.rest(0, "ID", "The jobs."));
  }

  @Override
  public int run(QueueCall call) throws UserErrorException {
    return JobByJob.run(call, "buried", BuryCommand::bury);
  }

  private static void bury(Connection connection, long id) throws UserErrorException {
    long priority =
        connection
            .statsJob(id)
            .orElseThrow(() -> new UserErrorException(ExitCodes.FAILED, "there is no job " + id))
            .priority();
    try {
      if (connection.reserveJob(id).isEmpty()) {
        throw new UserErrorException(ExitCodes.FAILED, "job " + id + " is in a worker's hands");
      }
      connection.bury(id, priority);
    } catch (NotFoundException e) {
      throw new UserErrorException(ExitCodes.FAILED, "job " + id + " has gone meanwhile");
    }
  }
}
