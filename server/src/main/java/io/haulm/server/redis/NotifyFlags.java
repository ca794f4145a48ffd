package io.haulm.server.redis;

import io.haulm.engine.keyspace.EventClass;
import io.haulm.engine.keyspace.Notifier;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The setting {@code notify-keyspace-events}: letters, each for a kind of event. */
final class NotifyFlags {
  // What the letter A stands for: all but misses and new keys, which are too many to be asked for
  // by accident.
  private static final Set<EventClass> USUAL =
      EnumSet.complementOf(EnumSet.of(EventClass.KEY_MISS, EventClass.NEW));
  // Events of modules: there are none, but the letter is one.
  private static final char MODULE = 'd';

  private final Notifier notifier;
  private String text = "";

  NotifyFlags(Notifier notifier) {
    this.notifier = notifier;
  }

  /** The letters in force, in the order of Redis. */
  String text() {
    return text;
  }

  /** Puts letters in force when it is run; null when one of them means nothing. */
  @Nullable Runnable parse(String letters) {
    Set<EventClass> classes = EnumSet.noneOf(EventClass.class);
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      if (letter == 'A') {
        classes.addAll(USUAL);
      } else if (letter != 'K' && letter != 'E' && letter != MODULE && !add(classes, letter)) {
        return null;
      }
    }
    boolean tellsKeys = letters.indexOf('K') >= 0;
    boolean tellsEvents = letters.indexOf('E') >= 0;
    return () -> {
      notifier.configure(classes, tellsKeys, tellsEvents);
      text = describe(classes, tellsKeys, tellsEvents);
    };
  }

  private static boolean add(Set<EventClass> classes, char letter) {
    for (EventClass eventClass : EventClass.values()) {
      if (eventClass.letter() == letter) {
        classes.add(eventClass);
        return true;
      }
    }
    return false;
  }

  private static String describe(Set<EventClass> classes, boolean keys, boolean events) {
    StringBuilder letters = new StringBuilder();
    boolean hasUsual = classes.containsAll(USUAL);
    letters.append(hasUsual ? "A" : "");
    for (EventClass eventClass : classes) {
      boolean isSaid = hasUsual && USUAL.contains(eventClass);
      if (!isSaid && eventClass != EventClass.KEY_MISS) {
        letters.append(eventClass.letter());
      }
    }
    letters.append(keys ? "K" : "").append(events ? "E" : "");
    letters.append(classes.contains(EventClass.KEY_MISS) ? "m" : "");
    return letters.toString();
  }
}
