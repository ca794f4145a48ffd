package io.haulm.server.beanstalk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commands of the protocol. A line is the first one, in this order, with whose text it begins;
 * so {@code reserve-job} without a space is a {@code reserve} of the wrong length, as in
 * beanstalkd.
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

  private final String text;

  Verb(String text) {
    this.text = text;
  }

  /** The command's name. */
  String word() {
    return text.strip();
  }

  /** Length of the verb's text, with the space behind it if it has one. */
  int length() {
    return text.length();
  }

  /** The verb of the line that lies between {@code start} and {@code end}; null when unknown. */
  static @Nullable Verb of(byte[] line, int start, int end) {
    if (start == end || line[start] < 0) {
      return null;
    }
    for (Verb verb : BY_FIRST_BYTE[line[start]]) {
      if (verb.begins(line, start, end)) {
        return verb;
      }
    }
    return null;
  }

  private boolean begins(byte[] line, int start, int end) {
    if (end - start < text.length()) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      if (line[start + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static Verb[][] byFirstByte() {
    Verb[][] table = new Verb[Byte.MAX_VALUE + 1][];
    for (int first = 0; first < table.length; first++) {
      List<Verb> verbs = new ArrayList<>();
      for (Verb verb : values()) {
        if (verb.text.charAt(0) == first) {
          verbs.add(verb);
        }
      }
      table[first] = verbs.toArray(new Verb[0]);
    }
    return table;
  }
}
