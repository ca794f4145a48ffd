package io.haulm.cli;

import picocli.CommandLine.Model.CommandSpec;

/** A command that talks to a running server, Haulm or beanstalkd. */
interface QueueCommand {
  /** What stands behind {@code haulm} on the command line. */
  String name();

  /** Its arguments and options, but those that all have. */
  CommandSpec spec();

  /** Does it; the result is what the process ends with. */
  int run(QueueCall call) throws UserErrorException;
}
