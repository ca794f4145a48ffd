package io.haulm.client;

import java.util.concurrent.CompletableFuture;

/** A command that waits for its reply. */
final class Pending<T> {
  private final Command<T> command;
  private final CompletableFuture<T> future = new CompletableFuture<>();

  /** Where its last byte is in the stream of all that the connection sends. */
  private long endsAtByte = Long.MAX_VALUE;

  Pending(Command<T> command) {
    this.command = command;
  }

  Command<T> command() {
    return command;
  }

  CompletableFuture<T> future() {
    return future;
  }

  void setEndsAtByte(long position) {
    endsAtByte = position;
  }

  boolean isSent(long sentBytes) {
    return sentBytes >= endsAtByte;
  }

  /**
   * Hands the reply to whoever waits.
   *
   * @return false when a job came that nobody waits for any more
   */
  boolean answer(Reply reply, ServerSide state) throws MalformedReplyException {
    T result;
    try {
      result = command.accept(reply, state);
    } catch (ErrorReplyException e) {
      future.completeExceptionally(e);
      return true;
    }
    return future.complete(result) || !command.bringsJob(reply);
  }

  void fail(ConnectionException failure) {
    future.completeExceptionally(failure);
  }
}
