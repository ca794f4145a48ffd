package io.haulm.tasks.spi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Messages to be sent in one round trip, in order, and the sizes of the chords they belong to. */
public final class Batch {

  private final List<TaskMessage> messages = new ArrayList<>();
  private final Map<String, Integer> chordSizes = new LinkedHashMap<>();
  private final Set<String> wanted = new LinkedHashSet<>();
  private final Duration chordTtl;

  /**
   * An empty one.
   *
   * @param chordTtl how long the counters of chords are kept
   */
  public Batch(Duration chordTtl) {
    this.chordTtl = chordTtl;
  }

  /** Adds a message behind the others. */
  public void add(TaskMessage message) {
    messages.add(message);
  }

  /** Says that the sender may look at the result of this task. */
  public void want(String taskId) {
    wanted.add(taskId);
  }

  /** Says how many members a chord waits for; stored before any message is sent. */
  public void chord(String groupId, int members) {
    chordSizes.put(groupId, members);
  }

  /** The messages, in order. */
  public List<TaskMessage> messages() {
    return messages;
  }

  /** The tasks whose results the sender may look at. */
  public Set<String> wanted() {
    return wanted;
  }

  /** Members by group id. */
  public Map<String, Integer> chordSizes() {
    return chordSizes;
  }

  /** How long the counters of chords are kept. */
  public Duration chordTtl() {
    return chordTtl;
  }
}
