package io.haulm.cli;

import io.haulm.client.Connection;
import io.haulm.client.Job;
import io.haulm.client.NotFoundException;
import io.haulm.client.TubeStats;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code haulm purge}: deletes all jobs of a tube. */
final class PurgeCommand implements QueueCommand {
  @Override
  public String name() {
    return "purge";
  }

  @Override
  public CommandSpec spec() {
    return Arguments.described(
            "haulm purge TUBE [--state STATE] [OPTIONS]",
            "Deletes all jobs of a tube, but those that workers hold. There is no way back.",
            "",
            "The protocol can delete one job at a time, so this takes its time; what is put",
            "meanwhile is deleted as well.")
        .addPositional(Arguments.positional(0, "1", "TUBE", "The tube."))
        .addOption(
            Arguments.option(PeekState.OPTION, "STATE", "Only the ready, delayed or buried ones."));
  }

  @Override
  public int run(QueueCall call) throws UserErrorException {
    String tube = call.argument(0);
    List<PeekState> states =
        call.has(PeekState.OPTION)
            ? List.of(PeekState.of(call.option(PeekState.OPTION, "")))
            : List.of(PeekState.values());
    Connection connection = call.connectionUsingKnown(tube);
    long deleted = 0;
    try (Progress progress = Progress.of(call.streams(), total(connection, tube, states))) {
      for (PeekState state : states) {
        deleted += purge(connection, state, progress);
      }
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("tube", tube);
    json.put("deleted", deleted);
    call.print(call.wantsJson() ? Json.of(json) : "jobs deleted from " + tube + ": " + deleted);
    return ExitCodes.OK;
  }

  private static long total(Connection connection, String tube, List<PeekState> states) {
    TubeStats stats = connection.statsTube(tube).orElseThrow();
    return states.stream().mapToLong(state -> stats.number("current-jobs-" + state.text())).sum();
  }

  private static long purge(Connection connection, PeekState state, Progress progress) {
    long deleted = 0;
    Optional<Job> first = state.first(connection);
    while (first.isPresent()) {
      try {
        connection.delete(first.get().id());
        deleted++;
        progress.step();
      } catch (NotFoundException e) {
        // A worker was faster; the next look shows another one.
      }
      first = state.first(connection);
    }
    return deleted;
  }
}
