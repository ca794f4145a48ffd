package io.haulm.tasks.observe;

import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message's headers as a carrier of trace context. */
final class HeaderMap {

  static final TextMapSetter<Map<String, Object>> WRITER = HeaderMap::put;
  static final TextMapGetter<Map<String, Object>> READER = new Reader();

  private HeaderMap() {}

  private static void put(@Nullable Map<String, Object> headers, String key, String value) {
    if (headers != null) {
      headers.put(key, value);
    }
  }

  private static final class Reader implements TextMapGetter<Map<String, Object>> {
    @Override
    public Iterable<String> keys(Map<String, Object> headers) {
      return headers.keySet();
    }

    @Override
    public @Nullable String get(@Nullable Map<String, Object> headers, String key) {
      return headers != null && headers.get(key) instanceof String text ? text : null;
    }
  }
}
