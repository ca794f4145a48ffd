package io.haulm.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an input as bytes, whatever their encoding. A line ends with a line feed, or with a
 * carriage return and a line feed; the last one need not end.
 */
final class Lines {
  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  Lines(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /** The next line without its end; null when there is none. */
  byte @Nullable [] next() throws IOException {
    line.reset();
    int next = in.read();
    if (next < 0) {
      return null;
    }
    while (next >= 0 && next != '\n') {
      line.write(next);
      next = in.read();
    }
    byte[] bytes = line.toByteArray();
    boolean endsLikeWindows = next == '\n' && bytes.length > 0 && bytes[bytes.length - 1] == '\r';
    return endsLikeWindows ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
  }
}
