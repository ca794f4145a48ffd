package io.haulm.journal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of the files in a data folder. */
final class FileNames {
  static final String LOCK = "haulm.lock";
  static final String TEMPORARY_SUFFIX = ".tmp";

  private static final String HINT_SUFFIX = ".hint";
  private static final Pattern SEGMENT = Pattern.compile("haulm-([0-9]{10})\\.seg");
  private static final Pattern HINT = Pattern.compile("haulm-([0-9]{10})\\.hint");
  private static final int NONE = -1;

  static String segment(int number) {
    return String.format("haulm-%010d.seg", number);
  }

  static String hint(int number) {
    return String.format("haulm-%010d" + HINT_SUFFIX, number);
  }

  static String damaged(int number, long offset) {
    return String.format("damaged-%010d-%d.bin", number, offset);
  }

  /** Number of the segment with this file name; negative if the name is no segment's. */
  static int segmentNumber(String name) {
    return number(SEGMENT.matcher(name));
  }

  /** Number of the segment whose hint has this name; negative if the name is no hint's. */
  static int hintNumber(String name) {
    return number(HINT.matcher(name));
  }

  static boolean isOurTemporary(String name) {
    return name.startsWith("haulm-") && name.endsWith(TEMPORARY_SUFFIX);
  }

  private static int number(Matcher matcher) {
    if (!matcher.matches()) {
      return NONE;
    }
    long number = Long.parseLong(matcher.group(1));
    return number <= Integer.MAX_VALUE ? (int) number : NONE;
  }

  private FileNames() {}
}
