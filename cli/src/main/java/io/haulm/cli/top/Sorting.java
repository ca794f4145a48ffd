package io.haulm.cli.top;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Locale;

/** In which order tubes are shown. Equal ones are in the order of their names. */
enum Sorting {
  /** The one whose oldest job has waited longest comes first. */
  WORST(largest("oldestReadyMillis").thenComparing(largest("ready"))),
  READY(largest("ready")),
  BURIED(largest("buried")),
  IN(largest("inPerSecond")),
  NAME((_, _) -> 0);

  private static final Sorting[] ALL = values();

  @SuppressWarnings("ImmutableEnumChecker") // Comparators without state.
  private final Comparator<JsonNode> order;

  Sorting(Comparator<JsonNode> order) {
    this.order = order.thenComparing(tube -> tube.path("name").asText());
  }

  Comparator<JsonNode> order() {
    return order;
  }

  Sorting next() {
    return ALL[(ordinal() + 1) % ALL.length];
  }

  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static Comparator<JsonNode> largest(String field) {
    return Comparator.comparingDouble((JsonNode tube) -> tube.path(field).asDouble()).reversed();
  }
}
