package io.haulm.engine.keyspace;

import io.haulm.engine.keyspace.table.ByteNode;
import io.haulm.engine.keyspace.table.ByteTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Who listens to which channels. Nothing of it outlives a connection. */
public final class PubSub {
  /** A channel or pattern that somebody is subscribed to. */
  static final class Topic extends ByteNode {
    final Set<KeyspaceClient> subscribers = new LinkedHashSet<>();

    Topic(byte[] name) {
      super(name);
    }
  }

  /** The three ways of subscribing. */
  public enum Kind {
    /** To a channel by name. */
    CHANNEL("subscribe", "unsubscribe"),
    /** To all channels whose names match. */
    PATTERN("psubscribe", "punsubscribe"),
    /** To a channel of a shard. */
    SHARD("ssubscribe", "sunsubscribe");

    private final String subscribed;
    private final String unsubscribed;

    Kind(String subscribed, String unsubscribed) {
      this.subscribed = subscribed;
      this.unsubscribed = unsubscribed;
    }

    Set<Topic> topics(KeyspaceClient client) {
      return switch (this) {
        case CHANNEL -> client.subscriptions.channels;
        case PATTERN -> client.subscriptions.patterns;
        case SHARD -> client.subscriptions.shardChannels;
      };
    }
  }

  /** What a subscriber is told. */
  private record Message(String word, byte @Nullable [] pattern, byte[] channel, byte[] content) {
    void tell(ReplySink sink) {
      sink.push(pattern == null ? 3 : 4);
      sink.bulk(word);
      if (pattern != null) {
        sink.bulk(pattern);
      }
      sink.bulk(channel);
      sink.bulk(content);
    }
  }

  private final ByteTable<Topic> channels;
  private final ByteTable<Topic> patterns;
  private final ByteTable<Topic> shardChannels;
  private final List<Message> kept = new ArrayList<>(0);
  private @Nullable KeyspaceClient speaking;
  private BiConsumer<byte[], byte[]> overhearing = (_, _) -> {};

  PubSub(long seed) {
    channels = new ByteTable<>(seed);
    patterns = new ByteTable<>(seed);
    shardChannels = new ByteTable<>(seed);
  }

  /**
   * From now on this one is given channel and content of every message. It is no subscriber: nobody
   * can tell that it is there. It must be quick, and must not change what it is given.
   */
  public void overhearWith(BiConsumer<byte[], byte[]> newOverhearing) {
    overhearing = newOverhearing;
  }

  /** Subscribes, and tells the client how many subscriptions of that family it has now. */
  public void subscribe(KeyspaceClient client, Kind kind, byte[] name, ReplySink reply) {
    Topic topic = table(kind).find(name);
    if (topic == null) {
      topic = new Topic(name);
      table(kind).add(topic);
    }
    if (topic.subscribers.add(client)) {
      kind.topics(client).add(topic);
    }
    tellCount(client, kind, kind.subscribed, name, reply);
  }

  /** Ends a subscription, if there is one, and tells the client how many are left. */
  public void unsubscribe(KeyspaceClient client, Kind kind, byte[] name, ReplySink reply) {
    Topic topic = table(kind).find(name);
    if (topic != null && topic.subscribers.remove(client)) {
      kind.topics(client).remove(topic);
      removeIfSilent(kind, topic);
    }
    tellCount(client, kind, kind.unsubscribed, name, reply);
  }

  /** Ends all subscriptions of a kind, and tells the client of each; of none too. */
  public void unsubscribeAll(KeyspaceClient client, Kind kind, ReplySink reply) {
    List<Topic> all = new ArrayList<>(kind.topics(client));
    for (Topic topic : all) {
      unsubscribe(client, kind, topic.key(), reply);
    }
    if (all.isEmpty()) {
      tellCount(client, kind, kind.unsubscribed, null, reply);
    }
  }

  /** Ends all subscriptions without a word. */
  void leave(KeyspaceClient client) {
    for (Kind kind : Kind.values()) {
      for (Topic topic : kind.topics(client)) {
        topic.subscribers.remove(client);
        removeIfSilent(kind, topic);
      }
      kind.topics(client).clear();
    }
  }

  /**
   * Gives a message to all who listen.
   *
   * @return how many they were; a client counts once for each of its subscriptions that match
   */
  public long publish(byte[] channel, byte[] message) {
    overhearing.accept(channel, message);
    long receivers = 0;
    Topic topic = channels.find(channel);
    if (topic != null) {
      receivers += send(topic, new Message("message", null, channel, message));
    }
    List<Topic> matching = new ArrayList<>(0);
    if (!patterns.isEmpty()) {
      patterns.forEach(pattern -> {
        if (Glob.matches(pattern.key(), channel)) {
          matching.add(pattern);
        }
      });
    }
    for (Topic pattern : matching) {
      receivers += send(pattern, new Message("pmessage", pattern.key(), channel, message));
    }
    return receivers;
  }

  /** The same for the channels of a shard. */
  public long publishToShard(byte[] channel, byte[] message) {
    Topic topic = shardChannels.find(channel);
    return topic == null ? 0 : send(topic, new Message("smessage", null, channel, message));
  }

  /** The names of channels or shard channels that somebody listens to. */
  public List<byte[]> names(Kind kind) {
    List<byte[]> names = new ArrayList<>();
    table(kind).forEach(topic -> names.add(topic.key()));
    return names;
  }

  /** How many clients are subscribed to this very name. */
  public int subscribers(Kind kind, byte[] name) {
    Topic topic = table(kind).find(name);
    return topic == null ? 0 : topic.subscribers.size();
  }

  /** How many different names of a kind have subscribers. */
  public int count(Kind kind) {
    return table(kind).size();
  }

  private long send(Topic topic, Message message) {
    for (KeyspaceClient client : topic.subscribers) {
      if (client == speaking) {
        kept.add(message);
      } else {
        message.tell(client.owner().replies());
      }
    }
    return topic.subscribers.size();
  }

  /**
   * From now on messages to this client are kept, because it is being told a reply: a message must
   * not stand in its middle.
   */
  void holdBack(KeyspaceClient client) {
    speaking = client;
  }

  /** The reply has been told: the messages that were kept follow it. */
  void letGo() {
    KeyspaceClient client = speaking;
    speaking = null;
    if (client == null || kept.isEmpty()) {
      return;
    }
    if (client.isConnected) {
      kept.forEach(message -> message.tell(client.owner().replies()));
    }
    kept.clear();
  }

  private static void tellCount(
      KeyspaceClient client, Kind kind, String word, byte @Nullable [] name, ReplySink reply) {
    Subscriptions of = client.subscriptions;
    int count = kind == Kind.SHARD ? of.shardChannels() : of.channels.size() + of.patterns.size();
    reply.push(3);
    reply.bulk(word);
    if (name == null) {
      reply.nil();
    } else {
      reply.bulk(name);
    }
    reply.integer(count);
  }

  private void removeIfSilent(Kind kind, Topic topic) {
    if (topic.subscribers.isEmpty()) {
      table(kind).remove(topic.key());
    }
  }

  private ByteTable<Topic> table(Kind kind) {
    return switch (kind) {
      case CHANNEL -> channels;
      case PATTERN -> patterns;
      case SHARD -> shardChannels;
    };
  }
}
