package io.haulm.server.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands behind the question mark of an address. */
final class Query {
  /** How long it may be, in bytes, as sent. */
  static final int BYTES_MAX = 8 * 1024;

  /** How many parameters it may have. */
  static final int PARAMETERS_MAX = 64;

  private final Map<String, List<String>> values;

  private Query(Map<String, List<String>> values) {
    this.values = values;
  }

  /**
   * Reads it.
   *
   * @param uri path and query, as sent
   * @throws Problem when it is too long, or wrongly encoded
   */
  static Query of(String uri) {
    int mark = uri.indexOf('?');
    if (mark >= 0 && uri.length() - mark - 1 > BYTES_MAX) {
      throw new Problem(414, "query-too-long", "The query is longer than " + BYTES_MAX + " bytes");
    }
    try {
      return new Query(
          new QueryStringDecoder(uri, StandardCharsets.UTF_8, true, PARAMETERS_MAX).parameters());
    } catch (IllegalArgumentException e) {
      throw Problem.bad("bad-query", "The query is not percent-encoded UTF-8");
    }
  }

  Optional<String> get(String name) {
    List<String> all = values.getOrDefault(name, List.of());
    if (all.size() > 1) {
      throw Problem.bad("bad-parameter", name + " must be given once");
    }
    return all.stream().findFirst();
  }
}
