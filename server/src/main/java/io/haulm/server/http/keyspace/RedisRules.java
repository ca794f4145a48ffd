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

  /**
   * What a script does is not known before it has done it, so scripts may all that an admin may.
   */
  private static final String SCRIPTS = "scripting";

  /** They look only, and show neither what keys hold nor bodies of jobs. */
  private static final Set<String> SHOWING_NO_VALUES =
      Set.of(
          "bitcount",
          "command",
          "dbsize",
          "echo",
          "exists",
          "expiretime",
          "hexists",
          "hlen",
          "hstrlen",
          "info",
          "keys",
          "lastsave",
          "llen",
          "lolwut",
          "memory",
          "object",
          "pexpiretime",
          "ping",
          "pttl",
          "pubsub",
          "randomkey",
          "scan",
          "scard",
          "strlen",
          "time",
          "touch",
          "ttl",
          "type",
          "xinfo|groups",
          "xinfo|consumers",
          "xlen",
          "xpending",
          "zcard");

  /** They write, and their replies show nothing of what was there. */
  private static final Set<String> WRITING_ONLY =
      Set.of(
          "append",
          "copy",
          "del",
          "expire",
          "expireat",
          "hdel",
          "hset",
          "hsetnx",
          "linsert",
          "lpush",
          "lpushx",
          "lrem",
          "lset",
          "ltrim",
          "mset",
          "msetnx",
          "persist",
          "pexpire",
          "pexpireat",
          "psetex",
          "publish",
          "rename",
          "renamenx",
          "rpush",
          "rpushx",
          "sadd",
          "setex",
          "setnx",
          "srem",
          "tube.put",
          "unlink",
          "xack",
          "xadd",
          "xdel",
          "xtrim",
          "zadd",
          "zrem");

  private RedisRules() {}

  /** What somebody must be to run it. */
  static Role role(CommandSpec spec) {
    String name = spec.name();
    if (spec.is(Flag.ADMIN) || FOR_ADMINS.contains(name) || spec.group().equals(SCRIPTS)) {
      return Role.ADMIN;
    }
    boolean looks =
        spec.is(Flag.READONLY) || LOOKS.contains(name) || LOOKING_CONTAINERS.contains(first(name));
    return looks && !spec.is(Flag.WRITE) ? Role.VIEWER : Role.OPERATOR;
  }

  /** True when it may show what a key holds, or a job's body, whole or in part. */
  static boolean showsValues(CommandSpec spec) {
    String name = spec.name();
    return !SHOWING_NO_VALUES.contains(name)
        && !SHOWING_NO_VALUES.contains(first(name))
        && !WRITING_ONLY.contains(name);
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
