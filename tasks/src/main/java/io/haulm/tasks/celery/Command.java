package io.haulm.tasks.celery;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A command and its arguments, as bytes. */
final class Command {

  private static final byte[] CRLF = {'\r', '\n'};

  private final List<byte[]> words;

  private Command(List<byte[]> words) {
    this.words = words;
  }

  /** Words may be text, numbers or bytes. */
  static Command of(Object... words) {
    List<byte[]> bytes = new ArrayList<>(words.length);
    for (Object word : words) {
      bytes.add(bytes(word));
    }
    return new Command(bytes);
  }

  static Command of(List<?> words) {
    return of(words.toArray());
  }

  List<byte[]> words() {
    return words;
  }

  /** As scripts read commands: the number of words, then the words. */
  static List<Object> counted(List<Command> commands) {
    List<Object> all = new ArrayList<>();
    for (Command command : commands) {
      all.add(command.words.size());
      all.addAll(command.words);
    }
    return all;
  }

  void writeTo(ByteArrayOutputStream out) {
    header(out, '*', words.size());
    for (byte[] word : words) {
      header(out, '$', word.length);
      out.writeBytes(word);
      out.writeBytes(CRLF);
    }
  }

  private static void header(ByteArrayOutputStream out, char kind, int count) {
    out.write(kind);
    out.writeBytes(Integer.toString(count).getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(CRLF);
  }

  private static byte[] bytes(Object word) {
    return word instanceof byte[] bytes ? bytes : word.toString().getBytes(StandardCharsets.UTF_8);
  }
}
