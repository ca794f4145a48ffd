package io.haulm.server.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Makes answers of some length smaller for clients that understand it. */
final class Compression {
  /** Shorter answers are not worth it. */
  private static final int BYTES_MIN = 1400;

  private Compression() {}

  static boolean isAccepted(HttpHeaders headers) {
    for (String coding : headers.get("Accept-Encoding", "").split(",", -1)) {
      String[] words = coding.strip().split("\\s*;\\s*", -1);
      boolean isRefused = words.length > 1 && words[1].matches("q=0(\\.0*)?");
      if (words[0].equalsIgnoreCase("gzip") && !isRefused) {
        return true;
      }
    }
    return false;
  }

  static Response of(Response response, HttpHeaders headers) {
    if (!(response instanceof Response.Whole whole)
        || whole.body().length < BYTES_MIN
        || !whole.contentType().startsWith(Response.JSON)
        || !isAccepted(headers)) {
      return response;
    }
    return new Response.Whole(
            whole.status(), whole.contentType(), gzip(whole.body()), whole.headers())
        .with("Content-Encoding", "gzip")
        .with("Vary", "Accept-Encoding");
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 3);
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("broken invariant: memory can be written to", e);
    }
    return packed.toByteArray();
  }
}
