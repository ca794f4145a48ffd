package io.haulm.tasks;

/**
 * What a worker goes by and remote control may change while it runs.
 *
 * @param handlers what it can run
 * @param revocations what it must not start
 * @param rates how fast it may start
 * @param limits how long it may run
 */
record WorkerState(Handlers handlers, Revocations revocations, RateGates rates, TimeLimits limits) {

  WorkerState(Handlers handlers) {
    this(handlers, new Revocations(), new RateGates(), new TimeLimits());
  }
}
