package io.haulm.server.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;

/** How values become JSON, and the other way round; the same for all parts of the face. */
public final class Json {
  /** The deepest JSON that is taken. */
  public static final int DEPTH_MAX = 64;

  private static final ObjectMapper MAPPER = newMapper();

  private Json() {}

  private static ObjectMapper newMapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build());
    return mapper;
  }

  /** The mapper, for what the methods here do not do. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /** Writes a value: a record, a list, a map, a number, a text. */
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("broken invariant: what is told can be written as JSON", e);
    }
  }

  /**
   * Writes a value bit by bit, so that it never lies in memory as a whole.
   *
   * @param out left open
   * @throws IOException when it cannot be written to
   */
  public static void write(OutputStream out, Object value) throws IOException {
    MAPPER.writer().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET).writeValue(out, value);
  }

  /**
   * Reads a value.
   *
   * @throws IOException when it is no JSON, or JSON of another shape
   */
  public static <T> T read(byte[] json, Class<T> type) throws IOException {
    return MAPPER.readValue(json, type);
  }

  /** Reads a value whose shape is open. */
  public static JsonNode tree(byte[] json) throws IOException {
    return MAPPER.readTree(json);
  }
}
