package io.haulm.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One connection from its beginning to its end: commands go out in order, replies come back in the
 * same order, and whatever ends it fails all that is under way.
 *
 * <p>Who reads? A caller who waits reads for itself, and for those before it, so that a command
 * alone costs no change of threads. When futures are outstanding and nobody waits, a thread of the
 * connection reads.
 *
 * <p>Invariant: whenever a command is in flight, somebody reads or is about to. A reader that
 * leaves looks behind itself, and wakes the connection's thread when a command is left.
 */
final class Link {
  private final Transport transport;
  private final ServerSide state;
  private final ReplyReader replies;
  private final Outbox outbox;
  private final ReplyWatch watch;
  private final Queue<Pending<?>> inFlight = new ConcurrentLinkedQueue<>();
  private final AtomicReference<@Nullable LinkFailure> failure = new AtomicReference<>();

  /** Held for moments: keeps the order of bytes and the order of {@code inFlight} the same. */
  private final ReentrantLock sendLock = new ReentrantLock();

  /** Held while replies are read: only its holder takes from {@code inFlight}. */
  private final ReentrantLock readLock = new ReentrantLock();

  /** A connection that was silent for so long may be dead without our knowing. */
  private final long idleNanos;

  private final Pump reader;
  private final Pump writer;

  /** The tube that is used behind all that was sent; guarded by {@code sendLock}. */
  private String tubeInUse = ServerSide.DEFAULT_TUBE;

  private volatile long lastUseNanos = System.nanoTime();

  Link(Transport transport, ServerSide state, ConnectionOptions options) {
    this.transport = transport;
    this.state = state;
    this.replies = new ReplyReader(transport);
    this.outbox = new Outbox(transport);
    this.reader = new Pump("haulm-reader", this::mustRead, this::readAll);
    this.writer = new Pump("haulm-writer", this::mustWrite, this::flush);
    this.idleNanos = options.idleNanos();
    this.watch = new ReplyWatch(inFlight::peek, options.replyMillis(), this::abort);
  }

  ServerSide state() {
    return state;
  }

  /** Whether it can be used as far as we know; looks more closely when it was silent for long. */
  boolean isUsable() {
    if (failure.get() != null) {
      return false;
    }
    if (System.nanoTime() - lastUseNanos < idleNanos || !readLock.tryLock()) {
      return true;
    }
    boolean isAlive;
    sendLock.lock();
    try {
      lastUseNanos = System.nanoTime();
      isAlive = !inFlight.isEmpty() || transport.looksAlive();
    } finally {
      sendLock.unlock();
      readLock.unlock();
    }
    if (!isAlive) {
      fail(LinkFailure.lost("the server had closed the connection", null));
    }
    return isAlive;
  }

  /** Sends a command and leaves; its future is completed by whoever reads. */
  void send(Pending<?> command) {
    boolean wasIdle = enqueue(command);
    wakeReader();
    // The first of a pipeline goes at once. What follows while it is under way leaves together. A
    // thread that is interrupted must not write: that would close the channel under all others.
    boolean isToGoAtOnce = wasIdle || outbox.isFull();
    if (isToGoAtOnce && !Thread.currentThread().isInterrupted()) {
      flush();
    } else {
      wakeWriter();
    }
  }

  /** Sends a command and waits until its future is completed. */
  void sendAndWait(Pending<?> command) throws InterruptedException {
    enqueue(command);
    flush();
    if (mayReadItself() && readLock.tryLock()) {
      try {
        while (!command.future().isDone() && failure.get() == null) {
          readOne();
        }
        failTheRest();
      } finally {
        readLock.unlock();
      }
      wakeReaderForTheRest();
    } else {
      wakeReaderForTheRest();
      try {
        command.future().get();
      } catch (ExecutionException e) {
        // The caller looks into the future itself.
      }
    }
  }

  // A callback on the thread that reads must read further itself: nobody else will.
  private boolean mayReadItself() {
    return transport.readIsInterruptible() || readLock.isHeldByCurrentThread();
  }

  private void wakeReaderForTheRest() {
    if (!inFlight.isEmpty()) {
      wakeReader();
    }
  }

  private void wakeReader() {
    start(reader);
    reader.poke();
  }

  private void wakeWriter() {
    start(writer);
    writer.poke();
  }

  // Those who only wait for their own replies never need the threads.
  private void start(Pump pump) {
    if (pump.isStarted()) {
      return;
    }
    sendLock.lock();
    try {
      if (failure.get() == null) {
        pump.start();
      }
    } finally {
      sendLock.unlock();
    }
  }

  private boolean enqueue(Pending<?> command) {
    LinkFailure ended;
    boolean wasIdle = false;
    sendLock.lock();
    try {
      ended = failure.get();
      if (ended == null) {
        wasIdle = inFlight.isEmpty();
        if (wasIdle) {
          watch.turnBegins();
        }
        String into = command.command().intoTube();
        if (into != null && !into.equals(tubeInUse)) {
          append(new Pending<>(Commands.use(into)));
        }
        append(command);
        lastUseNanos = System.nanoTime();
      }
    } finally {
      sendLock.unlock();
    }
    if (ended != null) {
      command.fail(ended.toException(false));
    } else if (wasIdle) {
      watch.arm();
    }
    return wasIdle;
  }

  private void append(Pending<?> pending) {
    Command<?> command = pending.command();
    pending.setEndsAtByte(outbox.append(command.line(), command.body()));
    inFlight.add(pending);
    String uses = command.usesTube();
    if (uses != null) {
      tubeInUse = uses;
    }
  }

  /** Whether a reserve is on its way that may bring a job. */
  boolean awaitsJob() {
    return inFlight.stream().anyMatch(pending -> pending.command().reserves());
  }

  private boolean mustWrite() {
    return failure.get() == null && !outbox.isEmpty();
  }

  private boolean mustRead() {
    return !inFlight.isEmpty();
  }

  // One that was aborted between two replies has nobody but its reader to tell those who wait.
  private void failTheRest() {
    LinkFailure ended = failure.get();
    if (ended != null) {
      fail(ended);
    }
  }

  private void flush() {
    try {
      outbox.flush();
    } catch (IOException e) {
      fail(LinkFailure.lost("the connection broke while a command was sent", e));
    }
  }

  private void readAll() {
    readLock.lock();
    try {
      while (mustRead() && failure.get() == null) {
        readOne();
      }
      failTheRest();
    } finally {
      readLock.unlock();
    }
  }

  private void readOne() {
    try {
      Reply reply = replies.next();
      watch.turnBegins();
      Pending<?> first = inFlight.poll();
      if (first == null) {
        throw new MalformedReplyException(reply.line());
      }
      answer(first, reply);
    } catch (MalformedReplyException e) {
      fail(LinkFailure.unexpected(e));
    } catch (IOException e) {
      fail(LinkFailure.lost("the connection was lost", e));
    }
  }

  private void answer(Pending<?> pending, Reply reply) {
    try {
      if (!pending.answer(reply, state)) {
        fail(LinkFailure.lost("closed, to give a job back whose reserve was cancelled", null));
      }
    } catch (MalformedReplyException e) {
      LinkFailure unexpected = LinkFailure.unexpected(e);
      pending.fail(unexpected.toException(true));
      fail(unexpected);
    }
  }

  /** Ends it from a thread that must not wait; the one that reads tells those who wait. */
  void abort(LinkFailure cause) {
    failure.compareAndSet(null, cause);
    transport.close();
  }

  /**
   * Ends it, and fails all that is in flight. The first cause counts.
   *
   * <p>Must not be called by a thread that is writing: this waits for the writer, which closing the
   * transport has woken.
   */
  void fail(LinkFailure cause) {
    abort(cause);
    watch.end();
    reader.end();
    writer.end();
    readLock.lock();
    try {
      failInFlight();
    } finally {
      readLock.unlock();
    }
  }

  private void failInFlight() {
    LinkFailure cause = failure.get();
    if (cause == null) {
      throw new IllegalStateException("commands fail only after the connection did");
    }
    long sentBytes = outbox.settledSentBytes();
    List<Pending<?>> left = new ArrayList<>();
    sendLock.lock();
    try {
      for (Pending<?> next = inFlight.poll(); next != null; next = inFlight.poll()) {
        left.add(next);
      }
    } finally {
      sendLock.unlock();
    }
    state.letAllGo();
    for (Pending<?> pending : left) {
      pending.fail(cause.toException(pending.isSent(sentBytes)));
    }
  }
}
