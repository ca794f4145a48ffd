package io.haulm.server.http.keyspace;

import io.haulm.server.http.access.Role;
import java.util.Optional;

/** The commands of beanstalkd's protocol that a command line in the browser takes. */
enum BeanstalkVerb {
  PUT("put", "<pri> <delay> <ttr> <bytes>", "Puts a job into the tube", Role.OPERATOR),
  PEEK("peek", "<id>", "Shows a job", Role.VIEWER),
  PEEK_READY("peek-ready", "", "Shows the tube's next ready job", Role.VIEWER),
  PEEK_DELAYED("peek-delayed", "", "Shows the tube's delayed job due first", Role.VIEWER),
  PEEK_BURIED("peek-buried", "", "Shows the tube's job buried first", Role.VIEWER),
  DELETE("delete", "<id>", "Deletes a job", Role.OPERATOR),
  KICK("kick", "<bound>", "Makes buried, else delayed jobs of the tube ready", Role.OPERATOR),
  KICK_JOB("kick-job", "<id>", "Makes one job ready", Role.OPERATOR),
  STATS_JOB("stats-job", "<id>", "Tells about a job", Role.VIEWER),
  STATS_TUBE("stats-tube", "<tube>", "Tells about a tube", Role.VIEWER),
  STATS("stats", "", "Tells about the server", Role.VIEWER),
  LIST_TUBES("list-tubes", "", "Lists the tubes", Role.VIEWER),
  PAUSE_TUBE("pause-tube", "<tube> <seconds>", "Stops reservations from a tube", Role.OPERATOR);

  private final String word;
  private final String arguments;
  private final String summary;
  private final Role role;

  BeanstalkVerb(String word, String arguments, String summary, Role role) {
    this.word = word;
    this.arguments = arguments;
    this.summary = summary;
    this.role = role;
  }

  String word() {
    return word;
  }

  String arguments() {
    return arguments;
  }

  String summary() {
    return summary;
  }

  Role role() {
    return role;
  }

  /** True when it shows a job's body, some of whose fields may be masked. */
  boolean showsBody() {
    return switch (this) {
      case PEEK, PEEK_READY, PEEK_DELAYED, PEEK_BURIED -> true;
      case PUT, DELETE, KICK, KICK_JOB, STATS_JOB, STATS_TUBE, STATS, LIST_TUBES, PAUSE_TUBE ->
          false;
    };
  }

  /** The verb of a line; empty when it is none of these. */
  static Optional<BeanstalkVerb> of(String line) {
    String first = line.strip().split(" ", 2)[0];
    for (BeanstalkVerb verb : values()) {
      if (verb.word.equals(first)) {
        return Optional.of(verb);
      }
    }
    return Optional.empty();
  }
}
