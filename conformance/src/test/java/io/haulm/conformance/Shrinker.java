package io.haulm.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a conversation that shows a difference shorter.
 *
 * @param <S> a step of the conversation
 */
public final class Shrinker<S> {

  private final Predicate<List<S>> differs;
  private int triesLeft;

  /**
   * A shrinker for one conversation.
   *
   * @param differs whether a conversation of these steps still shows a difference
   * @param triesMax how often that may be asked: each failure starts two servers
   */
  public Shrinker(Predicate<List<S>> differs, int triesMax) {
    this.differs = differs;
    this.triesLeft = triesMax;
  }

  /** Leaves out ever smaller pieces as long as the difference stays. */
  public List<S> shrink(List<S> whole) {
    List<S> steps = whole;
    for (int piece = Math.max(1, steps.size() / 2); piece >= 1; piece /= 2) {
      // From the front: what matters is mostly near the end.
      int start = 0;
      while (start < steps.size() && steps.size() > 1 && triesLeft > 0) {
        var fewer = new ArrayList<>(steps);
        fewer.subList(start, Math.min(start + piece, steps.size())).clear();
        triesLeft--;
        if (differs.test(fewer)) {
          steps = fewer;
        } else {
          start += piece;
        }
      }
    }
    return List.copyOf(steps);
  }
}
