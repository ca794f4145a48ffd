package io.haulm.server.config;

/** When a reply that confirms a change may leave. */
public sealed interface Durability {
  /** When the change is on disk. */
  record Sync() implements Durability {
    @Override
    public String toString() {
      return "sync";
    }
  }

  /** At once; the disk is synced every {@code millis} milliseconds. */
  record Interval(int millis) implements Durability {
    @Override
    public String toString() {
      return "interval=" + millis;
    }
  }

  /** When the operating system has the change; it syncs when it likes. */
  record Os() implements Durability {
    @Override
    public String toString() {
      return "os";
    }
  }

  /** At once; nothing is kept on disk. */
  record Memory() implements Durability {
    @Override
    public String toString() {
      return "memory";
    }
  }
}
