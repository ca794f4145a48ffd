package io.haulm.server.console.filter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;

/**
 * Whether a field of a body that is JSON has a value: {@code customer.id} is 306. A number in a
 * path is the place in an array, or the name of a field. Reads no further than it has to.
 */
final class JsonField implements BodyTest {
  private static final JsonFactory JSON = new JsonFactory();

  private final List<String> path;
  private final Glob wanted;

  JsonField(List<String> path, Glob wanted) {
    this.path = path;
    this.wanted = wanted;
  }

  @Override
  public boolean holds(byte[] body) {
    try (JsonParser parser = JSON.createParser(body)) {
      return parser.nextToken() != null && holds(parser, 0);
    } catch (IOException e) {
      // No JSON, or cut off before the field comes.
      return false;
    }
  }

  /** Looks at the value that begins with the present token. */
  private boolean holds(JsonParser parser, int depth) throws IOException {
    if (depth == path.size()) {
      return parser.currentToken().isScalarValue() && wanted.fits(parser.getText());
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> holdsInObject(parser, depth);
      case START_ARRAY -> holdsInArray(parser, depth);
      default -> false;
    };
  }

  private boolean holdsInObject(JsonParser parser, int depth) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isNext = parser.currentName().equals(path.get(depth));
      parser.nextToken();
      if (isNext) {
        return holds(parser, depth + 1);
      }
      parser.skipChildren();
    }
    return false;
  }

  private boolean holdsInArray(JsonParser parser, int depth) throws IOException {
    for (int place = 0; parser.nextToken() != JsonToken.END_ARRAY; place++) {
      if (Integer.toString(place).equals(path.get(depth))) {
        return holds(parser, depth + 1);
      }
      parser.skipChildren();
    }
    return false;
  }
}
