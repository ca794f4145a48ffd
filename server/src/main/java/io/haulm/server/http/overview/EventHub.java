package io.haulm.server.http.overview;

import io.haulm.engine.TubeFigures;
import io.haulm.server.http.EventStream;
import io.haulm.server.http.Json;
import io.haulm.server.http.access.Caller;
import io.haulm.server.http.tubes.PauseNote;
import io.haulm.server.monitor.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps browsers up to date. Each is told everything once, and then what changes; one that did not
 * take a change in time is told everything anew, so however slow it is, it costs no memory and ends
 * up with the truth. Thread-safe.
 */
public final class EventHub implements Consumer<Snapshot> {
  private static final String SNAPSHOT = "snapshot";
  private static final String DELTA = "delta";
  private static final String ATTENTION = "attention";

  private final Function<TubeFigures, PauseNote> pauseNote;
  private final Map<Sight, Feed> feeds = new HashMap<>();
  private final List<Listener> listeners = new ArrayList<>();
  private @Nullable Snapshot latest;

  /** A browser. */
  private static final class Listener {
    final EventStream stream;
    final Sight sight;
    boolean isBehind = true;
    boolean lacksAttention = true;

    Listener(EventStream stream, Sight sight) {
      this.stream = stream;
      this.sight = sight;
    }
  }

  /**
   * A hub without browsers.
   *
   * @param pauseNote why a tube is paused, and by whom
   */
  public EventHub(Function<TubeFigures, PauseNote> pauseNote) {
    this.pauseNote = pauseNote;
  }

  /** From now on this browser is told what the caller may see. */
  public void add(EventStream stream, Caller caller) {
    synchronized (this) {
      Listener listener = new Listener(stream, Sight.of(caller));
      listeners.add(listener);
      if (latest != null) {
        tell(listener, feed(listener.sight, latest));
      }
    }
    stream.onClose(() -> remove(stream));
  }

  private synchronized void remove(EventStream stream) {
    listeners.removeIf(listener -> listener.stream == stream);
    var seen = new HashSet<Sight>();
    listeners.forEach(listener -> seen.add(listener.sight));
    feeds.keySet().retainAll(seen);
  }

  /** How many browsers there are. */
  public synchronized int size() {
    return listeners.size();
  }

  /** Tells a second's changes. */
  @Override
  public synchronized void accept(Snapshot snapshot) {
    latest = snapshot;
    feeds.values().forEach(feed -> feed.advance(snapshot));
    listeners.forEach(listener -> tell(listener, feed(listener.sight, snapshot)));
  }

  /**
   * Tells something that happened, to all who may see it.
   *
   * @param event what it is: {@code operation}
   * @param value becomes JSON
   * @param tube which tube it is about; empty when it is about more than one
   */
  public synchronized void tell(String event, Object value, String tube) {
    byte[] json = Json.bytes(value);
    for (Listener listener : listeners) {
      boolean mayKnow =
          tube.isEmpty()
              ? listener.sight.patterns().equals(Caller.ALL_TUBES)
              : listener.sight.sees(tube);
      if (mayKnow) {
        listener.stream.sendNewest(event, json);
      }
    }
  }

  private Feed feed(Sight sight, Snapshot snapshot) {
    return feeds.computeIfAbsent(sight, _ -> new Feed(sight, pauseNote, snapshot));
  }

  private static void tell(Listener listener, Feed feed) {
    boolean isTaken =
        listener.isBehind
            ? listener.stream.send(SNAPSHOT, feed.whole())
            : listener.stream.send(DELTA, feed.delta());
    listener.isBehind = !isTaken;
    listener.lacksAttention |= feed.hasNewAttention();
    if (listener.lacksAttention) {
      listener.lacksAttention = !listener.stream.send(ATTENTION, feed.attention());
    }
  }
}
