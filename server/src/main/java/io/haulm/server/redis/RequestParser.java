package io.haulm.server.redis;

import io.haulm.engine.keyspace.Numbers;
import io.haulm.server.shard.InputBuffer;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes the input of one connection apart into commands: arrays of bulk strings, or lines.
 *
 * <p>No memory is taken for what was only announced: arrays grow with what has arrived. A long bulk
 * string is copied once, from the socket's buffer to the array that the command keeps.
 */
final class RequestParser {
  /** Most words of a command. */
  static final int WORDS_MAX = 1024 * 1024;

  /** Longest word, in bytes. */
  static final int WORD_BYTES_MAX = 512 << 20;

  /** Longest line, be it a command or the header of one. */
  static final int LINE_BYTES_MAX = 64 * 1024;

  /** Most words of a command before the client has said who it is. */
  static final int STRANGER_WORDS_MAX = 10;

  /** Longest word before the client has said who it is, in bytes. */
  static final int STRANGER_WORD_BYTES_MAX = 16 * 1024;

  /** Longest command of all, in bytes. */
  static final long COMMAND_BYTES_MAX = 1L << 30;

  // From this length on a word does not have to be whole in the input before it is copied.
  private static final int LONG_WORD_BYTES = 32 * 1024;
  private static final int LONG_WORD_FIRST_BYTES = 1 << 20;
  private static final int FIRST_WORDS = 1024;
  // What an array costs beside its content.
  private static final int WORD_COST_BYTES = 24;
  private static final int END_BYTES = 2;
  private static final int NONE = -1;
  private static final byte[][] NOTHING = {};

  private final Intake intake;
  private boolean isStranger;

  private byte[][] words = NOTHING;
  private int expected;
  private int count;
  private int wordBytes = NONE;
  private byte @Nullable [] longWord;
  private int longWordBytes;
  private long commandBytes;
  private long takenBytes;

  RequestParser(Intake intake) {
    this.intake = intake;
  }

  /** Sets whether the client has yet to say who it is; then its commands have to be short. */
  void setStranger(boolean isOne) {
    isStranger = isOne;
  }

  /**
   * The next command; null when more input is needed.
   *
   * @throws ProtocolException when this is no command; the connection must end then
   */
  byte @Nullable [][] next(InputBuffer in) throws ProtocolException {
    while (true) {
      if (expected == 0) {
        if (in.isEmpty()) {
          return null;
        }
        if (in.bytes()[in.start()] != '*') {
          byte[][] line = readLine(in);
          if (line == null || line.length > 0) {
            return line;
          }
          continue;
        }
        if (!readCount(in)) {
          return null;
        }
      }
      if (expected > 0) {
        if (!readWords(in)) {
          account();
          return null;
        }
        return finish();
      }
    }
  }

  /** Takes what belongs to a long word straight from the socket's buffer. */
  void take(ByteBuf bytes) throws ProtocolException {
    byte[] target = longWord;
    while (target != null && bytes.isReadable() && longWordBytes < wordBytes) {
      target = roomForMore(target);
      int part = Math.min(bytes.readableBytes(), target.length - longWordBytes);
      bytes.readBytes(target, longWordBytes, part);
      longWordBytes += part;
    }
  }

  /** About how many bytes the command has that is not complete yet. */
  long pendingBytes() {
    return commandBytes;
  }

  /** Forgets what has arrived. */
  void clear() {
    words = NOTHING;
    expected = 0;
    count = 0;
    wordBytes = NONE;
    longWord = null;
    commandBytes = 0;
    intake.giveBack(takenBytes);
    takenBytes = 0;
  }

  private byte[][] finish() {
    byte[][] complete = words;
    words = NOTHING;
    expected = 0;
    count = 0;
    commandBytes = 0;
    if (takenBytes > 0) {
      intake.giveBack(takenBytes);
      takenBytes = 0;
    }
    return complete;
  }

  private byte @Nullable [][] readLine(InputBuffer in) throws ProtocolException {
    byte[] bytes = in.bytes();
    int start = in.start();
    int limit = start + Math.min(in.length(), LINE_BYTES_MAX + 1);
    int end = start;
    while (end < limit && bytes[end] != '\n') {
      end++;
    }
    if (end == limit) {
      if (in.length() > LINE_BYTES_MAX) {
        throw new ProtocolException("too big inline request");
      }
      return null;
    }
    in.skip(end + 1 - start);
    boolean hasCr = end > start && bytes[end - 1] == '\r';
    return InlineWords.split(bytes, start, hasCr ? end - 1 : end);
  }

  private boolean readCount(InputBuffer in) throws ProtocolException {
    int end = lineEnd(in, "too big mbulk count string");
    if (end < 0) {
      return false;
    }
    long number = number(in, end, WORDS_MAX, "invalid multibulk length");
    if (isStranger && number > STRANGER_WORDS_MAX) {
      throw new ProtocolException("unauthenticated multibulk length");
    }
    if (number > 0) {
      expected = (int) number;
      words = new byte[Math.min(expected, FIRST_WORDS)][];
    }
    return true;
  }

  private boolean readWords(InputBuffer in) throws ProtocolException {
    while (count < expected) {
      if (wordBytes == NONE && !readLength(in)) {
        return false;
      }
      byte[] word = longWord == null ? readWord(in) : readLongWord(in, longWord);
      if (word == null) {
        return false;
      }
      if (count == words.length) {
        words = Arrays.copyOf(words, (int) Math.min(expected, 2L * count));
      }
      words[count++] = word;
      wordBytes = NONE;
    }
    return true;
  }

  private boolean readLength(InputBuffer in) throws ProtocolException {
    int end = lineEnd(in, "too big bulk count string");
    if (end < 0) {
      return false;
    }
    byte first = in.bytes()[in.start()];
    if (first != '$') {
      throw new ProtocolException("expected '$', got '" + (char) (first & 0xFF) + "'");
    }
    long number = number(in, end, WORD_BYTES_MAX, "invalid bulk length");
    if (number < 0) {
      throw new ProtocolException("invalid bulk length");
    }
    if (isStranger && number > STRANGER_WORD_BYTES_MAX) {
      throw new ProtocolException("unauthenticated bulk length");
    }
    wordBytes = (int) number;
    commandBytes += wordBytes + WORD_COST_BYTES;
    return true;
  }

  private byte @Nullable [] readWord(InputBuffer in) throws ProtocolException {
    if (in.length() >= wordBytes + END_BYTES) {
      int start = in.start();
      in.skip(wordBytes + END_BYTES);
      return Arrays.copyOfRange(in.bytes(), start, start + wordBytes);
    }
    if (wordBytes < LONG_WORD_BYTES) {
      return null;
    }
    byte[] target = new byte[Math.min(wordBytes, LONG_WORD_FIRST_BYTES)];
    longWord = target;
    longWordBytes = 0;
    return readLongWord(in, target);
  }

  private byte @Nullable [] readLongWord(InputBuffer in, byte[] begun) throws ProtocolException {
    byte[] target = begun;
    while (longWordBytes < wordBytes && !in.isEmpty()) {
      target = roomForMore(target);
      int part = Math.min(in.length(), target.length - longWordBytes);
      System.arraycopy(in.bytes(), in.start(), target, longWordBytes, part);
      longWordBytes += part;
      in.skip(part);
    }
    if (longWordBytes < wordBytes || in.length() < END_BYTES) {
      return null;
    }
    in.skip(END_BYTES);
    longWord = null;
    return target;
  }

  private byte[] roomForMore(byte[] target) throws ProtocolException {
    if (longWordBytes < target.length) {
      return target;
    }
    account();
    byte[] larger = Arrays.copyOf(target, (int) Math.min(wordBytes, 2L * target.length));
    longWord = larger;
    return larger;
  }

  /** Where the CR of the line is that comes next; -1 when it has not arrived, with its LF. */
  private static int lineEnd(InputBuffer in, String refusal) throws ProtocolException {
    byte[] bytes = in.bytes();
    int limit = in.start() + in.length();
    for (int i = in.start(); i < limit; i++) {
      if (bytes[i] == '\r') {
        return i + 1 < limit ? i : -1;
      }
    }
    if (in.length() > LINE_BYTES_MAX) {
      throw new ProtocolException(refusal);
    }
    return -1;
  }

  /** The number behind the first byte of a line; the line is used up. */
  private static long number(InputBuffer in, int end, long max, String refusal)
      throws ProtocolException {
    byte[] bytes = in.bytes();
    int start = in.start() + 1;
    long value = digits(bytes, start, end);
    if (value < 0) {
      OptionalLong slow =
          Numbers.tryParseLong(Arrays.copyOfRange(bytes, Math.min(start, end), end));
      value = slow.orElseThrow(() -> new ProtocolException(refusal));
    }
    if (value > max) {
      throw new ProtocolException(refusal);
    }
    in.skip(end - in.start() + END_BYTES);
    return value;
  }

  /** One to nine digits without a leading zero as a number; -1 for anything else. */
  private static int digits(byte[] bytes, int start, int end) {
    int length = end - start;
    if (length < 1 || length > 9 || (bytes[start] == '0' && length > 1)) {
      return NONE;
    }
    int value = 0;
    for (int i = start; i < end; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return NONE;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** What has arrived of an incomplete command counts. */
  private void account() throws ProtocolException {
    long more = commandBytes - takenBytes;
    if (more == 0) {
      return;
    }
    if (commandBytes > COMMAND_BYTES_MAX || !intake.take(more)) {
      throw new ProtocolException("no memory for a command of " + commandBytes + " bytes or more");
    }
    takenBytes = commandBytes;
  }
}
