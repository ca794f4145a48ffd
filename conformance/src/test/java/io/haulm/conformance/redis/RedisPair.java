package io.haulm.conformance.redis;

import io.haulm.conformance.Pair;
import io.haulm.conformance.Transcript;

/** redis-server and Haulm. */
final class RedisPair extends Pair<Talk, RedisPair.Watched> {

  RedisPair() {
    super("redis-server", RedisServer.subjectName());
  }

  /** A server with somebody who watches it. */
  record Watched(RedisServer server, RedisObserver observer) implements Pair.Side {
    static Watched of(RedisServer server) {
      var observer = new RedisObserver(server);
      // Whoever knocked at the door to see whether it is open must be gone.
      observer.awaitOthers(0);
      return new Watched(server, observer);
    }

    @Override
    public void close() {
      observer.close();
      server.close();
    }
  }

  @Override
  protected Watched startOriginal() {
    return Watched.of(RedisServer.startOriginal());
  }

  @Override
  protected Watched startSubject() {
    return Watched.of(RedisServer.startSubject());
  }

  @Override
  protected Transcript hold(Talk talk, Watched side, boolean isSubject) {
    // What the subject shall say otherwise than the original is told by hand.
    return TalkRun.hold(
        talk, side.server(), side.observer(), isSubject && !RedisServer.subjectIsOriginal());
  }
}
