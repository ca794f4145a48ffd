package io.haulm.engine.keyspace;

import io.haulm.engine.Fact;
import io.haulm.engine.FactLog;
import io.haulm.engine.FactLogFullException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A fact log in a list; a fact's position is its place in the list. */
public final class RecordingFacts implements FactLog {
  /** All facts, in order. */
  public final List<Fact> facts = new ArrayList<>();

  /** Positions of the records that are still needed. */
  public final TreeSet<Long> needed = new TreeSet<>();

  /** While true, there is no room for what makes the state grow. */
  public boolean isFull;

  /** While true, all facts are refused. */
  public boolean refusesAll;

  @Override
  public long append(Fact fact) {
    if (refusesAll) {
      throw new FactLogFullException("the list is full");
    }
    return add(fact);
  }

  @Override
  public boolean isFull() {
    return isFull;
  }

  @Override
  public void forget(long position, int bodyBytes) {
    if (!needed.remove(position)) {
      throw new AssertionError("a forgotten record was needed before: " + position);
    }
  }

  /** Gives all facts of another log to a keyspace that writes to this one. */
  void recover(RecordingFacts other, Keyspace keyspace) {
    for (Fact fact : other.facts) {
      keyspace.replay((Fact.KeyFact) fact, add(fact), 0);
    }
  }

  private long add(Fact fact) {
    long position = facts.size();
    facts.add(fact);
    if (fact instanceof Fact.KeyBegun) {
      needed.add(position);
    }
    return position;
  }
}
