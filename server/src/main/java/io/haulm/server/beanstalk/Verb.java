package io.haulm.server.beanstalk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command line begins with. beanstalkd tries these in this order and takes the first that
 * fits, so {@code reserve-job} without a space is a {@code reserve} with something behind it.
 */
enum Verb {
  PUT("put "),
  PEEK("peek "),
  PEEK_READY("peek-ready"),
  PEEK_DELAYED("peek-delayed"),
  PEEK_BURIED("peek-buried"),
  RESERVE_WITH_TIMEOUT("reserve-with-timeout "),
  RESERVE_JOB("reserve-job "),
  RESERVE("reserve"),
  DELETE("delete "),
  RELEASE("release "),
  BURY("bury "),
  KICK("kick "),
  KICK_JOB("kick-job "),
  TOUCH("touch "),
  STATS_JOB("stats-job "),
  STATS_TUBE("stats-tube "),
  STATS("stats"),
  USE("use "),
  WATCH("watch "),
  IGNORE("ignore "),
  LIST_TUBES_WATCHED("list-tubes-watched"),
  LIST_TUBE_USED("list-tube-used"),
  LIST_TUBES("list-tubes"),
  QUIT("quit"),
  PAUSE_TUBE("pause-tube");

  private static final Verb[][] BY_FIRST_BYTE = byFirstByte();

  private final String prefix;

  Verb(String prefix) {
    this.prefix = prefix;
  }

  /** Where the arguments begin. */
  int prefixBytes() {
    return prefix.length();
  }

  /** The verb that a line begins with, or null. */
  static @Nullable Verb of(byte[] line, int length) {
    if (length == 0 || line[0] < 0) {
      return null;
    }
    for (Verb verb : BY_FIRST_BYTE[line[0]]) {
      if (verb.begins(line, length)) {
        return verb;
      }
    }
    return null;
  }

  private boolean begins(byte[] line, int length) {
    if (length < prefix.length()) {
      return false;
    }
    for (int i = 1; i < prefix.length(); i++) {
      if (line[i] != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static Verb[][] byFirstByte() {
    Verb[][] table = new Verb[Byte.MAX_VALUE + 1][];
    for (int first = 0; first < table.length; first++) {
      List<Verb> candidates = new ArrayList<>();
      for (Verb verb : values()) {
        if (verb.prefix.charAt(0) == first) {
          candidates.add(verb);
        }
      }
      table[first] = candidates.toArray(Verb[]::new);
    }
    return table;
  }
}
