package io.haulm.server.config;

/** When a reply that confirms a change may leave. */
public sealed interface Durability {
  /** Longest interval between two syncs, in milliseconds: one hour. */
  int INTERVAL_MILLIS_MAX = 3_600_000;

  /**
   * Reads {@code sync}, {@code interval=MS}, {@code os} or {@code memory}.
   *
   * @throws InvalidValueException when the text is none of these
   */
  static Durability parse(String text) throws InvalidValueException {
    return switch (text) {
      case "sync" -> new Sync();
      case "os" -> new Os();
      case "memory" -> new Memory();
      default -> parseInterval(text);
    };
  }

  private static Interval parseInterval(String text) throws InvalidValueException {
    String prefix = "interval=";
    if (!text.startsWith(prefix)) {
      throw new InvalidValueException("must be sync, interval=MS, os or memory");
    }
    String millis = text.substring(prefix.length());
    if (!millis.matches("[0-9]{1,9}")
        || Integer.parseInt(millis) < 1
        || Integer.parseInt(millis) > INTERVAL_MILLIS_MAX) {
      throw new InvalidValueException(
          "must have an interval from 1 to " + INTERVAL_MILLIS_MAX + " milliseconds");
    }
    return new Interval(Integer.parseInt(millis));
  }

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
