package io.haulm.server.redis;

import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The categories that a command belongs to, by Redis' names, worked out from its spec. */
final class AclCategories {
  /** All categories. */
  static final List<String> ALL =
      List.of(
          "keyspace",
          "read",
          "write",
          "set",
          "sortedset",
          "list",
          "hash",
          "string",
          "bitmap",
          "hyperloglog",
          "geo",
          "stream",
          "pubsub",
          "admin",
          "fast",
          "slow",
          "blocking",
          "dangerous",
          "connection",
          "transaction",
          "scripting");

  private AclCategories() {}

  /** The categories of a command, in the order of {@link #ALL}. */
  static List<String> of(CommandSpec spec) {
    Set<String> categories = new HashSet<>();
    addIf(categories, spec.is(Flag.READONLY), "read");
    addIf(categories, spec.is(Flag.WRITE), "write");
    addIf(categories, spec.is(Flag.ADMIN), "admin");
    addIf(categories, spec.is(Flag.ADMIN), "dangerous");
    addIf(categories, spec.is(Flag.PUBSUB), "pubsub");
    addIf(categories, spec.is(Flag.BLOCKING), "blocking");
    categories.add(spec.is(Flag.FAST) ? "fast" : "slow");
    String group =
        switch (spec.group()) {
          case "generic" -> "keyspace";
          case "sorted-set" -> "sortedset";
          case "transactions" -> "transaction";
          default -> spec.group();
        };
    categories.add(group);
    return ALL.stream().filter(categories::contains).toList();
  }

  private static void addIf(Set<String> categories, boolean isIn, String category) {
    if (isIn) {
      categories.add(category);
    }
  }
}
