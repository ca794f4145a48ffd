package io.haulm.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** {@code haulm pause}: lets nobody take jobs from a tube for a time. */
final class PauseCommand implements QueueCommand {
  @Override
  public String name() {
    return "pause";
  }

  @Override
  public CommandSpec spec() {
    return Arguments.described(
            "haulm pause TUBE TIME [OPTIONS]",
            "Lets no worker take a job from a tube for a time. 0 ends a pause.",
            "",
            "Examples:",
            "  haulm pause mail 10m",
            "  haulm pause mail 0")
        .addPositional(Arguments.positional(0, "1", "TUBE", "The tube."))
        .addPositional(Arguments.positional(1, "1", "TIME", "How long: 90, 10m, 2h, 1d."));
  }

  @Override
  public int run(QueueCall call) throws UserErrorException {
    String tube = call.argument(0);
    Duration pause = Arguments.time("TIME", call.argument(1));
    call.connectionUsingKnown(tube).pauseTube(tube, pause);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("tube", tube);
    json.put("pauseSeconds", pause.toSeconds());
    String line =
        pause.isZero()
            ? tube + " is not paused"
            : tube + " is paused for " + pause.toSeconds() + " s";
    call.print(call.wantsJson() ? Json.of(json) : line);
    return ExitCodes.OK;
  }
}
