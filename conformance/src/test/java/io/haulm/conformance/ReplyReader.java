package io.haulm.conformance;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts what a server sends into replies. */
final class ReplyReader {

  private static final String[] WITH_BODY = {"OK ", "RESERVED ", "FOUND "};

  private final InputStream in;

  ReplyReader(InputStream in) {
    this.in = in;
  }

  /** Hands on each reply as it comes, and at last {@link Client#END}. */
  static void readAll(SocketChannel channel, Consumer<String> replies) {
    var reader = new ReplyReader(new BufferedInputStream(Channels.newInputStream(channel)));
    try {
      while (true) {
        replies.accept(reader.next());
      }
    } catch (IOException e) {
      replies.accept(Client.END);
    }
  }

  /**
   * The next reply and its body, if it has one, without the last CRLF.
   *
   * @throws EOFException when the server has closed
   */
  String next() throws IOException {
    String head = line();
    for (String prefix : WITH_BODY) {
      if (head.startsWith(prefix)) {
        int length = Integer.parseInt(head.substring(head.lastIndexOf(' ') + 1));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
          throw new EOFException("the server closed in the middle of a body");
        }
        String end = line();
        // A wrong length shows up as rubbish behind the body, which the comparison then sees.
        return head + "\r\n" + new String(body, StandardCharsets.ISO_8859_1) + end;
      }
    }
    return head;
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    int last = -1;
    while (true) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException();
      }
      if (last == '\r' && b == '\n') {
        byte[] bytes = line.toByteArray();
        return new String(bytes, 0, bytes.length - 1, StandardCharsets.ISO_8859_1);
      }
      line.write(b);
      last = b;
    }
  }
}
