package io.haulm.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All tubes. A tube comes into being when it is first named by a put, use or watch, and vanishes,
 * with its counters and its pause, when nobody uses or watches it and it has no job.
 */
final class TubeRegistry {
  /** The tube that always exists. */
  static final String DEFAULT = "default";

  private final JobTable jobs;
  private final TimerHeap timers;
  private final FactLog facts;
  private final Trash trash;
  private final Map<String, Tube> byName = new HashMap<>();
  private final Numbered<Tube> byNumber = new Numbered<>();
  // In beanstalkd's order: of creation, but a vanished tube's place is taken by the last one.
  private final List<Tube> list = new ArrayList<>();
  private final Tube defaultTube;
  private long lastSerial;

  TubeRegistry(JobTable jobs, TimerHeap timers, FactLog facts, Trash trash) {
    this.jobs = jobs;
    this.timers = timers;
    this.facts = facts;
    this.trash = trash;
    this.defaultTube = findOrCreate(DEFAULT);
  }

  /** How many tubes there are, without those of the trash. */
  int count() {
    return list.size();
  }

  /** All tubes but those of the trash, in the order of beanstalkd's list; not to be changed. */
  List<Tube> all() {
    return Collections.unmodifiableList(list);
  }

  @Nullable Tube find(String name) {
    return byName.get(name);
  }

  Tube get(int number) {
    return byNumber.get(number);
  }

  Tube findOrCreate(String name) {
    Tube tube = byName.get(name);
    return tube == null ? create(name) : tube;
  }

  /** To be called whenever a tube may have lost the last reason for its existence. */
  void removeUnlessAlive(Tube tube) {
    if (tube == defaultTube || tube.isAlive()) {
      return;
    }
    if (tube.isPaused()) {
      // Else the pause would be back after a restart.
      facts.append(new Fact.TubePaused(tube.name, 0, 0));
    }
    timers.schedule(tube, Long.MAX_VALUE);
    byName.remove(tube.name);
    byNumber.remove(tube.number);
    if (tube.isTrash()) {
      trash.remove(tube);
    } else {
      leaveList(tube);
    }
  }

  private void leaveList(Tube tube) {
    Tube last = list.removeLast();
    if (last != tube) {
      list.set(tube.listPlace, last);
      last.listPlace = tube.listPlace;
    }
  }

  /** To be called whenever the tube's first delayed job or its pause has changed. */
  void reschedule(Tube tube) {
    timers.schedule(tube, Math.min(tube.delayEndsMillis(jobs), tube.pauseEndsMillis()));
  }

  private Tube create(String name) {
    Tube tube = new Tube(name, byNumber.nextNumber(), ++lastSerial, jobs);
    Check.inRange("tube number", tube.number, 0, JobTable.TUBE_NUMBER_MAX);
    byName.put(name, tube);
    byNumber.add(tube);
    if (tube.isTrash()) {
      trash.add(tube);
    } else {
      tube.listPlace = list.size();
      list.add(tube);
    }
    return tube;
  }
}
