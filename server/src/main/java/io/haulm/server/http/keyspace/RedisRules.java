package io.haulm.server.http.keyspace;

import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.server.http.Problem;
import io.haulm.server.http.access.Role;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Who may run which Redis command from the command line in the browser. */
final class RedisRules {
  /** They would change the connection, which all requests share, or never answer. */
  private static final Set<String> REFUSED =
      Set.of(
          "auth",
          "asking",
          "client|no-evict",
          "client|no-touch",
          "client|reply",
          "client|setinfo",
          "client|setname",
          "client|tracking",
          "discard",
          "exec",
          "hello",
          "monitor",
          "multi",
          "psubscribe",
          "punsubscribe",
          "quit",
          "readonly",
          "readwrite",
          "reset",
          "select",
          "ssubscribe",
          "subscribe",
          "sunsubscribe",
          "unsubscribe",
          "unwatch",
          "watch");

  /** They read only, though no flag says so. */
  private static final Set<String> LOOKS =
      Set.of("command", "dbsize", "echo", "info", "lastsave", "lolwut", "ping", "time");

  private static final Set<String> LOOKING_CONTAINERS =
      Set.of("command", "memory", "object", "pubsub", "xinfo");

  /** They empty a whole database. */
  private static final Set<String> FOR_ADMINS = Set.of("flushall", "flushdb", "swapdb");

  /** They show bodies of jobs, some of whose fields may be masked. */
  private static final Set<String> SHOWING_BODIES = Set.of("tube.peek");

  private RedisRules() {}

  /** What somebody must be to run it. */
  static Role role(CommandSpec spec) {
    String name = spec.name();
    if (spec.is(Flag.ADMIN) || FOR_ADMINS.contains(name)) {
      return Role.ADMIN;
    }
    boolean looks =
        spec.is(Flag.READONLY) || LOOKS.contains(name) || LOOKING_CONTAINERS.contains(first(name));
    return looks && !spec.is(Flag.WRITE) ? Role.VIEWER : Role.OPERATOR;
  }

  /** True when it may show bodies of jobs. */
  static boolean showsBodies(CommandSpec spec) {
    return SHOWING_BODIES.contains(spec.name());
  }

  /**
   * Refuses what makes no sense here.
   *
   * @throws Problem with the reason
   */
  static void check(CommandSpec spec, List<byte[]> words) {
    String name = spec.name();
    if (REFUSED.contains(name)) {
      throw Problem.bad(
          "not-here",
          name.toUpperCase(Locale.ROOT).replace('|', ' ')
              + " is about a connection, and each line here may go by another one");
    }
    if (spec.is(Flag.BLOCKING) && mayBlock(name, words)) {
      throw Problem.bad(
          "blocking", name.toUpperCase(Locale.ROOT) + " would wait, which a line here cannot");
    }
  }

  private static boolean mayBlock(String name, List<byte[]> words) {
    // The two that wait only when they are told so.
    return !(name.equals("xread") || name.equals("xreadgroup"))
        || words.stream()
            .anyMatch(
                word -> new String(word, StandardCharsets.ISO_8859_1).equalsIgnoreCase("block"));
  }

  private static String first(String name) {
    int bar = name.indexOf('|');
    return bar < 0 ? name : name.substring(0, bar);
  }
}
