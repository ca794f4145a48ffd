package io.haulm.tasks;

import java.time.Duration;

/** The rules for names and numbers that callers give. */
final class Names {

  /** The longest name of a task or a queue, in characters. */
  static final int NAME_MAX = 255;

  /** The last priority. */
  static final int PRIORITY_MAX = 9;

  private Names() {}

  static String task(String name) {
    return checked("task", name);
  }

  static String queue(String name) {
    return checked("queue", name);
  }

  static int priority(int priority) {
    if (priority < 0 || priority > PRIORITY_MAX) {
      throw new IllegalArgumentException("priority must be 0.." + PRIORITY_MAX + ": " + priority);
    }
    return priority;
  }

  static Duration positive(String what, Duration length) {
    if (length.isNegative() || length.isZero()) {
      throw new IllegalArgumentException(what + " must be positive: " + length);
    }
    return length;
  }

  private static String checked(String what, String name) {
    boolean printable = name.chars().allMatch(c -> c > ' ' && c != 0x7f);
    if (name.isEmpty() || name.length() > NAME_MAX || !printable) {
      throw new IllegalArgumentException(
          "the name of a " + what + " is 1.." + NAME_MAX + " visible characters: " + name);
    }
    return name;
  }
}
