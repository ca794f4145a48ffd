package io.haulm.tasks.schedule;

import io.haulm.tasks.Flow;

/**
 * What is to run when. Immutable: each option returns a changed copy.
 *
 * @param name by which it is known in the server; 1 to {@link #NAME_MAX} visible characters
 * @param schedule when
 * @param flow what is enqueued; it has no delay and no time of its own
 * @param missed what becomes of missed runs
 * @param overlap what becomes of a run while the one before has not ended
 */
public record Scheduled(
    String name, Schedule schedule, Flow<?> flow, MissedRuns missed, Overlap overlap) {

  /** The longest name, in characters. */
  public static final int NAME_MAX = 255;

  /** Refuses names that would not be readable in a list. */
  public Scheduled {
    boolean visible = name.chars().allMatch(c -> c > ' ' && c != 0x7f);
    if (name.isEmpty() || name.length() > NAME_MAX || !visible) {
      throw new IllegalArgumentException(
          "the name of a schedule is 1.." + NAME_MAX + " visible characters: " + name);
    }
  }

  /** With missed runs made up for once, and runs that may overlap. */
  public static Scheduled of(String name, Schedule schedule, Flow<?> flow) {
    return new Scheduled(name, schedule, flow, MissedRuns.once(), Overlap.ALLOW);
  }

  /** With this done about missed runs. */
  public Scheduled missed(MissedRuns policy) {
    return new Scheduled(name, schedule, flow, policy, overlap);
  }

  /** With this done about runs that would overlap. */
  public Scheduled overlap(Overlap policy) {
    return new Scheduled(name, schedule, flow, missed, policy);
  }
}
