package io.haulm.cli;

import io.haulm.client.Connection;
import io.haulm.client.Job;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The states of a tube's jobs at whose first one the protocol lets us look. */
enum PeekState {
  READY,
  DELAYED,
  BURIED;

  /** The option that names one. */
  static final String OPTION = "--state";

  /** The first job of the tube in use that is in this state. */
  Optional<Job> first(Connection connection) {
    return switch (this) {
      case READY -> connection.peekReady();
      case DELAYED -> connection.peekDelayed();
      case BURIED -> connection.peekBuried();
    };
  }

  static PeekState of(String text) throws UserErrorException {
    return Arrays.stream(values())
        .filter(state -> state.text().equals(text))
        .findFirst()
        .orElseThrow(() ->
            new UserErrorException(
                ExitCodes.USAGE, OPTION + " " + text + ": must be ready, delayed or buried"));
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
