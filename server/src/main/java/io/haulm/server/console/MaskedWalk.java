package io.haulm.server.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One walk through a body, to find the ranges of bytes that are to be hidden. */
final class MaskedWalk {
  /** Bytes from {@code begin} to before {@code end}, and what is shown instead of them. */
  record Range(int begin, int end, byte[] instead) {}

  private static final JsonFactory JSON = new JsonFactory();
  private static final String ANY = "*";
  private static final String WRAPPED = "body";

  private final byte[] body;
  private final List<List<String>> paths;
  private final int depth;
  private final boolean isEnvelope;
  private final List<Range> hidden = new ArrayList<>();
  // Everything before has been understood. Ends with a value, or with what opens or closes one.
  private int understood;

  /**
   * A walk.
   *
   * @param depth in how many other texts this one lies
   */
  MaskedWalk(byte[] body, List<List<String>> paths, int depth) {
    this.body = body;
    this.paths = paths;
    this.depth = depth;
    this.isEnvelope = depth == 0 && WrappedJson.isEnvelope(body);
  }

  List<Range> hidden() {
    try (JsonParser parser = JSON.createParser(body)) {
      next(parser);
      walk(parser, paths);
      if (parser.nextToken() != null) {
        throw new IOException("something follows the value");
      }
    } catch (IOException e) {
      hidden.add(new Range(understood, body.length, BodyMask.HIDDEN));
    }
    return hidden;
  }

  /** Goes through the value that begins with the present token. */
  private void walk(JsonParser parser, List<List<String>> open) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      while (next(parser) != JsonToken.END_ARRAY) {
        walk(parser, open);
      }
    } else if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (next(parser) == JsonToken.FIELD_NAME) {
        List<List<String>> deeper = deeper(open, parser.currentName());
        JsonToken token = parser.nextToken();
        if (deeper.stream().anyMatch(List::isEmpty)) {
          hide(parser);
        } else {
          String name = parser.currentName();
          int begin = begin(parser);
          understand(parser, token);
          if (token == JsonToken.VALUE_STRING) {
            lookInto(parser, name, begin);
          } else {
            walk(parser, deeper);
          }
        }
      }
    } else if (parser.currentToken() == JsonToken.VALUE_STRING) {
      lookInto(parser, "", begin(parser));
    }
  }

  private static int begin(JsonParser parser) {
    return (int) parser.currentTokenLocation().getByteOffset();
  }

  /** A text may be JSON itself. */
  private void lookInto(JsonParser parser, String name, int begin) throws IOException {
    String text = parser.getText();
    byte[] shown = WrappedJson.masked(text, paths, depth);
    boolean isDark = isEnvelope && name.equals(WRAPPED) && !WrappedJson.canBeLookedInto(text);
    if (shown != null || isDark) {
      byte[] instead =
          isDark || shown == null
              ? BodyMask.HIDDEN
              : JsonNodeFactory.instance
                  .textNode(new String(shown, StandardCharsets.UTF_8))
                  .toString()
                  .getBytes(StandardCharsets.UTF_8);
      hidden.add(new Range(begin, understood, instead));
    }
  }

  static List<List<String>> deeper(List<List<String>> open, String name) {
    return open.stream()
        .filter(path -> path.getFirst().equals(name) || path.getFirst().equals(ANY))
        .map(path -> path.subList(1, path.size()))
        .toList();
  }

  private void hide(JsonParser parser) throws IOException {
    int begin = begin(parser);
    parser.skipChildren();
    parser.finishToken();
    understood = end(parser);
    hidden.add(new Range(begin, understood, BodyMask.HIDDEN));
  }

  private JsonToken next(JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    understand(parser, token);
    return token;
  }

  private void understand(JsonParser parser, JsonToken token) throws IOException {
    // With a name the parser has already begun to read the value behind it.
    if (token != null && token != JsonToken.FIELD_NAME) {
      parser.finishToken();
      understood = end(parser);
    }
  }

  private int end(JsonParser parser) throws IOException {
    long offset = parser.currentLocation().getByteOffset();
    if (offset < understood || offset > body.length) {
      throw new IOException("it is not UTF-8");
    }
    return (int) offset;
  }
}
