package io.haulm.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a conversation that shows a difference shorter. */
final class Shrinker {

  private final Predicate<Script> differs;
  private int triesLeft;

  /**
   * @param differs whether a conversation still shows a difference
   * @param triesMax how often that may be asked: each failure starts two servers
   */
  Shrinker(Predicate<Script> differs, int triesMax) {
    this.differs = differs;
    this.triesLeft = triesMax;
  }

  /** Leaves out ever smaller pieces as long as the difference stays. */
  Script shrink(Script script) {
    List<Step> steps = script.steps();
    for (int piece = Math.max(1, steps.size() / 2); piece >= 1; piece /= 2) {
      // From the front: what matters is mostly near the end.
      for (int start = 0; start + piece < steps.size() && triesLeft > 0; ) {
        var fewer = new ArrayList<>(steps);
        fewer.subList(start, start + piece).clear();
        triesLeft--;
        if (differs.test(script.withSteps(fewer))) {
          steps = fewer;
        } else {
          start += piece;
        }
      }
    }
    return script.withSteps(steps);
  }
}
