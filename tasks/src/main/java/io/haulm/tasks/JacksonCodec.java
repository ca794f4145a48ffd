package io.haulm.tasks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The codec by Jackson: snake case on the wire, unknown properties ignored, times in ISO 8601, no
 * types in the text. It reads the tagged values of newer kombu ({@code
 * {"__type__":"datetime",...}}) as well as plain ones and writes plain ones. Its text has the
 * spaces that Python's has, so equal values from both languages mostly give equal text.
 */
public final class JacksonCodec implements Codec {

  /**
   * The longest text that is written or read, in bytes: a result, or a message, in which the text
   * of its arguments is a third longer. What is longer is refused where it is written.
   */
  public static final int TEXT_BYTES_MAX = 64 << 20;

  /** How many lists and maps are written or read one inside the other. */
  public static final int NESTING_MAX = 1000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(TEXT_BYTES_MAX)
                  .maxNestingDepth(NESTING_MAX)
                  .build())
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(NESTING_MAX).build())
          .build();

  private final ObjectMapper mapper;
  private final ObjectMapper typed;
  private final ObjectReader reader;
  private final ObjectWriter writer;
  private final Map<Type, List<String>> componentNames = new ConcurrentHashMap<>();

  /** A codec with its own mapper. */
  public JacksonCodec() {
    this(JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build());
  }

  /** A codec with the program's own mapper, whose naming strategy and modules are kept. */
  public JacksonCodec(ObjectMapper base) {
    this.mapper =
        base.copy()
            .registerModule(new Jdk8Module())
            .registerModule(new TimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // A number that is missing or cut would be another number, and nobody would notice.
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .deactivateDefaultTyping();
    this.typed = mapper.copy().registerModule(new UntypedNumbers());
    // A decimal of a Java program would lose digits as a double.
    this.reader =
        new ObjectMapper(FACTORY)
            .readerFor(Object.class)
            .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    this.writer =
        new ObjectMapper(FACTORY)
            .writer(new PythonSpacing())
            .with(JsonWriteFeature.ESCAPE_NON_ASCII)
            .without(JsonWriteFeature.WRITE_HEX_UPPER_CASE);
  }

  @Override
  public @Nullable Object toTree(@Nullable Object value) {
    try {
      return mapper.convertValue(value, Object.class);
    } catch (IllegalArgumentException e) {
      throw new CodecException("cannot write " + nameOf(value) + ": " + e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw new CodecException("cannot write " + nameOf(value) + ": too deep, or endless", e);
    }
  }

  @Override
  public <T> T fromTree(@Nullable Object tree, TypeRef<T> type) {
    JavaType wanted = mapper.constructType(type.type());
    try {
      return typed.convertValue(KombuTags.plain(tree), wanted);
    } catch (IllegalArgumentException e) {
      throw new CodecException("not a " + type + ": " + e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw new CodecException("not a " + type + ": too deep", e);
    }
  }

  @Override
  public List<String> componentNames(Type type) {
    return componentNames.computeIfAbsent(type, this::introspected);
  }

  private List<String> introspected(Type type) {
    JavaType known = mapper.constructType(type);
    if (!known.getRawClass().isRecord()) {
      return List.of();
    }
    return mapper.getSerializationConfig().introspect(known).findProperties().stream()
        .map(BeanPropertyDefinition::getName)
        .toList();
  }

  @Override
  public byte[] write(@Nullable Object tree) {
    byte[] text;
    try {
      text = writer.writeValueAsBytes(tree);
    } catch (JsonProcessingException e) {
      throw new CodecException("cannot write JSON: " + e.getOriginalMessage(), e);
    }
    if (text.length > TEXT_BYTES_MAX) {
      throw new CodecException(
          "too long: " + text.length + " bytes of JSON, at most " + TEXT_BYTES_MAX);
    }
    return text;
  }

  @Override
  public @Nullable Object read(byte[] json) {
    try {
      return reader.readValue(json);
    } catch (IOException e) {
      throw new CodecException("not JSON: " + e.getMessage(), e);
    }
  }

  private static String nameOf(@Nullable Object value) {
    return value == null ? "null" : value.getClass().getName();
  }

  /** A space behind each comma and colon, as Python's json module has it by default. */
  private static final class PythonSpacing extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1L;

    @Override
    public void writeObjectEntrySeparator(JsonGenerator out) throws IOException {
      out.writeRaw(", ");
    }

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator out) throws IOException {
      out.writeRaw(": ");
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator out) throws IOException {
      out.writeRaw(", ");
    }
  }
}
