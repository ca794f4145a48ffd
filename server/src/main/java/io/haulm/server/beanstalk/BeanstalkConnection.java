package io.haulm.server.beanstalk;

import io.haulm.engine.Check;
import io.haulm.engine.Command;
import io.haulm.engine.CommandCounts;
import io.haulm.engine.Reply;
import io.haulm.engine.body.BodyStore;
import io.haulm.server.shard.Connection;
import io.haulm.server.shard.InputBuffer;
import io.haulm.server.shard.Shard;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client that speaks beanstalkd's protocol. */
final class BeanstalkConnection extends Connection {
  /** What the next bytes of input are. */
  private enum Expected {
    /** A command. */
    LINE,
    /** The rest of a line that is too long. */
    REST_OF_LINE,
    /** The rest of a body. */
    BODY,
    /** The rest of a body that is not wanted. */
    UNWANTED_BODY
  }

  private static final Logger LOG = LoggerFactory.getLogger(BeanstalkConnection.class);

  private static final int CRLF_BYTES = 2;
  private static final int NOT_FOUND = -1;

  private final BeanstalkFace face;
  private final Shard shard;
  private Expected expected = Expected.LINE;
  private boolean isFresh = true;
  private @Nullable PutInProgress put;
  private long unwantedBytes;

  BeanstalkConnection(BeanstalkFace face) {
    super(face.shard());
    this.face = face;
    this.shard = face.shard();
  }

  @Override
  protected boolean decodeNext(InputBuffer input) {
    return switch (expected) {
      case LINE -> line(input);
      case REST_OF_LINE -> restOfLine(input);
      case BODY -> body(input);
      case UNWANTED_BODY -> unwantedBody(input);
    };
  }

  @Override
  protected void answer(Reply reply) {
    face.encoder().encode(reply, output());
  }

  @Override
  protected void abandon() {
    if (put != null) {
      put.discard();
      put = null;
    }
  }

  private boolean line(InputBuffer input) {
    byte[] line = face.line();
    int count = input.peek(line, BeanstalkFace.LINE_BYTES_MAX);
    if (isFresh && ForeignGreeting.begins(line, count)) {
      LOG.warn("Closed the connection of {}: it speaks HTTP or TLS, not beanstalkd", peer());
      finish();
      return false;
    }
    int length = findCrlf(line, count);
    if (length == NOT_FOUND) {
      if (count < BeanstalkFace.LINE_BYTES_MAX) {
        return false;
      }
      expected = Expected.REST_OF_LINE;
      return true;
    }
    isFresh = false;
    input.skip(length + CRLF_BYTES);
    switch (face.command().parse(line, length)) {
      case UNDERSTOOD -> run(face.command(), input);
      case BAD_FORMAT -> refuse(Refusal.BAD_FORMAT);
      case BAD_FORMAT_COUNTED -> refuseCounted(CommandCounts.Kind.PAUSE_TUBE);
      case UNKNOWN -> refuse(Refusal.UNKNOWN_COMMAND);
    }
    return true;
  }

  private static int findCrlf(byte[] bytes, int count) {
    for (int i = 0; i < count - 1; i++) {
      if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
        return i;
      }
    }
    return NOT_FOUND;
  }

  // A CR at the end of what has come may be half of the CRLF, so it is left for the next read.
  private boolean restOfLine(InputBuffer input) {
    byte[] line = face.line();
    int count = input.peek(line, line.length);
    int length = findCrlf(line, count);
    if (length != NOT_FOUND) {
      input.skip(length + CRLF_BYTES);
      isFresh = false;
      expected = Expected.LINE;
      refuse(Refusal.BAD_FORMAT);
      return true;
    }
    boolean endsWithCr = count > 0 && line[count - 1] == '\r';
    int dropped = endsWithCr ? count - 1 : count;
    input.skip(dropped);
    return dropped > 0;
  }

  private boolean body(InputBuffer input) {
    PutInProgress current = Check.present(put, "a body that is expected belongs to a put");
    if (!current.take(input)) {
      return false;
    }
    put = null;
    expected = Expected.LINE;
    if (current.isTrailerSound()) {
      endPut(current.finish(), current.bodyBytes());
    } else {
      current.discard();
      refuse(Refusal.EXPECTED_CRLF);
    }
    return true;
  }

  private boolean unwantedBody(InputBuffer input) {
    int bytes = (int) Math.min(unwantedBytes, input.available());
    input.skip(bytes);
    unwantedBytes -= bytes;
    if (unwantedBytes > 0) {
      return false;
    }
    expected = Expected.LINE;
    refuse(Refusal.JOB_TOO_BIG);
    return true;
  }

  private void run(CommandLine c, InputBuffer input) {
    switch (c.verb()) {
      case PUT -> put(c, input);
      case RESERVE -> reserve(new Command.Reserve(session()));
      case RESERVE_WITH_TIMEOUT ->
          reserve(new Command.ReserveWithTimeout(session(), c.timeoutMillis()));
      case DELETE -> apply(new Command.Delete(session(), c.jobId()));
      case RELEASE ->
          apply(new Command.Release(session(), c.jobId(), c.priority(), c.delayMillis()));
      case BURY -> apply(new Command.Bury(session(), c.jobId(), c.priority()));
      case TOUCH -> apply(new Command.Touch(session(), c.jobId()));
      case RESERVE_JOB -> apply(new Command.ReserveJob(session(), c.jobId()));
      case PEEK -> apply(new Command.Peek(session(), c.jobId()));
      case PEEK_READY -> apply(new Command.PeekReady(session()));
      case PEEK_DELAYED -> apply(new Command.PeekDelayed(session()));
      case PEEK_BURIED -> apply(new Command.PeekBuried(session()));
      case KICK -> apply(new Command.Kick(session(), c.bound()));
      case KICK_JOB -> apply(new Command.KickJob(session(), c.jobId()));
      case STATS_JOB -> apply(new Command.StatsJob(session(), c.jobId()));
      case STATS_TUBE -> apply(new Command.StatsTube(session(), c.tubeName()));
      case STATS -> apply(new Command.Stats(session()));
      case USE -> apply(new Command.Use(session(), c.tubeName()));
      case WATCH -> apply(new Command.Watch(session(), c.tubeName()));
      case IGNORE -> apply(new Command.Ignore(session(), c.tubeName()));
      case LIST_TUBES -> apply(new Command.ListTubes(session()));
      case LIST_TUBE_USED -> apply(new Command.ListTubeUsed(session()));
      case LIST_TUBES_WATCHED -> apply(new Command.ListTubesWatched(session()));
      case PAUSE_TUBE -> apply(new Command.PauseTube(session(), c.tubeName(), c.delayMillis()));
      case QUIT -> finish();
    }
  }

  private void apply(Command command) {
    face.encoder().encode(shard.apply(command), output());
  }

  private void reserve(Command command) {
    Reply reply = shard.apply(command);
    if (reply == Reply.Plain.WAITING) {
      waitForAnswer();
    } else {
      face.encoder().encode(reply, output());
    }
  }

  // The order of the checks is beanstalkd's: the size of a body comes before what stands behind it
  // on the line, and a line that is refused for that is followed by commands, not by a body.
  private void put(CommandLine c, InputBuffer input) {
    if (c.bodyBytes() > face.jobBytesMax()) {
      shard.countRefused(CommandCounts.Kind.PUT);
      unwantedBytes = c.bodyBytes() + CRLF_BYTES;
      expected = Expected.UNWANTED_BODY;
    } else if (c.hasTrailingBytes()) {
      refuseCounted(CommandCounts.Kind.PUT);
    } else {
      beginPut(c, input);
    }
  }

  private void beginPut(CommandLine c, InputBuffer input) {
    Reply reply =
        shard.apply(new Command.BeginPut(session(), c.priority(), c.delayMillis(), c.ttrMillis()));
    Check.invariant(reply == Reply.Plain.SEND_BODY, "every sound put line is taken");
    int bodyBytes = (int) c.bodyBytes();
    if (bodyBytes <= BodyStore.PIECE_BYTES_MAX && input.available() >= bodyBytes + CRLF_BYTES) {
      wholeBody(bodyBytes, input);
    } else {
      put = new PutInProgress(shard.bodies(), bodyBytes);
      expected = Expected.BODY;
    }
  }

  /** The common case: the body is in the buffer, and goes from there to its place. */
  private void wholeBody(int bodyBytes, InputBuffer input) {
    if (input.peek(bodyBytes) == '\r' && input.peek(bodyBytes + 1) == '\n') {
      long bodyRef = shard.bodies().store(input.memory(), input.position(), bodyBytes);
      input.skip(bodyBytes + CRLF_BYTES);
      endPut(bodyRef, bodyBytes);
    } else {
      input.skip(bodyBytes + CRLF_BYTES);
      refuse(Refusal.EXPECTED_CRLF);
    }
  }

  private void endPut(long bodyRef, int bodyBytes) {
    apply(new Command.EndPut(session(), bodyRef, bodyBytes));
  }

  private void refuse(Refusal refusal) {
    face.encoder().refuse(refusal, output());
  }

  private void refuseCounted(CommandCounts.Kind kind) {
    shard.countRefused(kind);
    refuse(Refusal.BAD_FORMAT);
  }
}
