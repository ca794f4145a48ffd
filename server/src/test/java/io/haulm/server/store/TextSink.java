package io.haulm.server.store;

import io.haulm.engine.keyspace.ReplySink;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A reply as one line of text, for tests. */
final class TextSink implements ReplySink {
  private final StringBuilder line = new StringBuilder();

  /** What was told since the last call. */
  String take() {
    String told = line.toString().strip();
    line.setLength(0);
    return told;
  }

  private void add(String part) {
    line.append(part).append(' ');
  }

  @Override
  public void status(String word) {
    add(word);
  }

  @Override
  public void error(String message) {
    add("-" + message);
  }

  @Override
  public void integer(long value) {
    add(Long.toString(value));
  }

  @Override
  public void bulk(byte[] bytes, int from, int length) {
    add(new String(bytes, from, length, StandardCharsets.UTF_8));
  }

  @Override
  public void nil() {
    add("nil");
  }

  @Override
  public void nilArray() {
    add("nil");
  }

  @Override
  public void array(int count) {
    add("*" + count);
  }

  @Override
  public void map(int pairs) {
    add("%" + pairs);
  }

  @Override
  public void set(int count) {
    add("~" + count);
  }

  @Override
  public void push(int count) {
    add(">" + count);
  }

  @Override
  public void number(double value) {
    add(String.format(Locale.ROOT, "%s", value));
  }

  @Override
  public void bool(boolean value) {
    add(Boolean.toString(value));
  }

  @Override
  public void text(String value) {
    add(value);
  }

  @Override
  public boolean isResp3() {
    return false;
  }
}
