package io.haulm.server.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Cuts a value out of JSON as it was written: numbers keep their digits, and spaces stay. */
public final class RawField {
  private RawField() {}

  /**
   * The bytes of a field of an object.
   *
   * @param json what {@link Json#tree} understands
   * @return empty when there is no such field, or the JSON is not UTF-8
   */
  public static Optional<byte[]> of(byte[] json, String name) {
    try (JsonParser parser = Json.mapper().createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isWanted = parser.currentName().equals(name);
        parser.nextToken();
        long begin = parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        long end = parser.currentLocation().getByteOffset();
        if (isWanted) {
          boolean isKnown = 0 <= begin && begin < end && end <= json.length;
          return isKnown
              ? Optional.of(Arrays.copyOfRange(json, (int) begin, (int) end))
              : Optional.empty();
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("broken invariant: the JSON has been read before", e);
    }
  }
}
