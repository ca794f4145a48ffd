package io.haulm.engine.keyspace;

/** What a command does. */
@FunctionalInterface
public interface Handler {
  /**
   * Does the command: looks, refuses, changes, tells, answers. Answers once, or {@linkplain
   * Call#block blocks}.
   *
   * @throws RefusedException when the client's words make no sense; before anything is changed or
   *     told
   */
  void handle(Call call);
}
