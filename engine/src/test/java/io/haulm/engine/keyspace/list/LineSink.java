package io.haulm.engine.keyspace.list;

import io.haulm.engine.keyspace.Numbers;
import io.haulm.engine.keyspace.ReplySink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Replies as lines of text: {@code OK}, {@code -ERR ...}, {@code :3}, {@code nil}, {@code nil
 * array}, and {@code [a b [c]]} for arrays. Maps are {@code {a b}} to a client that speaks RESP3.
 */
final class LineSink implements ReplySink {
  final List<String> replies = new ArrayList<>();
  boolean isResp3;

  private record Open(String closing, int[] missing) {}

  private final StringBuilder line = new StringBuilder();
  private final Deque<Open> open = new ArrayDeque<>();

  private void part(String text) {
    boolean isFirst = line.isEmpty() || "[{".indexOf(line.charAt(line.length() - 1)) >= 0;
    line.append(isFirst ? "" : " ").append(text);
    close();
  }

  private void begin(String opening, String closing, int count) {
    boolean isFirst = line.isEmpty() || "[{".indexOf(line.charAt(line.length() - 1)) >= 0;
    line.append(isFirst ? "" : " ").append(opening);
    open.push(new Open(closing, new int[] {count + 1}));
    close();
  }

  private void close() {
    while (!open.isEmpty() && --open.peek().missing[0] == 0) {
      line.append(open.pop().closing);
    }
    if (open.isEmpty()) {
      replies.add(line.toString());
      line.setLength(0);
    }
  }

  @Override
  public void status(String word) {
    part(word);
  }

  @Override
  public void error(String message) {
    part("-" + message);
  }

  @Override
  public void integer(long value) {
    part(":" + value);
  }

  @Override
  public void bulk(byte[] bytes, int from, int length) {
    part(length == 0 ? "''" : new String(bytes, from, length, StandardCharsets.ISO_8859_1));
  }

  @Override
  public void nil() {
    part("nil");
  }

  @Override
  public void nilArray() {
    part("nil array");
  }

  @Override
  public void array(int count) {
    begin("[", "]", count);
  }

  @Override
  public void map(int pairs) {
    begin(isResp3 ? "{" : "[", isResp3 ? "}" : "]", pairs * 2);
  }

  @Override
  public void set(int count) {
    array(count);
  }

  @Override
  public void push(int count) {
    array(count);
  }

  @Override
  public void number(double value) {
    part(Numbers.format(value));
  }

  @Override
  public void bool(boolean value) {
    integer(value ? 1 : 0);
  }

  @Override
  public void text(String value) {
    part(value);
  }

  @Override
  public boolean isResp3() {
    return isResp3;
  }
}
