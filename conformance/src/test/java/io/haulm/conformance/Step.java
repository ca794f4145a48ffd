package io.haulm.conformance;

/** One line of a {@link Script}. */
sealed interface Step {

  /** The line as it is written in a script. */
  String text();

  /**
   * Sends something and waits until the server has answered or made the sender wait.
   *
   * @param party the name of the connection, made when it is first named
   * @param payload what to send, still escaped
   * @param unlessWaiting skips the step while the party is blocked in a reserve
   */
  record Send(String text, String party, String payload, boolean unlessWaiting) implements Step {}

  /** Closes a connection from our side and waits until the server has noticed. */
  record Close(String text, String party) implements Step {}

  /** Says that nothing more will be sent, then reads until the server closes. */
  record HalfClose(String text, String party) implements Step {}

  /**
   * Waits for a reply that only time can bring. Meanwhile the others speak again and again:
   * beanstalkd may forget a reservation whose holder is silent.
   */
  record AwaitReply(String text, String party) implements Step {}

  /**
   * Waits until a job is in a state that only time can bring.
   *
   * <p>Meanwhile the party speaks again and again, for the same reason.
   */
  record AwaitState(String text, String party, String job, String state) implements Step {}
}
