package io.haulm.conformance;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Knows from what a client sent how many replies it is owed, so that nobody has to guess by a
 * timeout whether a server has said all.
 *
 * <p>This follows beanstalkd where Haulm does too. It knows nothing of lone CRs and of lines of 225
 * bytes, see {@link DeliberateDifferencesTest}.
 */
final class RepliesDue {

  /** Longest line, in bytes, with its CRLF. */
  private static final int LINE_BYTES_MAX = 224;

  private static final Pattern PUT =
      Pattern.compile(
          "put +(\\d{1,20}) +(\\d{1,20}) +(\\d{1,20}) +(\\d{1,20})(.*)", Pattern.DOTALL);
  private static final Pattern MAY_BLOCK = Pattern.compile("reserve|reserve-with-timeout .*");

  private final int bodyBytesMax;
  private final StringBuilder line = new StringBuilder();
  private final ArrayDeque<Boolean> dueMayBlock = new ArrayDeque<>();
  private long bodyBytesLeft;
  private int putsCounted;
  private boolean quit;

  RepliesDue(int bodyBytesMax) {
    this.bodyBytesMax = bodyBytesMax;
  }

  /** Takes note of what was sent, one char per byte. */
  void sent(String bytes) {
    for (int i = 0; i < bytes.length() && !quit; ) {
      if (bodyBytesLeft > 0) {
        int taken = (int) Math.min(bodyBytesLeft, bytes.length() - i);
        i += taken;
        bodyBytesLeft -= taken;
        if (bodyBytesLeft == 0) {
          dueMayBlock.add(false);
        }
      } else {
        char c = bytes.charAt(i++);
        line.append(c);
        int length = line.length();
        if (c == '\n' && length > 1 && line.charAt(length - 2) == '\r') {
          lineEnded(line.substring(0, length - 2));
          line.setLength(0);
        }
      }
    }
  }

  private void lineEnded(String command) {
    boolean isCommand = command.length() + 2 <= LINE_BYTES_MAX && command.indexOf('\0') < 0;
    Matcher put = PUT.matcher(command);
    if (isCommand && command.startsWith("quit")) {
      quit = true;
    } else if (isCommand && put.matches() && numbersInRange(put)) {
      putsCounted++;
      long bodyBytes = Long.parseLong(put.group(4));
      if (bodyBytes > bodyBytesMax || put.group(5).isEmpty()) {
        bodyBytesLeft = bodyBytes + 2;
      } else {
        dueMayBlock.add(false);
      }
    } else {
      dueMayBlock.add(isCommand && MAY_BLOCK.matcher(command).matches());
    }
  }

  private static boolean numbersInRange(Matcher put) {
    for (int group = 1; group <= 4; group++) {
      if (new BigInteger(put.group(group)).bitLength() > Integer.SIZE) {
        return false;
      }
    }
    return true;
  }

  /** Takes note of a reply. */
  void received() {
    dueMayBlock.poll();
  }

  /** How many replies are still to come. */
  int count() {
    return dueMayBlock.size();
  }

  /** Whether nothing more is to come than the end of the connection, which was asked for. */
  boolean isEndNext() {
    return quit && dueMayBlock.isEmpty();
  }

  /** Whether the next reply may be long in coming, because a reserve waits for a job. */
  boolean nextMayBlock() {
    return Boolean.TRUE.equals(dueMayBlock.peek());
  }

  /** Whether a body is not complete. */
  boolean isInBody() {
    return bodyBytesLeft > 0;
  }

  /** How many puts the server has counted once it has read all this. */
  int putsCounted() {
    return putsCounted;
  }
}
