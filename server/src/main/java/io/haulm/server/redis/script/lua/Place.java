package io.haulm.server.redis.script.lua;

/**
 * A line of a script.
 *
 * @param source as it was given when the script was loaded: {@code @user_script}
 * @param line counted from 1
 */
public record Place(String source, int line) {
  /** Outside of any script. */
  public static final Place NOWHERE = new Place("=?", 0);

  private static final int ID_CHARS_MAX = 60;

  /** The source as messages name it. */
  static String chunkId(String source) {
    if (source.startsWith("=")) {
      return cut(source.substring(1), ID_CHARS_MAX - 1);
    }
    if (source.startsWith("@")) {
      String file = source.substring(1);
      int max = ID_CHARS_MAX - " '...' ".length() - 1;
      return file.length() > max ? "..." + file.substring(file.length() - max) : file;
    }
    int max = ID_CHARS_MAX - " [string \"...\"] ".length() - 1;
    int end = source.indexOf('\n') < 0 ? source.length() : source.indexOf('\n');
    String shown = cut(source.substring(0, end), max);
    return "[string \"" + shown + (shown.length() < source.length() ? "..." : "") + "\"]";
  }

  private static String cut(String text, int max) {
    return text.length() > max ? text.substring(0, max) : text;
  }

  /** True when it is outside of any script. */
  public boolean isNowhere() {
    return line == 0;
  }

  @Override
  public String toString() {
    return chunkId(source) + ":" + line;
  }
}
