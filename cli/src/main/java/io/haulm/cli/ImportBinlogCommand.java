package io.haulm.cli;

import io.haulm.journal.disk.FolderLockedException;
import io.haulm.server.binlog.Binlog;
import io.haulm.server.binlog.BinlogInUseException;
import io.haulm.server.store.BinlogImport;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code haulm import-binlog}: brings the jobs of beanstalkd's binlog into a data folder. */
final class ImportBinlogCommand {
  static final String NAME = "import-binlog";
  private static final String INTO = "--into";

  private final Streams streams;

  ImportBinlogCommand(Streams streams) {
    this.streams = streams;
  }

  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(NAME);
    spec.usageMessage()
        .customSynopsis("haulm import-binlog DIR [--into DATA]")
        .description(
            "Brings the jobs of beanstalkd's binlog into a data folder. beanstalkd must be stopped;"
                + " its files are left as they are. Safe to repeat.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .type(String.class)
            .index("0")
            .arity("1")
            .paramLabel("DIR")
            .description("The folder that beanstalkd was given with -b.")
            .build());
    return spec.addOption(
        OptionSpec.builder(INTO)
            .type(String.class)
            .paramLabel("DATA")
            .description("The data folder. Default: " + Setting.DATA.defaultText() + ".")
            .build());
  }

  int run(ParseResult parsed) throws UserErrorException {
    Path binlog = Path.of(parsed.matchedPositionalValue(0, ""));
    Path data = Path.of(parsed.matchedOptionValue(INTO, Setting.DATA.defaultText()));
    if (!hasBinlog(binlog)) {
      throw new UserErrorException(
          ExitCodes.FAILED, "there are no files of beanstalkd's binlog in " + binlog);
    }
    importInto(binlog, data);
    return ExitCodes.OK;
  }

  /** True when the folder holds beanstalkd's files. */
  static boolean hasBinlog(Path folder) throws UserErrorException {
    try {
      return Binlog.isIn(folder);
    } catch (IOException e) {
      throw new UserErrorException(ExitCodes.FAILED, folder + ": " + e.getMessage());
    }
  }

  /** Imports, and reports on the output stream. */
  void importInto(Path binlog, Path data) throws UserErrorException {
    try {
      report(new BinlogImport(binlog, data).run(System.currentTimeMillis()));
    } catch (FolderLockedException e) {
      throw new UserErrorException(ExitCodes.LOCKED, e.getMessage() + "; stop it first");
    } catch (BinlogInUseException e) {
      throw new UserErrorException(ExitCodes.LOCKED, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UserErrorException(ExitCodes.FAILED, "the import failed: " + e.getMessage());
    }
  }

  private void report(BinlogImport.Report report) {
    report.problems().forEach(problem -> streams.complain("not read: " + problem));
    String ids =
        report.idsRaisedBy() == 0
            ? "with their ids"
            : "with ids raised by " + report.idsRaisedBy() + ", because lower ones are taken";
    streams
        .out()
        .println(
            String.format(
                "binlog: %d files, %d records, %d jobs; %d imported now %s, %d imported before",
                report.files(),
                report.records(),
                report.found(),
                report.imported(),
                ids,
                report.found() - report.imported()));
  }
}
