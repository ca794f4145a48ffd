package io.haulm.server.beanstalk;

import io.haulm.engine.Command;
import io.haulm.engine.CommandCounts;
import io.haulm.engine.Reply;
import io.haulm.engine.body.BodyStore;
import io.haulm.server.beanstalk.ReplyWriter.Refusal;
import io.haulm.server.shard.Connection;
import io.haulm.server.shard.InputBuffer;
import io.haulm.server.shard.NativeCopy;
import io.haulm.server.shard.Shard;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client: takes its bytes apart into lines and bodies, and has them run one after the other.
 */
final class BeanstalkConnection extends Connection {
  /** Longest line with its CRLF; a longer one is dropped as a whole. */
  static final int LINE_BYTES_MAX = 224;

  /** So much input is kept while a command waits; then the socket is no longer read. */
  static final int KEPT_BYTES_MAX = 64 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(BeanstalkConnection.class);
  private static final int END_BYTES = 2;

  private final BeanstalkFace face;
  private final InputBuffer input;
  private @Nullable IncomingBody body;
  private long bytesToSkip;
  private boolean isDroppingLine;
  private boolean isWaiting;
  private boolean sawLine;
  private @Nullable Verb lastVerb;

  BeanstalkConnection(Shard shard, BeanstalkFace face) {
    super(shard);
    this.face = face;
    this.input = new InputBuffer(face.scratch());
  }

  @Override
  protected void received(ByteBuf bytes) {
    IncomingBody incoming = body;
    if (incoming != null && input.isEmpty()) {
      // Straight from the socket's buffer to where the body stays.
      int taken = incoming.take(NativeCopy.view(bytes));
      bytes.skipBytes(taken);
    }
    input.add(bytes);
    goOn();
  }

  @Override
  public String face() {
    return "beanstalk";
  }

  @Override
  public String lastCommand() {
    Verb verb = lastVerb;
    return verb == null ? "" : verb.word();
  }

  @Override
  public boolean isWaiting() {
    return isWaiting;
  }

  @Override
  protected boolean hasKeptInput() {
    return !isWaiting && (!input.isEmpty() || inputHasEnded());
  }

  @Override
  protected void resumed() {
    goOn();
  }

  @Override
  protected void answered(Reply reply) {
    isWaiting = false;
    face.replies().write(output(), reply);
    resumeSoon();
  }

  @Override
  protected void closed() {
    input.clear();
    dropBody();
  }

  /** Runs as much of the input as can be run now, and keeps the rest. */
  private void goOn() {
    boolean goesOn = true;
    while (goesOn && !isWaiting && canGoOn()) {
      goesOn = step();
    }
    if (hasQuit()) {
      input.clear();
      return;
    }
    input.keepRest();
    setReading(input.length() < KEPT_BYTES_MAX || (!isWaiting && canGoOn()));
    if (inputHasEnded() && !goesOn && !isWaiting) {
      // What is left is half a command.
      quit();
    }
  }

  /** Takes one thing from the input; false when more must come first. */
  private boolean step() {
    if (body != null) {
      return takeBody(body);
    }
    if (bytesToSkip > 0) {
      return skip();
    }
    return takeLine();
  }

  private boolean takeLine() {
    if (!sawLine && ForeignProtocol.isRequest(input)) {
      LOG.warn("a client that speaks HTTP or TLS, not beanstalkd's protocol, was cut off");
      quit();
      return false;
    }
    int end = input.findLineEnd(isDroppingLine ? Integer.MAX_VALUE : LINE_BYTES_MAX);
    if (end < 0 && !isDroppingLine && input.length() >= LINE_BYTES_MAX) {
      isDroppingLine = true;
      end = input.findLineEnd(Integer.MAX_VALUE);
    }
    if (end < 0) {
      if (isDroppingLine) {
        input.dropButLastCr();
      }
      return false;
    }
    sawLine = true;
    int start = input.start();
    input.skip(end - start + END_BYTES);
    if (isDroppingLine) {
      isDroppingLine = false;
      refuse(Refusal.BAD_FORMAT);
    } else {
      run(input.bytes(), start, end);
    }
    return !hasQuit();
  }

  private void run(byte[] line, int start, int end) {
    if (hasNul(line, start, end)) {
      refuse(Refusal.BAD_FORMAT);
      return;
    }
    Verb verb = Verb.of(line, start, end);
    lastVerb = verb;
    if (verb == null) {
      refuse(Refusal.UNKNOWN_COMMAND);
    } else if (verb == Verb.QUIT) {
      quit();
    } else {
      run(verb, face.parser().parse(session(), verb, line, start, end));
    }
  }

  private void run(Verb verb, @Nullable Command command) {
    if (command == null) {
      refuseBadFormat();
    } else if (verb == Verb.PUT) {
      beginPut(command, face.parser().putBodyBytes());
    } else {
      reply(shard().apply(command));
    }
  }

  private void reply(Reply reply) {
    if (reply == Reply.Plain.WAITING) {
      isWaiting = true;
    } else {
      face.replies().write(output(), reply);
    }
  }

  private void refuse(Refusal refusal) {
    face.replies().write(output(), refusal);
  }

  private void refuseBadFormat() {
    CommandCounts.Kind counted = face.parser().refusedKind();
    if (counted != null) {
      shard().engine().countRefused(counted);
    }
    refuse(Refusal.BAD_FORMAT);
  }

  private void beginPut(Command begin, long bodyBytes) {
    if (bodyBytes > face.jobBytesMax()) {
      shard().engine().countRefused(CommandCounts.Kind.PUT);
      bytesToSkip = bodyBytes + END_BYTES;
    } else if (face.parser().putHasMore()) {
      shard().engine().countRefused(CommandCounts.Kind.PUT);
      refuse(Refusal.BAD_FORMAT);
    } else {
      shard().apply(begin);
      receiveBody((int) bodyBytes);
    }
  }

  private void receiveBody(int bodyBytes) {
    BodyStore bodies = shard().engine().bodies();
    boolean isWhole =
        bodyBytes <= BodyStore.PIECE_BYTES_MAX && input.length() >= bodyBytes + END_BYTES;
    if (!isWhole) {
      body = new IncomingBody(bodies.draft(bodyBytes));
      return;
    }
    int start = input.start();
    input.skip(bodyBytes + END_BYTES);
    byte[] bytes = input.bytes();
    int end = start + bodyBytes;
    if (bytes[end] != '\r' || bytes[end + 1] != '\n') {
      refuse(Refusal.EXPECTED_CRLF);
      return;
    }
    long ref = bodies.store(input.segment(), start, bodyBytes);
    reply(shard().apply(new Command.EndPut(session(), ref, bodyBytes)));
  }

  private boolean takeBody(IncomingBody incoming) {
    int taken = incoming.take(input.readable());
    input.skip(taken);
    if (!incoming.isComplete()) {
      return false;
    }
    body = null;
    if (incoming.endsWell()) {
      reply(shard().apply(new Command.EndPut(session(), incoming.finish(), incoming.bytes())));
    } else {
      incoming.discard();
      refuse(Refusal.EXPECTED_CRLF);
    }
    return true;
  }

  private boolean skip() {
    int skipped = (int) Math.min(bytesToSkip, input.length());
    input.skip(skipped);
    bytesToSkip -= skipped;
    if (bytesToSkip > 0) {
      return false;
    }
    refuse(Refusal.JOB_TOO_BIG);
    return true;
  }

  private static boolean hasNul(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }

  private void dropBody() {
    IncomingBody incoming = body;
    if (incoming != null) {
      body = null;
      incoming.discard();
    }
  }
}
