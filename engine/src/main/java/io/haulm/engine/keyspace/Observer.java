package io.haulm.engine.keyspace;

/** Looks on while commands are run: for MONITOR, SLOWLOG and statistics of time. */
public interface Observer {
  /** Sees nothing. */
  Observer NONE =
      new Observer() {
        @Override
        public void starting(Call call) {}

        @Override
        public void ended(Call call, boolean hasFailed) {}
      };

  /** A command is about to be run. */
  void starting(Call call);

  /**
   * It has been run.
   *
   * @param hasFailed true when its reply is an error
   */
  void ended(Call call, boolean hasFailed);
}
