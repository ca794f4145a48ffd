package io.haulm.engine.keyspace;

import java.util.EnumSet;
import java.util.Set;

/** Publishes what happens to keys, for those who asked for it. Off unless it is switched on. */
public final class Notifier {
  private final PubSub pubSub;
  private Set<EventClass> classes = EnumSet.noneOf(EventClass.class);
  private boolean tellsKeys;
  private boolean tellsEvents;

  Notifier(PubSub pubSub) {
    this.pubSub = pubSub;
  }

  /**
   * Sets what is published.
   *
   * @param newClasses kinds of events
   * @param keys publish to a channel of the key
   * @param events publish to a channel of the event
   */
  public void configure(Set<EventClass> newClasses, boolean keys, boolean events) {
    classes = EnumSet.noneOf(EventClass.class);
    classes.addAll(newClasses);
    tellsKeys = keys;
    tellsEvents = events;
  }

  void tell(int database, EventClass eventClass, String event, byte[] name) {
    boolean isOn = tellsKeys || tellsEvents;
    if (!isOn || !classes.contains(eventClass)) {
      return;
    }
    if (tellsKeys) {
      pubSub.publish(channel("__keyspace@" + database + "__:", name), Words.bytes(event));
    }
    if (tellsEvents) {
      pubSub.publish(channel("__keyevent@" + database + "__:", Words.bytes(event)), name);
    }
  }

  private static byte[] channel(String prefix, byte[] rest) {
    byte[] head = Words.bytes(prefix);
    byte[] channel = new byte[head.length + rest.length];
    System.arraycopy(head, 0, channel, 0, head.length);
    System.arraycopy(rest, 0, channel, head.length, rest.length);
    return channel;
  }
}
