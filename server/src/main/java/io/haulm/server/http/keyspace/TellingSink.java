package io.haulm.server.http.keyspace;

import io.haulm.engine.keyspace.ReplySink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a command answers, up to a limit: what is beyond is counted, as the command tells it
 * anyway, and dropped.
 */
final class TellingSink implements ReplySink {
  /** Most parts of an answer that are kept. */
  static final int PARTS_MAX = 20_000;

  /** Most bytes of an answer that are kept. */
  static final int BYTES_MAX = 2 << 20;

  /** A list whose parts are being told. */
  private static final class Open {
    final List<Told> parts = new ArrayList<>();
    final boolean isPairs;
    long left;
    boolean isCut;

    Open(long left, boolean isPairs) {
      this.left = left;
      this.isPairs = isPairs;
    }
  }

  private final Deque<Open> open = new ArrayDeque<>();
  private @Nullable Told whole;
  private int parts;
  private int bytes;

  /** The answer; nothing when none was told. */
  Told take() {
    return whole == null ? new Told.Nothing() : whole;
  }

  private void add(Told part) {
    Open list = open.peek();
    if (list == null) {
      // Messages that nobody asked for may follow; the answer came first.
      whole = whole == null ? part : whole;
      return;
    }
    if (parts < PARTS_MAX) {
      parts++;
      list.parts.add(part);
    } else {
      list.isCut = true;
    }
    list.left--;
    closeFull();
  }

  private void closeFull() {
    Open list = open.peek();
    if (list != null && list.left == 0) {
      open.pop();
      List<Told> all = List.copyOf(list.parts);
      add(list.isPairs ? new Told.Pairs(all, list.isCut) : new Told.Parts(all, list.isCut));
    }
  }

  private void begin(long count, boolean isPairs) {
    open.push(new Open(count, isPairs));
    closeFull();
  }

  @Override
  public void status(String word) {
    add(new Told.Text(word));
  }

  @Override
  public void error(String message) {
    add(new Told.Refusal(message));
  }

  @Override
  public void integer(long value) {
    add(new Told.Whole(value));
  }

  @Override
  public void bulk(byte[] source, int from, int length) {
    int kept = Math.min(length, BYTES_MAX - bytes);
    bytes += kept;
    add(new Told.Bulk(Arrays.copyOfRange(source, from, from + kept), kept < length));
  }

  @Override
  public void nil() {
    add(new Told.Nothing());
  }

  @Override
  public void nilArray() {
    add(new Told.Nothing());
  }

  @Override
  public void array(int count) {
    begin(count, false);
  }

  @Override
  public void map(int pairs) {
    begin(2L * pairs, true);
  }

  @Override
  public void set(int count) {
    begin(count, false);
  }

  @Override
  public void push(int count) {
    begin(count, false);
  }

  @Override
  public void number(double value) {
    add(new Told.Fraction(value));
  }

  @Override
  public void bool(boolean value) {
    add(new Told.Flag(value));
  }

  @Override
  public void text(String value) {
    bulk(value);
  }

  @Override
  public boolean isResp3() {
    return true;
  }
}
