package io.haulm.tasks;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.deser.std.UntypedObjectDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where a program asks for no type, a fraction is a double, as everywhere else with Jackson. */
final class UntypedNumbers extends SimpleModule {

  private static final long serialVersionUID = 1L;

  UntypedNumbers() {
    super("haulm-untyped-numbers");
    addDeserializer(Object.class, new Doubles());
  }

  private static final class Doubles extends UntypedObjectDeserializer {
    private static final long serialVersionUID = 1L;

    Doubles() {
      super((JavaType) null, null);
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT
          ? (Object) parser.getDoubleValue()
          : super.deserialize(parser, context);
    }
  }
}
