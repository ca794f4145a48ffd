package io.haulm.server.redis.script;

import io.haulm.engine.keyspace.Numbers;
import io.haulm.engine.keyspace.ReplySink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes replies as one line of text each, with the first letters that the protocol has. */
final class TextSink implements ReplySink {
  private final List<String> words = new ArrayList<>();
  private final boolean isResp3;

  TextSink(boolean isResp3) {
    this.isResp3 = isResp3;
  }

  /** The reply, and forgets it. */
  String take() {
    int[] at = {0};
    String reply = read(at);
    if (at[0] != words.size()) {
      throw new AssertionError("more than one reply: " + words);
    }
    words.clear();
    return reply;
  }

  private String read(int[] at) {
    String word = words.get(at[0]++);
    if (!word.startsWith("*") && !word.startsWith("~") && !word.startsWith("%")) {
      return word;
    }
    int count = Integer.parseInt(word.substring(1));
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String part = read(at);
      parts.add(word.startsWith("%") ? part + "=" + read(at) : part);
    }
    if (!word.startsWith("*")) {
      Collections.sort(parts);
    }
    String joined = String.join(" ", parts);
    return word.startsWith("%")
        ? "{" + joined + "}"
        : (word.startsWith("~") ? "~" : "") + "[" + joined + "]";
  }

  private static String escaped(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte next : bytes) {
      int value = next & 0xff;
      if (value == '\\') {
        text.append("\\\\");
      } else if (value >= ' ' && value < 127) {
        text.append((char) value);
      } else {
        text.append(String.format("\\x%02x", value));
      }
    }
    return text.toString();
  }

  private static String escaped(String text) {
    return escaped(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void status(String word) {
    words.add("+" + escaped(word));
  }

  @Override
  public void error(String message) {
    words.add("-" + escaped(message));
  }

  @Override
  public void integer(long value) {
    words.add(":" + value);
  }

  @Override
  public void bulk(byte[] bytes, int from, int length) {
    words.add('"' + escaped(java.util.Arrays.copyOfRange(bytes, from, from + length)) + '"');
  }

  @Override
  public void nil() {
    words.add("_");
  }

  @Override
  public void nilArray() {
    nil();
  }

  @Override
  public void array(int count) {
    words.add("*" + count);
  }

  @Override
  public void map(int pairs) {
    words.add(isResp3 ? "%" + pairs : "*" + 2 * pairs);
  }

  @Override
  public void set(int count) {
    words.add((isResp3 ? "~" : "*") + count);
  }

  @Override
  public void push(int count) {
    array(count);
  }

  @Override
  public void number(double value) {
    if (isResp3) {
      words.add("," + Numbers.format(value));
    } else {
      bulk(Numbers.format(value));
    }
  }

  @Override
  public void bool(boolean value) {
    words.add(isResp3 ? (value ? "#t" : "#f") : (value ? ":1" : ":0"));
  }

  @Override
  public void text(String value) {
    verbatim("txt", value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void verbatim(String format, byte[] bytes) {
    if (isResp3) {
      words.add("=" + format + ":" + escaped(bytes));
    } else {
      bulk(bytes);
    }
  }

  @Override
  public void bigNumber(String digits) {
    if (isResp3) {
      words.add("(" + digits);
    } else {
      bulk(digits);
    }
  }

  @Override
  public boolean isResp3() {
    return isResp3;
  }
}
