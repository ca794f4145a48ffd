package io.haulm.server.shard;

/** What the shard asks of a journal: where are we, and how much of it is safe. */
public interface CommitLog {
  /** Keeps nothing, so everything is as safe as it will ever be, at once. */
  CommitLog MEMORY =
      new CommitLog() {
        @Override
        public long sealTurn() {
          return 0;
        }

        @Override
        public long durablePosition() {
          return 0;
        }
      };

  /**
   * The turn of the loop ends: hands over what was appended in it.
   *
   * @return the position that must be durable before the replies of this turn may leave; never less
   *     than the one before
   */
  long sealTurn();

  /** Replies that wait for this position or an earlier one may leave. Never goes back. */
  long durablePosition();
}
