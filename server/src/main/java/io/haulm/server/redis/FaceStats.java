package io.haulm.server.redis;

import java.util.TreeMap;

/** Counters of the face, since its start or the last CONFIG RESETSTAT. */
final class FaceStats {
  /** How many different error codes are counted apart. */
  static final int ERROR_CODES_MAX = 128;

  private static final int CODE_CHARS_MAX = 64;

  final TreeMap<String, Long> errors = new TreeMap<>();
  long errorReplies;
  long connections;
  long rejectedConnections;
  long inputBytes;
  long cutSubscribers;
  long authFailures;

  /** Counts an error reply by its code, the first word. */
  void error(String message) {
    errorReplies++;
    int end = message.indexOf(' ');
    String code = message.substring(0, Math.min(end < 0 ? message.length() : end, CODE_CHARS_MAX));
    if (errors.containsKey(code) || errors.size() < ERROR_CODES_MAX) {
      errors.merge(code, 1L, Long::sum);
    }
  }

  /** Sets all to 0. */
  void reset() {
    errors.clear();
    errorReplies = 0;
    connections = 0;
    rejectedConnections = 0;
    inputBytes = 0;
    cutSubscribers = 0;
    authFailures = 0;
  }
}
