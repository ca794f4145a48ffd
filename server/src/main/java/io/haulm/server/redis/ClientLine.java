package io.haulm.server.redis;

import io.haulm.engine.keyspace.KeyspaceClient;
import io.haulm.engine.keyspace.Subscriptions;
import io.netty.channel.unix.UnixChannel;

/** A client as CLIENT LIST tells of it: a line of names and values. */
final class ClientLine {
  private static final long MILLIS_PER_SECOND = 1000;

  private final RedisFace face;

  ClientLine(RedisFace face) {
    this.face = face;
  }

  /** The line, without its end. */
  String of(RedisConnection connection) {
    KeyspaceClient client = connection.client();
    Profile profile = connection.profile();
    Subscriptions subscriptions = client.subscriptions();
    long nowMillis = face.shard().nowMillis();
    long pendingBytes = connection.pendingOutputBytes();
    return new Line()
        .add("id", client.id())
        .add("addr", profile.address())
        .add("laddr", profile.localAddress())
        .add("fd", fileDescriptor(connection))
        .add("name", profile.name)
        .add("age", profile.ageMillis(nowMillis) / MILLIS_PER_SECOND)
        .add("idle", profile.idleMillis(nowMillis) / MILLIS_PER_SECOND)
        .add("flags", flags(connection))
        .add("db", client.database())
        .add("sub", subscriptions.channels())
        .add("psub", subscriptions.patterns())
        .add("ssub", subscriptions.shardChannels())
        .add("multi", client.queuedCommands())
        .add("watch", client.watchedKeys())
        .add("qbuf", connection.inputBytes())
        .add("qbuf-free", 0)
        .add("argv-mem", connection.commandBytes())
        .add("multi-mem", 0)
        .add("rbs", 0)
        .add("rbp", 0)
        .add("obl", 0)
        .add("oll", pendingBytes > 0 ? 1 : 0)
        .add("omem", pendingBytes)
        .add("tot-mem", pendingBytes + connection.inputBytes() + connection.commandBytes())
        .add("events", "r")
        .add("cmd", profile.lastCommand)
        .add("user", connection.isStranger() ? "(superuser)" : Login.USER)
        .add("redir", -1)
        .add("resp", connection.replies().isResp3() ? 3 : 2)
        .add("lib-name", profile.libraryName)
        .add("lib-ver", profile.libraryVersion)
        .toString();
  }

  private static String flags(RedisConnection connection) {
    StringBuilder flags = new StringBuilder();
    add(flags, connection.isMonitor(), 'O');
    add(flags, connection.client().subscriptions().isAny(), 'P');
    add(flags, connection.client().isInTransaction(), 'x');
    add(flags, connection.isWaiting(), 'b');
    add(flags, connection.client().watchedHasChanged(), 'd');
    add(flags, connection.profile().isNoEvict, 'e');
    add(flags, connection.profile().isNoTouch, 'T');
    return flags.isEmpty() ? "N" : flags.toString();
  }

  private static void add(StringBuilder flags, boolean isSet, char flag) {
    if (isSet) {
      flags.append(flag);
    }
  }

  private static long fileDescriptor(RedisConnection connection) {
    return connection.socket() instanceof UnixChannel unix ? unix.fd().intValue() : -1;
  }

  /** Names and values with spaces between them. */
  private static final class Line {
    private final StringBuilder text = new StringBuilder();

    Line add(String name, String value) {
      text.append(text.isEmpty() ? "" : " ").append(name).append('=').append(value);
      return this;
    }

    Line add(String name, long value) {
      return add(name, Long.toString(value));
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
