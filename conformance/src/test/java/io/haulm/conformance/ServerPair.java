package io.haulm.conformance;

/** beanstalkd and Haulm. */
final class ServerPair extends Pair<Script, ServerPair.Watched> {

  static final int DEFAULT_BODY_BYTES_MAX = 65_535;

  private final int bodyBytesMax;

  ServerPair() {
    this(DEFAULT_BODY_BYTES_MAX);
  }

  ServerPair(int bodyBytesMax) {
    super("beanstalkd", Subject.name());
    this.bodyBytesMax = bodyBytesMax;
  }

  /** A server with somebody who watches it. */
  record Watched(TestServer server, Observer observer) implements Pair.Side {
    static Watched of(TestServer server) {
      var observer = new Observer(server);
      // The launcher has knocked at the door; that connection must be gone.
      observer.awaitStat("current-connections", 1);
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
    return Watched.of(RealBeanstalkd.start("-z", Integer.toString(bodyBytesMax)));
  }

  @Override
  protected Watched startSubject() {
    return Watched.of(Subject.start(bodyBytesMax));
  }

  @Override
  protected Transcript hold(Script script, Watched side, boolean isSubject) {
    return Conversation.hold(script, side.server(), side.observer(), bodyBytesMax);
  }
}
