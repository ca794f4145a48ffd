package io.haulm.cli;

import io.haulm.server.HaulmServer;
import org.jspecify.annotations.Nullable;

/**
 * Ends and drains a server by signals.
 *
 * <p>To be installed before the server starts: it listens before its start returns, so somebody may
 * already send what would kill a process that does not handle it. What comes so early is done as
 * soon as the server is there. Who has no patience for that says it twice: then the process ends at
 * once, which costs nothing that was acknowledged.
 */
final class ServerSignals {
  private final Runnable halt;

  // Guarded by this.
  private @Nullable HaulmServer server;
  private boolean isToEnd;
  private boolean isToDrain;

  ServerSignals() {
    this(() -> Runtime.getRuntime().halt(ExitCodes.FAILED));
  }

  /** The same with what ends the process at once. */
  ServerSignals(Runnable halt) {
    this.halt = halt;
  }

  void install() {
    Signals.handle("TERM", this::end);
    Signals.handle("INT", this::end);
    Signals.handle("USR1", this::drain);
  }

  void end() {
    boolean isInVain;
    synchronized (this) {
      isInVain = isToEnd && server == null;
      isToEnd = true;
    }
    if (isInVain) {
      halt.run();
    } else {
      carryOut();
    }
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
