package io.haulm.server.redis.script;

import io.haulm.engine.keyspace.RefusedException;
import java.util.Arrays;

/**
 * What the first line of a script says about it: {@code #!lua flags=no-writes}.
 *
 * @param isPresent true when there is such a line
 * @param isReadonly true when the script says that it writes nothing
 * @param allowsOom true when it is to be run also when memory is full
 */
record ScriptHeader(boolean isPresent, boolean isReadonly, boolean allowsOom) {
  private static final String ENGINE = "#!lua";
  private static final String FLAGS = "flags=";

  /**
   * Reads the first line.
   *
   * @throws RefusedException when it says what is not understood
   */
  static ScriptHeader read(byte[] text) {
    if (text.length < 2 || text[0] != '#' || text[1] != '!') {
      return new ScriptHeader(false, false, false);
    }
    int end = lineEnd(text);
    if (end == text.length) {
      throw new RefusedException("ERR Invalid script shebang");
    }
    String[] words = Script.latin(Arrays.copyOf(text, end)).trim().split(" +", -1);
    if (!words[0].equals(ENGINE)) {
      throw new RefusedException("ERR Unexpected engine in script shebang: " + words[0]);
    }
    boolean isReadonly = false;
    boolean allowsOom = false;
    for (int i = 1; i < words.length; i++) {
      if (!words[i].startsWith(FLAGS)) {
        throw new RefusedException("ERR Unknown lua shebang option: " + words[i]);
      }
      for (String flag : words[i].substring(FLAGS.length()).split(",", -1)) {
        switch (flag) {
          case "no-writes" -> isReadonly = true;
          case "allow-oom" -> allowsOom = true;
          // These speak of replicas and clusters, of which there are none here.
          case "allow-stale", "no-cluster", "allow-cross-slot-keys" -> {}
          default -> throw new RefusedException("ERR Unexpected flag in script shebang: " + flag);
        }
      }
    }
    return new ScriptHeader(true, isReadonly, allowsOom);
  }

  private static int lineEnd(byte[] text) {
    int end = 0;
    while (end < text.length && text[end] != '\n') {
      end++;
    }
    return end;
  }

  /** The text for Lua, which does not know such lines; line numbers stay. */
  byte[] withoutLine(byte[] text) {
    return isPresent ? Arrays.copyOfRange(text, lineEnd(text), text.length) : text;
  }
}
