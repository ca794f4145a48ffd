package io.haulm.server.redis;

import io.haulm.engine.keyspace.Numbers;
import io.haulm.engine.keyspace.ReplySink;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Writes replies into a connection's output, in RESP2 or RESP3. */
final class RespSink implements ReplySink {
  private static final byte[] OK = ascii("+OK\r\n");
  private static final byte[] QUEUED = ascii("+QUEUED\r\n");
  private static final byte[] PONG = ascii("+PONG\r\n");
  private static final byte[] NIL_2 = ascii("$-1\r\n");
  private static final byte[] NIL_ARRAY_2 = ascii("*-1\r\n");
  private static final byte[] NIL_3 = ascii("_\r\n");
  private static final byte[] TRUE_3 = ascii("#t\r\n");
  private static final byte[] FALSE_3 = ascii("#f\r\n");
  private static final String TEXT_TYPE = "txt:";

  /** Up to this length the bytes of a bulk string are joined with its header before they go out. */
  private static final int SHORT_BYTES = 512;

  private static final int SCRATCH_BYTES = SHORT_BYTES + 64;

  /** An array that all sinks of a face share. */
  static final class Scratch {
    private final byte[] bytes = new byte[SCRATCH_BYTES];
  }

  private final Supplier<ByteBuf> buffer;
  private final byte[] scratch;
  private final Listener listener;
  private boolean isResp3;
  private boolean isSilent;
  private boolean isClosed;
  private int pushedParts;

  /** Looks on, without writing anything itself. */
  interface Listener {
    /** An error was told. */
    void toldError(String message);

    /** A message that nobody asked for is about to be told. */
    void pushing();
  }

  /**
   * A sink for RESP2.
   *
   * @param buffer gives the buffer that takes the replies of this turn
   */
  RespSink(Supplier<ByteBuf> buffer, Scratch scratch, Listener listener) {
    this.buffer = buffer;
    this.scratch = scratch.bytes;
    this.listener = listener;
  }

  /** Sets which version of the protocol is spoken from now on. */
  void setResp3(boolean is3) {
    isResp3 = is3;
  }

  /** From now on tells nothing but messages that nobody asked for, or everything again. */
  void setSilent(boolean silent) {
    isSilent = silent || isClosed;
    pushedParts = 0;
  }

  /** From now on tells nothing at all. */
  void close() {
    isClosed = true;
    isSilent = true;
    pushedParts = 0;
  }

  /** Bytes that are a reply already. */
  void raw(byte[] reply) {
    if (!isDropped()) {
      buffer.get().writeBytes(reply);
    }
  }

  /** The header of a bulk string whose bytes go to the output by another way. */
  boolean beginBulk(int length) {
    if (isDropped()) {
      return false;
    }
    header('$', length);
    return true;
  }

  @Override
  public void status(String word) {
    switch (word) {
      case "QUEUED" -> raw(QUEUED);
      case "PONG" -> raw(PONG);
      default -> line('+', word);
    }
  }

  @Override
  public void ok() {
    raw(OK);
  }

  @Override
  public void error(String message) {
    listener.toldError(message);
    line('-', message.replace('\r', ' ').replace('\n', ' '));
  }

  @Override
  public void integer(long value) {
    if (!isDropped()) {
      header(':', value);
    }
  }

  @Override
  public void bulk(byte[] bytes, int from, int length) {
    if (isDropped()) {
      return;
    }
    if (length > SHORT_BYTES) {
      header('$', length);
      ByteBuf out = buffer.get();
      out.writeBytes(bytes, from, length);
      out.writeShort('\r' << 8 | '\n');
      return;
    }
    int at = put('$', length);
    System.arraycopy(bytes, from, scratch, at, length);
    at = end(at + length);
    buffer.get().writeBytes(scratch, 0, at);
  }

  @Override
  public void bulkInteger(long value) {
    if (!isDropped()) {
      int at = put('$', digits(value));
      at = end(putNumber(at, value));
      buffer.get().writeBytes(scratch, 0, at);
    }
  }

  @Override
  public void nil() {
    raw(isResp3 ? NIL_3 : NIL_2);
  }

  @Override
  public void nilArray() {
    raw(isResp3 ? NIL_3 : NIL_ARRAY_2);
  }

  @Override
  public void array(int count) {
    if (!isDropped()) {
      header('*', count);
    }
  }

  @Override
  public void map(int pairs) {
    if (!isDropped()) {
      header(isResp3 ? '%' : '*', isResp3 ? pairs : 2L * pairs);
    }
  }

  @Override
  public void set(int count) {
    if (!isDropped()) {
      header(isResp3 ? '~' : '*', count);
    }
  }

  @Override
  public void push(int count) {
    listener.pushing();
    pushedParts = isClosed ? 0 : count + 1;
    if (!isDropped()) {
      header(isResp3 ? '>' : '*', count);
    }
  }

  @Override
  public void number(double value) {
    if (isResp3) {
      line(',', Numbers.format(value));
    } else {
      bulk(Numbers.format(value));
    }
  }

  @Override
  public void bool(boolean value) {
    if (isResp3) {
      raw(value ? TRUE_3 : FALSE_3);
    } else {
      integer(value ? 1 : 0);
    }
  }

  @Override
  public void text(String value) {
    if (!isResp3) {
      bulk(value);
    } else if (!isDropped()) {
      byte[] bytes = (TEXT_TYPE + value).getBytes(StandardCharsets.UTF_8);
      header('=', bytes.length);
      buffer.get().writeBytes(bytes).writeShort('\r' << 8 | '\n');
    }
  }

  @Override
  public boolean isResp3() {
    return isResp3;
  }

  /** True when what comes now is not told; a message's parts are, even to a silent client. */
  private boolean isDropped() {
    if (pushedParts > 0) {
      pushedParts--;
      return false;
    }
    return isSilent;
  }

  private void line(char type, String text) {
    if (!isDropped()) {
      ByteBuf out = buffer.get();
      out.writeByte(type);
      out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
      out.writeShort('\r' << 8 | '\n');
    }
  }

  private void header(char type, long number) {
    buffer.get().writeBytes(scratch, 0, put(type, number));
  }

  private int put(char type, long number) {
    scratch[0] = (byte) type;
    return end(putNumber(1, number));
  }

  private int end(int at) {
    scratch[at] = '\r';
    scratch[at + 1] = '\n';
    return at + 2;
  }

  private int putNumber(int at, long number) {
    int length = digits(number);
    // Kept negative, because the smallest number has no positive twin.
    long rest = number < 0 ? number : -number;
    for (int i = at + length - 1; i >= at; i--) {
      scratch[i] = (byte) ('0' - rest % 10);
      rest /= 10;
    }
    if (number < 0) {
      scratch[at] = '-';
    }
    return at + length;
  }

  /** How many characters a number has, its sign included. */
  private static int digits(long number) {
    int count = number < 0 ? 2 : 1;
    for (long rest = number / 10; rest != 0; rest /= 10) {
      count++;
    }
    return count;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
