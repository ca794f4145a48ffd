package io.haulm.tasks.celery;

import java.util.ArrayList;
import java.util.List;

/** The names of keys and channels, as kombu and Celery have them. */
final class Keys {

  /** Between the parts of a binding, and before a priority. */
  static final String SEPARATOR = "\u0006\u0016";

  /** The priorities that have a list of their own. */
  private static final List<Integer> STEPS = List.of(0, 3, 6, 9);

  /** Messages whose time has not come, by their time. Ours alone. */
  static final String HELD = "haulm.held";

  /** Schedules, by name. Ours alone. */
  static final String SCHEDULES = "haulm.schedules";

  /** Names of schedules by their next run, in milliseconds. Ours alone. */
  static final String NEXT_RUNS = "haulm.schedules.next";

  /** Holds kombu's restoring of messages to one worker at a time. */
  static final String RESTORE_LOCK = "unacked_mutex";

  /** Gates with places that are taken, by when the first of these may be free. Ours alone. */
  static final String GATES = "haulm.gates";

  /** The queue to whose dead letters goes what names no queue that can be told. Ours alone. */
  static final String LOST = "haulm.lost";

  /** The tasks that must not start, by when that is forgotten, in milliseconds. Ours alone. */
  static final String REVOKED = "haulm.revoked";

  private Keys() {}

  /** The tasks that have a place in a gate, by the end of their leases. */
  static String places(String gate) {
    return "haulm.places." + gate;
  }

  /** The messages that wait for a place in a gate. */
  static String parked(String gate) {
    return "haulm.parked." + gate;
  }

  /** The time of the next start in a gate, and the times that tasks have been given. */
  static String slots(String gate) {
    return "haulm.slots." + gate;
  }

  /** The list of a queue where a priority waits. */
  static String list(String queue, int priority) {
    int step = 0;
    for (int one : STEPS) {
      step = one <= priority ? one : step;
    }
    return step == 0 ? queue : queue + SEPARATOR + step;
  }

  /** The lists of these queues, the most urgent of all queues first. */
  static List<String> lists(List<String> queues) {
    List<String> all = new ArrayList<>(queues.size() * STEPS.size());
    for (int step : STEPS) {
      queues.forEach(queue -> all.add(list(queue, step)));
    }
    return all;
  }

  /** The queue that a list belongs to. */
  static String queueOf(String list) {
    int cut = list.indexOf(SEPARATOR);
    return cut < 0 ? list : list.substring(0, cut);
  }

  static String binding(String exchange) {
    return "_kombu.binding." + exchange;
  }

  static String bound(String routingKey, String queue) {
    return routingKey + SEPARATOR + SEPARATOR + queue;
  }

  static String result(String taskId) {
    return "celery-task-meta-" + taskId;
  }

  static String group(String groupId) {
    return "celery-taskset-meta-" + groupId;
  }

  static String claim(String key) {
    return "haulm.claim." + key;
  }

  static String deadLetters(String queue) {
    return queue + ".dead";
  }

  static String channel(int db, String exchange) {
    return "/" + db + "." + exchange;
  }
}
