package io.haulm.conformance.redis;

/** What one line of a {@link Talk} asks for. */
sealed interface TalkStep {

  /**
   * Sends a command and waits until it is answered or blocks.
   *
   * @param party the name of the connection, made when it is first named
   * @param line the words, still quoted
   * @param answered whether a reply is due at all
   * @param unlessWaiting skips the step while the party is blocked
   */
  record Command(String party, String line, boolean answered, boolean unlessWaiting)
      implements TalkStep {}

  /** Sends bytes, still escaped, which are answered by so many replies. */
  record Raw(String party, String payload, int replies) implements TalkStep {}

  /** Closes a connection from our side and waits until the server has noticed. */
  record Close(String party) implements TalkStep {}

  /** Waits until the server has closed a connection. */
  record AwaitEnd(String party) implements TalkStep {}

  /** Waits for a reply that only time can bring. */
  record AwaitReply(String party) implements TalkStep {}

  /** Asks again and again, until the reply is the wanted one, as {@link Reply#shown()} shows it. */
  record AwaitState(String party, String line, String wanted) implements TalkStep {}
}
