package io.haulm.tasks.tube;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** The names of tubes. */
final class Tubes {

  /** What all tubes of ours begin with. */
  static final String OURS = "haulm.";

  /** Answers and results for one program. */
  static final String REPLY = OURS + "reply.";

  /** Commands for one worker. */
  static final String CONTROL = OURS + "control.";

  /** Who holds a claim. */
  static final String CLAIM = OURS + "claim.";

  /** The ended members of one chord. */
  static final String CHORD = OURS + "chord.";

  /** How many members one chord has. */
  static final String CHORD_SIZE = OURS + "chord-size.";

  /** One schedule. */
  static final String SCHEDULE = OURS + "schedule.";

  /** Tubes whose jobs end at a time, which somebody has to see to. */
  static final List<String> EXPIRING = List.of(REPLY, CONTROL, CLAIM, CHORD, CHORD_SIZE);

  /** The longest name of a tube, in bytes. */
  static final int NAME_BYTES_MAX = 200;

  private static final String PLAIN = "-._";
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9+/;.$_()][-A-Za-z0-9+/;.$_()]{0," + (NAME_BYTES_MAX - 1) + "}");

  private Tubes() {}

  /**
   * The tube of a queue.
   *
   * @throws IllegalArgumentException when the name is one of ours; other names that are no tube's
   *     are refused by the client
   */
  static String ofQueue(String queue) {
    if (queue.startsWith(OURS)) {
      throw new IllegalArgumentException(
          "names that begin with " + OURS + " are not for queues: " + queue);
    }
    return queue;
  }

  /**
   * A tube of ours for something that has any name. Characters that a tube's name cannot have are
   * written as {@code $} and two hexadecimal digits for each byte; in the place of a name that is
   * too long stands its digest.
   */
  static String named(String prefix, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    StringBuilder tube = new StringBuilder(prefix);
    for (byte one : bytes) {
      char letter = (char) (one & 0xff);
      if (isPlain(letter)) {
        tube.append(letter);
      } else {
        tube.append('$').append(HexFormat.of().withUpperCase().toHexDigits(one));
      }
    }
    return tube.length() <= NAME_BYTES_MAX ? tube.toString() : prefix + "$$" + digest(bytes);
  }

  /** Whether a tube can have this name. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  private static String digest(byte[] name) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(name));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static boolean isPlain(char letter) {
    return (letter >= 'a' && letter <= 'z')
        || (letter >= 'A' && letter <= 'Z')
        || (letter >= '0' && letter <= '9')
        || PLAIN.indexOf(letter) >= 0;
  }
}
