package io.haulm.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A fact log in a list; a fact's position is its place in the list. */
final class RecordingLog implements FactLog {
  final List<Fact> facts = new ArrayList<>();

  /** Bodies of the records that are still needed, by position. */
  final TreeMap<Long, Integer> neededBodyBytes = new TreeMap<>();

  /** While true, facts of new jobs are refused. */
  boolean isFull;

  /** While true, all facts are refused. */
  boolean refusesAll;

  @Override
  public long append(Fact fact) {
    if (refusesAll || (isFull && fact instanceof Fact.Job)) {
      throw new FactLogFullException("the list is full");
    }
    return add(fact);
  }

  /** Gives all facts of another log to an engine that writes to this one. */
  void recover(RecordingLog other, Engine engine) {
    for (Fact fact : other.facts) {
      engine.replay(fact, add(fact), 0);
    }
    engine.recovered();
  }

  private long add(Fact fact) {
    long position = facts.size();
    facts.add(fact);
    if (fact instanceof Fact.Job job) {
      neededBodyBytes.put(position, job.body().bytes());
    }
    return position;
  }

  @Override
  public void forget(long position, int bodyBytes) {
    Check.invariant(
        neededBodyBytes.remove(position, bodyBytes), "a forgotten record was needed before");
  }
}
