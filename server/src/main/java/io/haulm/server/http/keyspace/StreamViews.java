package io.haulm.server.http.keyspace;

import static io.haulm.server.http.keyspace.InnerRedis.bytes;

import io.haulm.server.console.BodyMask;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is shown of streams. */
final class StreamViews {
  private static final long UNKNOWN = -1;

  private final InnerRedis redis;

  /**
   * A stream.
   *
   * @param lagMax the most that a group has yet to be given; -1 when it is not known of one
   * @param pending given to consumers of all groups and not acknowledged
   * @param groups empty in a list
   */
  record Stream(
      Shown name,
      String key,
      int database,
      long length,
      String firstId,
      String lastId,
      long entriesAdded,
      int groupCount,
      long lagMax,
      long pending,
      List<Group> groups) {}

  /**
   * A consumer group.
   *
   * @param lag how much it has yet to be given; -1 when it is not known
   * @param entriesRead -1 when it is not known
   */
  record Group(
      Shown name,
      long consumers,
      long pending,
      long lag,
      String lastDeliveredId,
      long entriesRead) {}

  /** A consumer. {@code inactiveMillis} is since it was last given something; -1 for never. */
  record Consumer(Shown name, long pending, long idleMillis, long inactiveMillis) {}

  /** An entry that was given to a consumer and not acknowledged. */
  record Pending(String id, Shown consumer, long idleMillis, long deliveries) {}

  /** An entry. */
  record Entry(String id, long atMillis, List<List<Shown>> fields) {}

  StreamViews(InnerRedis redis) {
    this.redis = redis;
  }

  /** Streams by name, without those that have gone meanwhile. */
  List<Stream> streams(int database, List<byte[]> names, boolean withGroups)
      throws InterruptedException {
    List<List<byte[]>> commands = new ArrayList<>();
    for (byte[] name : names) {
      commands.add(List.of(bytes("XINFO"), bytes("STREAM"), name));
      commands.add(List.of(bytes("XINFO"), bytes("GROUPS"), name));
    }
    List<RedisReply> replies = redis.run(database, commands);
    List<Stream> streams = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      RedisReply info = replies.get(2 * i);
      RedisReply groups = replies.get(2 * i + 1);
      if (!(info instanceof RedisReply.Failure) && !(groups instanceof RedisReply.Failure)) {
        streams.add(stream(database, names.get(i), new Fields(info), groups(groups), withGroups));
      }
    }
    return streams;
  }

  private static Stream stream(
      int database, byte[] name, Fields info, List<Group> groups, boolean withGroups) {
    boolean isLagKnown = groups.stream().noneMatch(group -> group.lag() == UNKNOWN);
    long lagMax = groups.stream().mapToLong(Group::lag).max().orElse(0);
    return new Stream(
        Shown.of(name),
        KeyName.inPath(name),
        database,
        info.number("length", 0),
        idOf(info.get("first-entry")),
        info.text("last-generated-id"),
        info.number("entries-added", UNKNOWN),
        groups.size(),
        isLagKnown ? lagMax : UNKNOWN,
        groups.stream().mapToLong(Group::pending).sum(),
        withGroups ? groups : List.of());
  }

  private static String idOf(RedisReply entry) {
    return entry.parts().isEmpty() ? "" : entry.parts().getFirst().text();
  }

  private static List<Group> groups(RedisReply reply) {
    List<Group> groups = new ArrayList<>();
    for (RedisReply part : reply.parts()) {
      Fields group = new Fields(part);
      groups.add(
          new Group(
              Shown.of(group.get("name")),
              group.number("consumers", 0),
              group.number("pending", 0),
              group.number("lag", UNKNOWN),
              group.text("last-delivered-id"),
              group.number("entries-read", UNKNOWN)));
    }
    return groups;
  }

  /** The entries of a reply to XRANGE or XREVRANGE, without what is hidden in them. */
  static List<Entry> entries(RedisReply reply, BodyMask mask) {
    List<Entry> entries = new ArrayList<>();
    for (RedisReply part : reply.parts()) {
      String id = part.parts().get(0).text();
      List<RedisReply> words = part.parts().get(1).parts();
      List<List<Shown>> fields = new ArrayList<>();
      for (int i = 0; i + 1 < words.size(); i += 2) {
        fields.add(
            List.of(Shown.of(words.get(i)), Shown.ofField(words.get(i), words.get(i + 1), mask)));
      }
      entries.add(new Entry(id, StreamId.millis(id), fields));
    }
    return entries;
  }

  /** The consumers of a reply to XINFO CONSUMERS. */
  static List<Consumer> consumers(RedisReply reply) {
    List<Consumer> consumers = new ArrayList<>();
    for (RedisReply part : reply.parts()) {
      Fields consumer = new Fields(part);
      consumers.add(
          new Consumer(
              Shown.of(consumer.get("name")),
              consumer.number("pending", 0),
              consumer.number("idle", 0),
              consumer.number("inactive", UNKNOWN)));
    }
    return consumers;
  }

  /** The entries of a reply to XPENDING with a range. */
  static List<Pending> pending(RedisReply reply) {
    List<Pending> pending = new ArrayList<>();
    for (RedisReply part : reply.parts()) {
      List<RedisReply> words = part.parts();
      pending.add(
          new Pending(
              words.get(0).text(),
              Shown.of(words.get(1)),
              words.get(2).number(),
              words.get(3).number()));
    }
    return pending;
  }

  /** Where to go on behind a page; null when it was not full. */
  static @Nullable String following(List<String> ids, int limit) {
    return ids.size() < limit ? null : "(" + ids.getLast();
  }
}
