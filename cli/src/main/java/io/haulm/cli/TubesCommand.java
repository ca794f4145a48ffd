package io.haulm.cli;

import io.haulm.client.Connection;
import io.haulm.client.TubeStats;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Model.CommandSpec;

/** {@code haulm tubes}: lists the tubes with the number of their jobs. */
final class TubesCommand implements QueueCommand {
  @Override
  public String name() {
    return "tubes";
  }

  @Override
  public CommandSpec spec() {
    return Arguments.described(
        "haulm tubes [OPTIONS]", "Lists the tubes and how many jobs they have in each state.");
  }

  @Override
  public int run(QueueCall call) throws UserErrorException {
    List<TubeStats> tubes = read(call.connection());
    if (call.wantsJson()) {
      tubes.forEach(tube -> call.print(Json.of(values(tube))));
      return ExitCodes.OK;
    }
    Table table =
        new Table("TUBE", "READY", "RESERVED", "DELAYED", "BURIED", "WAITING", "PAUSED (s)");
    for (TubeStats tube : tubes) {
      table.add(
          tube.name(),
          tube.ready(),
          tube.reserved(),
          tube.delayed(),
          tube.buried(),
          tube.waiting(),
          tube.pauseSecondsLeft());
    }
    table.lines().forEach(call::print);
    return ExitCodes.OK;
  }

  private static List<TubeStats> read(Connection connection) {
    List<CompletableFuture<Optional<TubeStats>>> asked = new ArrayList<>();
    for (String tube : connection.listTubes().stream().sorted().toList()) {
      asked.add(connection.async().statsTube(tube));
    }
    // A tube may vanish between the list and the question.
    return asked.stream().flatMap(answer -> answer.join().stream()).toList();
  }

  /** What scripts are told about a tube. */
  static Map<String, Object> values(TubeStats tube) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("tube", tube.name());
    values.put("ready", tube.ready());
    values.put("reserved", tube.reserved());
    values.put("delayed", tube.delayed());
    values.put("buried", tube.buried());
    values.put("waiting", tube.waiting());
    values.put("pauseSecondsLeft", tube.pauseSecondsLeft());
    return values;
  }
}
