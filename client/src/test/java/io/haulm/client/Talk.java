package io.haulm.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** The server's end of one connection, driven by a script. */
final class Talk {
  private final InputStream in;
  private final OutputStream out;

  Talk(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** Reads lines, which must be these. */
  Talk expect(String... lines) throws IOException {
    for (String line : lines) {
      assertThat(line()).isEqualTo(line);
    }
    return this;
  }

  /** Reads a line, which must be this command, and answers it. */
  Talk answer(String command, String... reply) throws IOException {
    return expect(command).say(reply);
  }

  /** Reads a line; empty when the client has closed the connection. */
  String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        break;
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  /** Reads so many bytes and forgets them. */
  Talk skip(int bytes) throws IOException {
    in.skipNBytes(bytes);
    return this;
  }

  /** Waits until the client closes the connection. */
  void awaitEnd() throws IOException {
    awaitEndBehind();
  }

  /** Says lines. */
  Talk say(String... lines) throws IOException {
    return sayBytes(String.join("\r\n", lines) + "\r\n");
  }

  /** Says text as it is. */
  Talk sayBytes(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    return this;
  }

  /**
   * Waits until the client closes the connection, which may have asked for no more than this, and
   * for each thing once.
   */
  void awaitEndBehind(String... lastCommands) throws IOException {
    try {
      String rest = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(rest.lines()).isSubsetOf(lastCommands).doesNotHaveDuplicates();
    } catch (SocketException e) {
      // A reset is an end as well.
    }
  }
}
