package io.haulm.cli;

import java.nio.file.Path;

/** Where the value of a setting comes from. */
sealed interface Origin {
  /** An option of the command. */
  record CommandLine(String option) implements Origin {
    @Override
    public String toString() {
      return option;
    }
  }

  /** An environment variable. */
  record Environment(String variable) implements Origin {
    @Override
    public String toString() {
      return "environment " + variable;
    }
  }

  /** A line of the config file. */
  record File(Path path, int line) implements Origin {
    @Override
    public String toString() {
      return path + ":" + line;
    }
  }

  /** Nobody has set it. */
  record Default() implements Origin {
    @Override
    public String toString() {
      return "default";
    }
  }
}
