package io.haulm.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code haulm completion}: writes the script that completes commands and options in a shell. */
final class CompletionCommand {
  static final String NAME = "completion";

  private final Streams streams;

  CompletionCommand(Streams streams) {
    this.streams = streams;
  }

  static CommandSpec spec() {
    return Arguments.described(
            "haulm completion bash|zsh",
            "Writes a script that completes haulm's commands and options.",
            "",
            "Examples:",
            "  source <(haulm completion bash)",
            "  haulm completion zsh >~/.haulm-completion; source ~/.haulm-completion")
        .addPositional(Arguments.positional(0, "1", "SHELL", "bash or zsh."));
  }

  int run(ParseResult parsed, CommandLine haulm) throws UserErrorException {
    String shell = parsed.matchedPositionalValue(0, "");
    if (!shell.equals("bash") && !shell.equals("zsh")) {
      throw new UserErrorException(ExitCodes.USAGE, "'" + shell + "': must be bash or zsh");
    }
    // One script serves both: where it finds zsh it switches its support of bash's scripts on.
    streams.out().print(AutoComplete.bash("haulm", haulm));
    return ExitCodes.OK;
  }
}
