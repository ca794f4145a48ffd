package io.haulm.tasks;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the tags off values which kombu 5.3 and later write as {@code {"__type__", "__value__"}}.
 */
final class KombuTags {

  private static final String TYPE = "__type__";
  private static final String VALUE = "__value__";

  private KombuTags() {}

  static @Nullable Object plain(@Nullable Object tree) {
    if (tree instanceof List<?> list) {
      List<@Nullable Object> plain = new ArrayList<>(list.size());
      list.forEach(element -> plain.add(plain(element)));
      return plain;
    }
    if (tree instanceof Map<?, ?> map) {
      return isTagged(map) ? untagged(map) : plainMap(map);
    }
    return tree;
  }

  private static boolean isTagged(Map<?, ?> map) {
    return map.size() == 2 && map.get(TYPE) instanceof String && map.containsKey(VALUE);
  }

  private static Map<Object, @Nullable Object> plainMap(Map<?, ?> map) {
    Map<Object, @Nullable Object> plain = new LinkedHashMap<>();
    map.forEach((key, value) -> plain.put(key, plain(value)));
    return plain;
  }

  private static @Nullable Object untagged(Map<?, ?> map) {
    Object value = map.get(VALUE);
    return switch (String.valueOf(map.get(TYPE))) {
      case "decimal" -> new BigDecimal(String.valueOf(value));
      case "uuid" -> uuid(value);
      // Jackson reads bytes from base64, which is how the tag "base64" has them already.
      case "bytes" -> Base64.getEncoder().encodeToString(utf8(value));
      default -> plain(value);
    };
  }

  private static @Nullable Object uuid(@Nullable Object value) {
    return value instanceof Map<?, ?> parts ? dashed(String.valueOf(parts.get("hex"))) : value;
  }

  private static String dashed(String hex) {
    return hex.length() != 32
        ? hex
        : String.join(
            "-",
            hex.substring(0, 8),
            hex.substring(8, 12),
            hex.substring(12, 16),
            hex.substring(16, 20),
            hex.substring(20));
  }

  private static byte[] utf8(@Nullable Object value) {
    return String.valueOf(value).getBytes(StandardCharsets.UTF_8);
  }
}
