package io.haulm.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Why a connection ended; each command that was under way gets an exception of its own. */
interface LinkFailure {
  ConnectionException toException(boolean mayHaveBeenDone);

  static LinkFailure lost(String what, @Nullable IOException cause) {
    String reason = cause == null || cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return mayHave -> new ConnectionLostException(what + reason, cause, mayHave);
  }

  static LinkFailure unexpected(MalformedReplyException cause) {
    return mayHave ->
        new UnexpectedReplyException(String.valueOf(cause.getMessage()), cause, mayHave);
  }

  static LinkFailure timeout(long millis) {
    return mayHave ->
        new ReplyTimeoutException("no answer within " + millis + " ms", null, mayHave);
  }

  static LinkFailure closed() {
    return mayHave -> new ConnectionClosedException("the connection was closed", null, mayHave);
  }

  static LinkFailure interrupted() {
    return mayHave ->
        new CommandInterruptedException("interrupted while waiting for the answer", null, mayHave);
  }
}
