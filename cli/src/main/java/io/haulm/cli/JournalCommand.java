package io.haulm.cli;

import io.haulm.journal.DumpedRecord;
import io.haulm.journal.JournalInspection;
import io.haulm.journal.JournalInspector;
import io.haulm.journal.JournalProblem;
import io.haulm.journal.disk.Disk;
import io.haulm.journal.disk.FolderDisk;
import io.haulm.journal.disk.FolderLockedException;
import io.haulm.server.store.FactText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code haulm journal}: looks at the data folder of a server that does not run, and mends it. */
final class JournalCommand {
  static final String NAME = "journal";
  private static final String DATA = "--data";

  private final Streams streams;

  JournalCommand(Streams streams) {
    this.streams = streams;
  }

  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(NAME);
    spec.usageMessage()
        .customSynopsis("haulm journal verify|dump|repair [--data DIR]")
        .description("Looks at the journal of a server that does not run, and mends it.")
        .footer(
            "",
            "  verify   reads every byte and says what is wrong; changes nothing",
            "  dump     shows every record that can be read, a line each; changes nothing",
            "  repair   makes a damaged journal usable: keeps the damaged bytes aside in",
            "           files named damaged-..., and says what was lost",
            "",
            "verify and repair end with 1 when they found damage.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .type(String.class)
            .index("0")
            .arity("1")
            .paramLabel("ACTION")
            .description("verify, dump or repair.")
            .build());
    return spec.addOption(
        OptionSpec.builder(DATA)
            .type(String.class)
            .paramLabel("DIR")
            .description("The data folder. Default: " + Setting.DATA.defaultText() + ".")
            .build());
  }

  int run(ParseResult parsed) throws UserErrorException {
    String action = parsed.matchedPositionalValue(0, "");
    Path folder = Path.of(parsed.matchedOptionValue(DATA, Setting.DATA.defaultText()));
    if (!Files.isDirectory(folder)) {
      throw new UserErrorException(
          ExitCodes.FAILED, "there is no data folder " + folder + "; name one with " + DATA);
    }
    try {
      Disk disk = new FolderDisk(folder);
      return switch (action) {
        case "verify" -> report(JournalInspector.verify(disk), "found");
        case "dump" -> dump(disk);
        case "repair" -> report(JournalInspector.repair(disk), "repaired");
        default ->
            throw new UserErrorException(
                ExitCodes.USAGE, "'" + action + "': must be verify, dump or repair");
      };
    } catch (FolderLockedException e) {
      throw new UserErrorException(ExitCodes.LOCKED, e.getMessage() + "; stop it first");
    } catch (IOException e) {
      throw new UserErrorException(ExitCodes.FAILED, folder + ": " + e.getMessage());
    }
  }

  private int dump(Disk disk) throws IOException {
    JournalInspection inspection =
        JournalInspector.dump(disk, record -> streams.out().println(line(record)));
    inspection.problems().forEach(problem -> streams.complain(problem.toString()));
    return inspection.hasDamage() ? ExitCodes.FAILED : ExitCodes.OK;
  }

  private static String line(DumpedRecord record) {
    return FactText.of(record.position(), record.head(), record.bodyBytes());
  }

  private int report(JournalInspection inspection, String done) {
    for (JournalProblem problem : inspection.problems()) {
      streams.out().println(problem.kind() + " " + problem);
    }
    streams
        .out()
        .println(
            String.format(
                "%d segments, %d records, %d bytes: %s",
                inspection.segments(),
                inspection.records(),
                inspection.bytes(),
                inspection.hasDamage() ? "damage was " + done : "no damage"));
    return inspection.hasDamage() ? ExitCodes.FAILED : ExitCodes.OK;
  }
}
