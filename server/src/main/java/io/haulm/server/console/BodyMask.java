package io.haulm.server.console;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Hides fields of bodies that are JSON. What is hidden never leaves the server by the console, not
 * even when the JSON is broken: from the place on where it cannot be understood, all is hidden.
 *
 * <p>A path is the names of fields on the way, {@code body.card.number}; a star stands for any
 * name, and an array for each of its elements. What a path leads to is hidden as a whole; {@code
 * body} hides all bodies.
 */
public final class BodyMask {
  /** Masks nothing. */
  public static final BodyMask NONE = new BodyMask(List.of());

  private static final byte[] HIDDEN = "\"***\"".getBytes(StandardCharsets.US_ASCII);
  private static final String BODY = "body";

  /** A body as it may be shown. */
  public record Masked(byte[] bytes, boolean hasHidden) {}

  private final List<List<String>> paths;

  /** A mask of these paths, each of which may begin with {@code body.} or not. */
  public BodyMask(List<String> paths) {
    this.paths = paths.stream().map(BodyMask::split).toList();
  }

  private static List<String> split(String path) {
    List<String> names = List.of(path.split("\\.", -1));
    return names.getFirst().equals(BODY) ? names.subList(1, names.size()) : names;
  }

  /** Hides what is to be hidden in a body, or in the beginning of one. */
  public Masked apply(byte[] body) {
    if (paths.stream().anyMatch(List::isEmpty)) {
      return new Masked(HIDDEN, true);
    }
    if (paths.isEmpty() || !isStructure(body)) {
      return new Masked(body, false);
    }
    List<MaskedWalk.Range> hidden = new MaskedWalk(body, paths).hidden();
    return hidden.isEmpty() ? new Masked(body, false) : new Masked(cut(body, hidden), true);
  }

  /** True for an object or an array: in all else there are no fields. */
  private static boolean isStructure(byte[] body) {
    for (byte letter : body) {
      if (letter < 0 || letter > ' ') {
        // Bytes beyond ASCII may be the mark that some programs put before a text.
        return letter == '{' || letter == '[' || letter < 0;
      }
    }
    return false;
  }

  private static byte[] cut(byte[] body, List<MaskedWalk.Range> hidden) {
    var shown = new ByteArrayOutputStream(body.length);
    int from = 0;
    for (MaskedWalk.Range range : hidden) {
      shown.write(body, from, range.begin() - from);
      shown.writeBytes(HIDDEN);
      from = range.end();
    }
    shown.write(body, from, body.length - from);
    return shown.toByteArray();
  }
}
