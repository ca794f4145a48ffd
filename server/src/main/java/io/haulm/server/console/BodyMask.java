package io.haulm.server.console;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Hides fields of bodies that are JSON. What is hidden never leaves the server by the console, not
 * even when the JSON is broken: from the place on where it cannot be understood, all is hidden.
 *
 * <p>A path is the names of fields on the way, {@code body.card.number}; a star stands for any
 * name, and an array for each of its elements. What a path leads to is hidden as a whole; {@code
 * body} hides all bodies. A number on the way means an element, and stands for all of them.
 *
 * <p>A text within the JSON that is JSON itself, plainly or in base 64, is looked into as if it
 * stood alone: so Celery wraps its messages. A message of Celery's whose text is something else, as
 * pickle is, is hidden whole as soon as there is any path, and so are bodies that are no text, or
 * what PHP's {@code serialize} writes. All other texts have no fields, and are shown.
 */
public final class BodyMask {
  /** Masks nothing. */
  public static final BodyMask NONE = new BodyMask(List.of());

  static final byte[] HIDDEN = "\"***\"".getBytes(StandardCharsets.US_ASCII);

  private static final String BODY = "body";
  private static final Pattern INDEX = Pattern.compile("\\d+");

  /** In all else there may be fields that cannot be told. */
  private static final Set<PayloadKind> CAN_BE_READ = Set.of(PayloadKind.JSON, PayloadKind.TEXT);

  /** A body as it may be shown. */
  public record Masked(byte[] bytes, boolean hasHidden) {}

  private final List<List<String>> paths;

  /** A mask of these paths, each of which may begin with {@code body.} or not. */
  public BodyMask(List<String> paths) {
    this.paths = paths.stream().flatMap(BodyMask::split).distinct().toList();
  }

  /** The names on the way. A number may be that of an element, or the name of a field. */
  private static Stream<List<String>> split(String path) {
    List<String> written = List.of(path.replaceAll("\\[[^\\]]*]", "").split("\\.", -1));
    List<String> names =
        written.getFirst().equals(BODY) ? written.subList(1, written.size()) : written;
    List<String> withoutIndexes =
        names.stream().filter(name -> !INDEX.matcher(name).matches()).toList();
    return withoutIndexes.isEmpty() ? Stream.of(names) : Stream.of(names, withoutIndexes);
  }

  /** True when there is nothing that it could hide. */
  public boolean isEmpty() {
    return paths.isEmpty();
  }

  /** Hides what is to be hidden in a body, or in the beginning of one. */
  public Masked apply(byte[] body) {
    return apply(body, paths);
  }

  /** The same in the value of a field: of a hash or of an entry of a stream, which are no JSON. */
  public Masked applyToField(String field, byte[] value) {
    List<List<String>> both = new ArrayList<>(paths);
    both.addAll(MaskedWalk.deeper(paths, field));
    return apply(value, both);
  }

  private static Masked apply(byte[] body, List<List<String>> paths) {
    if (paths.stream().anyMatch(List::isEmpty)) {
      return new Masked(HIDDEN, true);
    }
    if (paths.isEmpty()) {
      return new Masked(body, false);
    }
    if (!isStructure(body)) {
      if (!CAN_BE_READ.contains(PayloadKind.of(body, false))) {
        return new Masked(HIDDEN, true);
      }
      byte[] shown = WrappedJson.masked(new String(body, StandardCharsets.ISO_8859_1), paths, 0);
      return shown == null ? new Masked(body, false) : new Masked(shown, true);
    }
    List<MaskedWalk.Range> hidden = new MaskedWalk(body, paths, 0).hidden();
    return hidden.isEmpty() ? new Masked(body, false) : new Masked(cut(body, hidden), true);
  }

  /** True for an object, an array, or a text in quotes, which may be JSON itself. */
  static boolean isStructure(byte[] body) {
    for (byte letter : body) {
      if (letter < 0 || letter > ' ') {
        // Bytes beyond ASCII may be the mark that some programs put before a text.
        return letter == '{' || letter == '[' || letter == '"' || letter < 0;
      }
    }
    return false;
  }

  static byte[] cut(byte[] body, List<MaskedWalk.Range> hidden) {
    var shown = new ByteArrayOutputStream(body.length);
    int from = 0;
    for (MaskedWalk.Range range : hidden) {
      shown.write(body, from, range.begin() - from);
      shown.writeBytes(range.instead());
      from = range.end();
    }
    shown.write(body, from, body.length - from);
    return shown.toByteArray();
  }
}
