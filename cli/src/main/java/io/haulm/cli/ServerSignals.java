package io.haulm.cli;

import io.haulm.server.HaulmServer;
import org.jspecify.annotations.Nullable;

/**
 * Ends and drains a server by signals.
 *
 * <p>To be installed before the server starts: it listens before its start returns, so somebody may
 * already send what would kill a process that does not handle it. What comes so early is done as
 * soon as the server is there.
 */
final class ServerSignals {
  // Guarded by this.
  private @Nullable HaulmServer server;
  private boolean isToEnd;
  private boolean isToDrain;

  void install() {
    Signals.handle("TERM", this::end);
    Signals.handle("INT", this::end);
    Signals.handle("USR1", this::drain);
  }

  void end() {
    synchronized (this) {
      isToEnd = true;
    }
    carryOut();
  }

  void drain() {
    synchronized (this) {
      isToDrain = true;
    }
    carryOut();
  }

  /** From now on the signals are for this server, and so are those that came before. */
  void attach(HaulmServer started) {
    synchronized (this) {
      server = started;
    }
    carryOut();
  }

  // Without the lock, since an end takes its time; both may be done more than once.
  private void carryOut() {
    HaulmServer started;
    boolean ends;
    boolean drains;
    synchronized (this) {
      started = server;
      ends = isToEnd;
      drains = isToDrain;
    }
    if (started == null) {
      return;
    }
    if (ends) {
      started.close();
    } else if (drains) {
      started.drain();
    }
  }
}
