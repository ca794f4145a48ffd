package io.haulm.cli;

import io.haulm.server.config.Durability;

/**
 * What this release can keep on disk. It has no journal: so memory is the default, and anything
 * that promises more is refused.
 */
final class JournalSupport {
  /** How durable a server is that is not told. */
  static final String DEFAULT_DURABILITY = "memory";

  private JournalSupport() {}

  /**
   * Refuses what this release cannot promise.
   *
   * @param setBy what the user wrote, for the message: {@code --durability sync:}
   */
  static void check(Durability durability, String setBy) throws UserErrorException {
    if (!(durability instanceof Durability.Memory)) {
      throw new UserErrorException(
          ExitCodes.FAILED,
          setBy + " this release keeps jobs in memory only; use --durability memory");
    }
  }
}
