package io.haulm.server.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The console's files, out of the class path. A path that looks like no file means a page of the
 * console, which has one HTML file for all of them.
 */
final class StaticFiles {
  private static final String FOLDER = "/io/haulm/console/";
  private static final String PAGE = "index.html";

  /** Without the console there is at least a page that says so. */
  private static final String NO_CONSOLE = "/io/haulm/server/http/no-console.html";

  /** No dots at the beginning of a name, so no way out of the folder; and no folders. */
  private static final Pattern FILE =
      Pattern.compile(
          "(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/){0,4}[A-Za-z0-9_-][A-Za-z0-9_-]*(?:\\.[A-Za-z0-9]+)+");

  /** The bundler puts a hash of the content into the name, so such a file never changes. */
  private static final Pattern HASHED = Pattern.compile(".*[-.][A-Za-z0-9_-]{8,}\\.[a-z0-9]+");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "woff2", "font/woff2",
          "webmanifest", "application/manifest+json",
          "txt", "text/plain; charset=utf-8");

  private record File(byte[] content, Optional<byte[]> packed, String etag) {}

  // The files of one bundle, so it is bounded; a name that is no file is not remembered.
  private final Map<String, File> cache = new ConcurrentHashMap<>();

  /** The file, or the page, at a path. */
  Response answer(String path, HttpHeaders headers) {
    String name = path.substring(1);
    boolean isFile = FILE.matcher(name).matches();
    if (!isFile && name.contains(".")) {
      throw missing(path);
    }
    String wanted = isFile ? name : PAGE;
    File file = find(wanted).orElseThrow(() -> missing(path));
    boolean isPacked = file.packed().isPresent() && Compression.isAccepted(headers);
    String etag = "\"" + file.etag() + (isPacked ? "-gz" : "") + "\"";
    String caching =
        HASHED.matcher(wanted).matches() ? "public, max-age=31536000, immutable" : "no-cache";
    Map<String, String> kept =
        Map.of("ETag", etag, "Cache-Control", caching, "Vary", "Accept-Encoding");
    if (headers.get("If-None-Match", "").contains(etag)) {
      return new Response.Whole(304, "", new byte[0], kept);
    }
    byte[] content = isPacked ? file.packed().orElseThrow() : file.content();
    Response.Whole whole = new Response.Whole(200, typeOf(wanted), content, kept);
    return isPacked ? whole.with("Content-Encoding", "gzip") : whole;
  }

  private static String typeOf(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1);
    return TYPES.getOrDefault(extension, "application/octet-stream");
  }

  private static Problem missing(String path) {
    return Problem.missing("no-such-file", "There is no file " + path);
  }

  private Optional<File> find(String name) {
    File known = cache.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<byte[]> content = read(FOLDER + name);
    if (content.isEmpty() && name.equals(PAGE)) {
      content = read(NO_CONSOLE);
    }
    Optional<File> found =
        content.map(bytes -> new File(bytes, read(FOLDER + name + ".gz"), etag(bytes)));
    found.ifPresent(file -> cache.put(name, file));
    return found;
  }

  private static Optional<byte[]> read(String resource) {
    try (InputStream in = StaticFiles.class.getResourceAsStream(resource)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String etag(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
