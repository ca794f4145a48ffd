package io.haulm.server.redis;

import io.haulm.engine.Check;
import io.haulm.engine.Reply;
import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.KeyspaceClient;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.Words;
import io.haulm.server.redis.script.Impatient;
import io.haulm.server.shard.Connection;
import io.haulm.server.shard.InputBuffer;
import io.haulm.server.shard.Output;
import io.haulm.server.shard.Shard;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client: takes its bytes apart into commands, and has them run one after the other. */
final class RedisConnection extends Connection
    implements KeyspaceClient.Owner, RespSink.Listener, Impatient {
  /** So much input is kept while a command waits; then the socket is no longer read. */
  static final int KEPT_BYTES_MAX = 64 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(RedisConnection.class);

  /** What becomes of replies. */
  enum ReplyMode {
    /** They are told. */
    ON,
    /** They are not. */
    OFF,
    /** The present command has none, and the next one's will not be told either. */
    SKIP_NEXT,
    /** The present command's is not told. */
    SKIP
  }

  private final RedisFace face;
  private final boolean isInner;
  private final RequestParser parser;
  private final InputBuffer input;
  private final Profile profile = new Profile();
  private @Nullable KeyspaceClient client;
  private @Nullable RespSink sink;
  private @Nullable TubeSession tubes;
  private final Backlog backlog;
  private ReplyMode replyMode = ReplyMode.ON;
  private boolean isStranger;
  private boolean isClosing;
  private boolean isCut;
  private boolean isPaused;

  /**
   * A connection.
   *
   * @param isInner true when the server is its own client, who need not say the password
   */
  RedisConnection(Shard shard, RedisFace face, boolean isInner) {
    super(shard);
    this.face = face;
    this.isInner = isInner;
    this.parser = new RequestParser(face.intake());
    this.input = new InputBuffer(face.inputScratch());
    this.backlog = new Backlog(face.intake());
  }

  /** The connection from which a command came. */
  static RedisConnection of(Call call) {
    return (RedisConnection) call.client().owner();
  }

  @Override
  public String face() {
    return "redis";
  }

  @Override
  public String clientName() {
    return profile.name;
  }

  @Override
  public String lastCommand() {
    return profile.lastCommand.equals("NULL") ? "" : profile.lastCommand;
  }

  /** The keyspace's side of this connection. */
  KeyspaceClient client() {
    return present(client);
  }

  /** Where its replies go. */
  @Override
  public RespSink replies() {
    return present(sink);
  }

  /** Its side of the tubes. */
  TubeSession tubes() {
    return present(tubes);
  }

  /** What the client has told of itself. */
  Profile profile() {
    return profile;
  }

  /** Its socket. */
  Channel socket() {
    return channel();
  }

  /** Closes the connection once the present command has been answered. */
  void closeAfterReply() {
    isClosing = true;
  }

  /** Ends the connection of another client, at once. */
  void kill() {
    cutOff();
  }

  /** True when the client has yet to say the password. */
  @Override
  public boolean wantsShortScripts() {
    return isInner;
  }

  boolean isStranger() {
    return isStranger;
  }

  /** Sets whether the client has said who it is. */
  void setStranger(boolean isOne) {
    isStranger = isOne;
    parser.setStranger(isOne);
  }

  /** Sets what becomes of replies; takes effect at once. */
  void setReplyMode(ReplyMode mode) {
    replyMode = mode;
    replies().setSilent(mode == ReplyMode.OFF);
  }

  /** Sets whether replies leave without waiting for the disk; takes effect at once. */
  void setEarly(boolean isEarly) {
    output().setEarly(isEarly);
  }

  /** The next command's reply is not told, unless replies are off anyway. */
  void skipNextReply() {
    if (replyMode != ReplyMode.OFF) {
      replyMode = ReplyMode.SKIP_NEXT;
    }
  }

  /** Everything is as at the beginning, but for the keyspace's side. */
  void reset(boolean asStranger) {
    setReplyMode(ReplyMode.ON);
    setEarly(false);
    replies().setResp3(false);
    setStranger(asStranger);
    face.watcher().removeMonitor(this);
    profile.reset();
  }

  /**
   * Ends what the client waits for.
   *
   * @return false when it waits for nothing
   */
  boolean endWait(boolean asTimeout) {
    if (client().isBlocked()) {
      face.keyspace().unblock(client(), asTimeout);
      return true;
    }
    return tubes().endWait(asTimeout);
  }

  /** How much output waits to be sent. */
  long pendingOutputBytes() {
    return output().pendingBytes();
  }

  /** How much input was not used up yet. */
  int inputBytes() {
    return input.length();
  }

  /** How much has arrived of a command that is not complete. */
  long commandBytes() {
    return parser.pendingBytes() + backlog.bytes();
  }

  /** True when it is told of all commands. */
  boolean isMonitor() {
    return face.watcher().isMonitor(this);
  }

  /** Shows it a command of another client, or of its own. */
  void tellMonitored(byte[] line) {
    checkOutput();
    replies().raw(line);
  }

  /** Goes on with its input in this turn. */
  void goOnSoon() {
    resumeSoon();
  }

  @Override
  protected void opened() {
    sink = new RespSink(this::replyBuffer, face.sinkScratch(), this);
    client = face.keyspace().connect(this);
    tubes = new TubeSession(shard(), session(), output(), present(sink));
    setStranger(!isInner && !face.login().isOpen());
    long nowMillis = shard().clock().nowMillis();
    profile.connected(nowMillis, channel());
    face.clients().add(this);
  }

  @Override
  protected void ending() {
    replies().close();
    face.clients().remove(this);
    face.watcher().removeMonitor(this);
    face.keyspace().disconnect(client());
  }

  @Override
  protected void received(ByteBuf bytes) {
    face.stats().inputBytes += bytes.readableBytes();
    profile.interacted(shard().nowMillis());
    try {
      if (input.isEmpty()) {
        parser.take(bytes);
      }
      input.add(bytes);
    } catch (ProtocolException e) {
      refuseProtocol(e);
    }
    goOn();
  }

  @Override
  protected boolean hasKeptInput() {
    return !isWaiting() && (!input.isEmpty() || !backlog.isEmpty() || inputHasEnded());
  }

  @Override
  protected void resumed() {
    goOn();
  }

  @Override
  protected void answered(Reply reply) {
    tubes().tellAnswer(reply);
    replyHasEnded();
    resumeSoon();
  }

  @Override
  protected void closed() {
    forgetInput();
  }

  @Override
  public void unblocked() {
    replyHasEnded();
    resumeSoon();
  }

  @Override
  public void toldError(String message) {
    face.stats().error(message);
  }

  @Override
  public void pushing() {
    checkOutput();
  }

  /** True while a command waits, so that the next one cannot be run. */
  @Override
  public boolean isWaiting() {
    return client().isBlocked() || tubes().isWaiting();
  }

  /** Runs as much of the input as can be run now, and keeps the rest. */
  private void goOn() {
    isPaused = false;
    boolean goesOn = true;
    while (goesOn && !hasQuit() && !isWaiting() && canGoOn()) {
      goesOn = step();
    }
    if (hasQuit()) {
      forgetInput();
      return;
    }
    boolean isFull = input.length() >= KEPT_BYTES_MAX && (goesOn || isPaused);
    if (isFull && (isWaiting() || isPaused || output().isCongested())) {
      // A client may send all its commands before it reads the first reply. If its socket were not
      // read, both sides would wait for each other for ever.
      backlog.takeAll(parser, input);
      isFull = false;
    }
    input.keepRest();
    setReading(!isFull && !backlog.isBroken());
    if (inputHasEnded() && ((!goesOn && !isPaused) || isWaiting())) {
      // What is left is half a command, or nobody is there any more to be waited for.
      quit();
    }
  }

  /** Runs one command; false when there is none to be run. */
  private boolean step() {
    byte[][] argv;
    try {
      argv = backlog.isEmpty() ? parser.next(input) : backlog.next();
    } catch (ProtocolException e) {
      refuseProtocol(e);
      return false;
    }
    if (argv == null) {
      return false;
    }
    if (face.pause().holds(this, argv)) {
      backlog.putBack(argv);
      isPaused = true;
      return false;
    }
    run(argv);
    return true;
  }

  private void run(byte[][] argv) {
    if (Words.is(argv[0], "post") || Words.is(argv[0], "host:")) {
      LOG.warn(
          "a client at {} that speaks HTTP, not Redis' protocol, was cut off", profile.address());
      cutOff();
      return;
    }
    if (isStranger && !mayStrangersSay(argv)) {
      replies().error("NOAUTH Authentication required.");
    } else {
      face.keyspace().submit(shard().nowMillis(), client(), argv);
    }
    if (!isWaiting()) {
      replyHasEnded();
    }
    checkOutput();
    if (isClosing && !hasQuit()) {
      quit();
    }
  }

  private void forgetInput() {
    input.clear();
    parser.clear();
    backlog.clear();
  }

  private void replyHasEnded() {
    if (replyMode == ReplyMode.SKIP_NEXT) {
      replyMode = ReplyMode.SKIP;
      replies().setSilent(true);
    } else if (replyMode == ReplyMode.SKIP) {
      replyMode = ReplyMode.ON;
      replies().setSilent(false);
    }
  }

  /** Commands that do not exist, or have too few words, are refused by the keyspace. */
  private boolean mayStrangersSay(byte[][] argv) {
    try {
      CommandTable.Found command = face.keyspace().commands().find(argv);
      return command.spec().is(Flag.NO_AUTH) || !command.spec().admits(argv.length);
    } catch (RefusedException _) {
      return true;
    }
  }

  private void refuseProtocol(ProtocolException e) {
    LOG.info("the connection of {} ends: {}", profile.address(), e.reply());
    replies().error(e.reply());
    quit();
  }

  /** Cuts a client off that is sent more than it reads. */
  private void checkOutput() {
    if (isCut) {
      return;
    }
    ClientType type = isMonitor() ? ClientType.PUBSUB : ClientType.of(this);
    if (type == ClientType.NORMAL && !face.outputLimits().limitsNormal()) {
      return;
    }
    long pendingBytes = output().pendingBytes();
    if (face.outputLimits().isBeyond(type, profile, pendingBytes, shard().nowMillis())) {
      face.stats().cutSubscribers++;
      LOG.warn(
          "the client {} at {} does not read what it is sent, {} bytes by now, and is cut off",
          client().id(),
          profile.address(),
          pendingBytes);
      cutOffSoon();
    }
  }

  /** Where a reply goes; one that is too long is not told to its end. */
  private ByteBuf replyBuffer() {
    long heldBytes = output().heldBytes();
    if (heldBytes > Output.PENDING_BYTES_MAX
        && !isCut
        && heldBytes > face.outputLimits().replyBytesMax()) {
      LOG.warn(
          "the client {} at {} asks for a reply of more than {} bytes, and is cut off",
          client().id(),
          profile.address(),
          heldBytes);
      cutOffSoon();
    }
    return output().buffer();
  }

  // Not at once: somebody may be going through a list of clients just now.
  private void cutOffSoon() {
    isCut = true;
    replies().close();
    shard().executeLater(this::cutOffIfThere, 0);
  }

  private void cutOffIfThere() {
    if (!hasQuit()) {
      cutOff();
    }
  }

  private static <T> T present(@Nullable T value) {
    return Check.present(value, "a connection is used only after it has begun");
  }
}
