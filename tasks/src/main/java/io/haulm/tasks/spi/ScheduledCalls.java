package io.haulm.tasks.spi;

import io.haulm.tasks.Flow;

/** Between flows, what is stored of them, and the messages of one run. */
public interface ScheduledCalls {

  /**
   * What to store of a flow.
   *
   * @throws IllegalArgumentException when a call in it has a delay or a time of its own
   */
  Signature compile(Flow<?> flow);

  /**
   * Adds the messages of a run, with ids of its own, to a batch.
   *
   * @param claim the claim that its last task frees when it ends; empty for none
   * @return the id of the last task, whose result is the run's
   */
  String add(Signature stored, String claim, Batch batch);

  /** An empty batch. */
  Batch batch();
}
