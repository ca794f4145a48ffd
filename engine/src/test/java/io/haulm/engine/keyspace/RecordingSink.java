package io.haulm.engine.keyspace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps replies as text that a test can compare at a glance: {@code OK}, {@code 1}, {@code
 * "bytes"}, {@code nil}, {@code nil-array}, {@code [1, "a"]}, {@code {"k": 1}}, {@code set["a"]},
 * {@code push["a"]}, {@code 1.5}, {@code true}, {@code text"..."} and, for an error, its message.
 * Bytes outside of ASCII's letters and signs stand as {@code \xNN}.
 */
public final class RecordingSink implements ReplySink {
  private static final class Open {
    private final String head;
    private final boolean isMap;
    private final int count;
    private final List<String> parts = new ArrayList<>();

    private Open(String head, boolean isMap, int count) {
      this.head = head;
      this.isMap = isMap;
      this.count = count;
    }

    private String text() {
      StringBuilder text = new StringBuilder(head).append(isMap ? '{' : '[');
      for (int i = 0; i < parts.size(); i++) {
        boolean isValue = isMap && i % 2 == 1;
        text.append(i == 0 ? "" : isValue ? ": " : ", ").append(parts.get(i));
      }
      return text.append(isMap ? '}' : ']').toString();
    }
  }

  private final List<String> replies = new ArrayList<>();
  private final Deque<Open> open = new ArrayDeque<>();

  /** True to be taken for a client that speaks RESP3. */
  public boolean isResp3;

  /** All whole replies since the last time this was asked. */
  public List<String> take() {
    if (!open.isEmpty()) {
      throw new AssertionError("a reply has fewer parts than announced: " + open.getLast().text());
    }
    List<String> taken = List.copyOf(replies);
    replies.clear();
    return taken;
  }

  /** The one reply since the last time; null when there was none. */
  public @Nullable String takeOne() {
    List<String> taken = take();
    if (taken.size() > 1) {
      throw new AssertionError("more than one reply: " + taken);
    }
    return taken.isEmpty() ? null : taken.getFirst();
  }

  /** Bytes as a test writes them. */
  public static String quoted(byte[] bytes) {
    StringBuilder text = new StringBuilder("\"");
    for (byte b : bytes) {
      boolean isPlain = b >= ' ' && b <= '~' && b != '"' && b != '\\';
      text.append(isPlain ? String.valueOf((char) b) : escape(b));
    }
    return text.append('"').toString();
  }

  private static String escape(byte b) {
    return switch (b) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      default -> String.format("\\x%02x", b);
    };
  }

  @Override
  public void status(String word) {
    part(word);
  }

  @Override
  public void error(String message) {
    part(message);
  }

  @Override
  public void integer(long value) {
    part(Long.toString(value));
  }

  @Override
  public void bulk(byte[] bytes, int from, int length) {
    byte[] copy = new byte[length];
    System.arraycopy(bytes, from, copy, 0, length);
    part(quoted(copy));
  }

  @Override
  public void nil() {
    part("nil");
  }

  @Override
  public void nilArray() {
    part("nil-array");
  }

  @Override
  public void array(int count) {
    begin(new Open("", false, count));
  }

  @Override
  public void map(int pairs) {
    begin(new Open("", true, 2 * pairs));
  }

  @Override
  public void set(int count) {
    begin(new Open("set", false, count));
  }

  @Override
  public void push(int count) {
    begin(new Open("push", false, count));
  }

  @Override
  public void number(double value) {
    part(Numbers.format(value));
  }

  @Override
  public void bool(boolean value) {
    part(Boolean.toString(value));
  }

  @Override
  public void text(String value) {
    part("text" + quoted(value.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public boolean isResp3() {
    return isResp3;
  }

  private void begin(Open header) {
    if (header.count == 0) {
      part(header.text());
    } else {
      open.addLast(header);
    }
  }

  private void part(String text) {
    String whole = text;
    while (!open.isEmpty()) {
      Open last = open.getLast();
      last.parts.add(whole);
      if (last.parts.size() < last.count) {
        return;
      }
      open.removeLast();
      whole = last.text();
    }
    replies.add(whole);
  }
}
