package io.haulm.conformance.tasks;

import io.haulm.conformance.redis.RedisServer;

/** Between callers and workers. */
enum Broker {
  REDIS,
  HAULM;

  /** A broker that runs. */
  record Running(RedisServer server) implements AutoCloseable {
    String address() {
      return "redis://127.0.0.1:" + server.address().getPort() + "/0";
    }

    @Override
    public void close() {
      server.close();
    }
  }

  Running start() {
    return new Running(this == REDIS ? RedisServer.startOriginal() : RedisServer.startHaulm());
  }
}
