package io.haulm.server.http.keyspace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A reply of names and values in turn, as XINFO has them. */
final class Fields {
  private final Map<String, RedisReply> byName = new HashMap<>();

  Fields(RedisReply reply) {
    List<RedisReply> parts = reply.parts();
    for (int i = 0; i + 1 < parts.size(); i += 2) {
      byName.put(parts.get(i).text(), parts.get(i + 1));
    }
  }

  /** A number; {@code otherwise} when it is not there, or nothing. */
  long number(String name, long otherwise) {
    RedisReply reply = get(name);
    return reply instanceof RedisReply.Nil ? otherwise : reply.number();
  }

  /** A text; empty when it is not there, or nothing. */
  String text(String name) {
    RedisReply reply = get(name);
    return reply instanceof RedisReply.Nil ? "" : reply.text();
  }

  /** Whatever it is; nothing when it is not there. */
  RedisReply get(String name) {
    return byName.getOrDefault(name, RedisReply.Nil.NIL);
  }
}
