package io.haulm.server.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One walk through a body, to find the ranges of bytes that are to be hidden. */
final class MaskedWalk {
  /** Bytes from {@code begin} to before {@code end}. */
  record Range(int begin, int end) {}

  private static final JsonFactory JSON = new JsonFactory();
  private static final String ANY = "*";

  private final byte[] body;
  private final List<List<String>> paths;
  private final List<Range> hidden = new ArrayList<>();
  // Everything before has been understood. Ends with a value, or with what opens or closes one.
  private int understood;

  MaskedWalk(byte[] body, List<List<String>> paths) {
    this.body = body;
    this.paths = paths;
  }

  List<Range> hidden() {
    try (JsonParser parser = JSON.createParser(body)) {
      next(parser);
      walk(parser, paths);
      if (parser.nextToken() != null) {
        throw new IOException("something follows the value");
      }
    } catch (IOException e) {
      hidden.add(new Range(understood, body.length));
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
          understand(parser, token);
          walk(parser, deeper);
        }
      }
    }
  }

  private static List<List<String>> deeper(List<List<String>> open, String name) {
    return open.stream()
        .filter(path -> path.getFirst().equals(name) || path.getFirst().equals(ANY))
        .map(path -> path.subList(1, path.size()))
        .toList();
  }

  private void hide(JsonParser parser) throws IOException {
    int begin = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    parser.finishToken();
    understood = end(parser);
    hidden.add(new Range(begin, understood));
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
