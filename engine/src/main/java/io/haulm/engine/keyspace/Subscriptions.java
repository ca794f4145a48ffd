package io.haulm.engine.keyspace;

import io.haulm.engine.keyspace.PubSub.Topic;
import java.util.LinkedHashSet;
import java.util.Set;

/** What one client is subscribed to. */
public final class Subscriptions {
  final Set<Topic> channels = new LinkedHashSet<>(0);
  final Set<Topic> patterns = new LinkedHashSet<>(0);
  final Set<Topic> shardChannels = new LinkedHashSet<>(0);

  /** How many channels. */
  public int channels() {
    return channels.size();
  }

  /** How many patterns. */
  public int patterns() {
    return patterns.size();
  }

  /** How many sharded channels. */
  public int shardChannels() {
    return shardChannels.size();
  }

  /** True when there is any: a RESP2 client may do little else then. */
  public boolean isAny() {
    return !channels.isEmpty() || !patterns.isEmpty() || !shardChannels.isEmpty();
  }
}
