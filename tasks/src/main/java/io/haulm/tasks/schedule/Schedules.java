package io.haulm.tasks.schedule;

import io.haulm.tasks.BrokerException;
import io.haulm.tasks.Codec;
import io.haulm.tasks.spi.Batch;
import io.haulm.tasks.spi.Joined;
import io.haulm.tasks.spi.ResultRecord;
import io.haulm.tasks.spi.Results;
import io.haulm.tasks.spi.ScheduleStore;
import io.haulm.tasks.spi.ScheduleStore.Change;
import io.haulm.tasks.spi.ScheduledCalls;
import io.haulm.tasks.spi.Signature;
import io.haulm.tasks.spi.Transport;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The schedules in the server: to list, change, pause, and to enqueue what is due. Every change is
 * made only to what was read; who comes second reads again. All of it waits for the server, and
 * throws a {@link BrokerException} when that cannot be reached or answers with an error.
 */
public final class Schedules {

  /** The most schedules that one look deals with; the next look deals with the others. */
  public static final int DUE_MAX = 100;

  /** How often a change is tried against others' changes before it gives up. */
  public static final int TRIES_MAX = 100;

  private final Transport transport;
  private final ScheduleStore store;
  private final ScheduledCalls calls;
  private final Codec codec;
  private final InstantSource clock;

  /**
   * Over a transport's store; programs get theirs from their client.
   *
   * @throws UnsupportedOperationException when this transport keeps none
   */
  public Schedules(Transport transport, ScheduledCalls calls, Codec codec, InstantSource clock) {
    this.transport = transport;
    this.store = transport.schedules();
    this.calls = calls;
    this.codec = codec;
    this.clock = clock;
  }

  /** An entry and the text it was read from. */
  private record Read(String text, ScheduleEntry entry) {}

  /**
   * Makes a schedule, or gives the one of that name a new definition. It stays paused if it was,
   * and keeps its next run if its times are the same, so a program may say this at each start.
   */
  public void put(Scheduled scheduled) {
    Signature call = calls.compile(scheduled.flow());
    untilDone(
        scheduled.name(),
        () -> {
          Read old = find(scheduled.name());
          Instant now = clock.instant();
          ScheduleEntry entry =
              old == null
                  ? ScheduleEntry.fresh(scheduled, call, now)
                  : old.entry().redefined(scheduled, call, now);
          return changed(scheduled.name(), old, entry, calls.batch(), null);
        });
  }

  /** All of them, by name. */
  public List<ScheduleEntry> list() {
    Map<String, ScheduleEntry> entries = new TreeMap<>();
    joined(store::readAll).forEach((name, text) -> entries.put(name, parsed(name, text)));
    return List.copyOf(entries.values());
  }

  /** One of them. */
  public Optional<ScheduleEntry> get(String name) {
    return Optional.ofNullable(find(name)).map(Read::entry);
  }

  /**
   * Enqueues nothing more until it is resumed.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public void pause(String name) {
    update(name, entry -> entry.withNext(entry.next(), true));
  }

  /**
   * Goes on with the next run from now; those of the pause are not made up for.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public void resume(String name) {
    update(
        name,
        entry ->
            entry.paused() ? entry.withNext(entry.schedule().next(clock.instant()), false) : entry);
  }

  /**
   * Enqueues a run now, also of a paused schedule, and whatever is still running. Later runs stay
   * as they are.
   *
   * @return the id of the task
   * @throws IllegalArgumentException when there is none of that name
   */
  public String runNow(String name) {
    StringBuilder id = new StringBuilder();
    untilDone(
        name,
        () -> {
          Read old = existing(name);
          Batch batch = calls.batch();
          String taskId = calls.add(old.entry().call(), claim(old.entry()), batch);
          id.setLength(0);
          id.append(taskId);
          ScheduleEntry after = old.entry().afterRuns(1, clock.instant(), taskId);
          return changed(name, old, after, batch, taskId);
        });
    return id.toString();
  }

  /**
   * Deletes a schedule; what it has enqueued stays enqueued.
   *
   * @return whether there was one
   */
  public boolean remove(String name) {
    Read old = find(name);
    while (old != null) {
      Change change = new Change(name, old.text(), null, null, null);
      if (joined(() -> store.change(change, calls.batch()))) {
        return true;
      }
      old = find(name);
    }
    return false;
  }

  /**
   * Enqueues what is due. Any number of programs may call it at the same time: each run is enqueued
   * by one of them.
   *
   * @return how many runs this call has enqueued
   * @throws IllegalArgumentException when one of them cannot be read; the others were dealt with
   */
  public int fireDue() {
    int runs = 0;
    IllegalArgumentException unreadable = null;
    for (String name : joined(() -> store.due(clock.instant(), DUE_MAX))) {
      try {
        runs += fire(name);
      } catch (IllegalArgumentException | DateTimeException e) {
        unreadable = new IllegalArgumentException("schedule " + name + " cannot be read", e);
      }
    }
    if (unreadable != null) {
      throw unreadable;
    }
    return runs;
  }

  /** Puts back to their times the schedules that a clock ahead of all others has put off. */
  void correct(LateRuns late) {
    Instant now = clock.instant();
    joined(store::readAll)
        .forEach((name, text) -> {
          try {
            Read old = new Read(text, parsed(name, text));
            late.leftOut(old.entry(), now)
                .ifPresent(run ->
                    changed(name, old, old.entry().withNext(run, false), calls.batch(), null));
          } catch (IllegalArgumentException | DateTimeException e) {
            // Whoever looks what is due says so.
            assert e.getMessage() != null : "a refusal says why";
          }
        });
  }

  // Who loses against another change does nothing: the other has dealt with the runs, and if not,
  // the schedule is still due at the next look.
  private int fire(String name) {
    Read old = find(name);
    Instant now = clock.instant();
    if (old == null) {
      return 0;
    }
    if (old.entry().paused()) {
      resumeIfAsked(name, now);
      return 0;
    }
    ScheduleEntry entry = old.entry();
    Due due = Due.at(now, entry.schedule(), entry.next(), entry.missed());
    Batch batch = calls.batch();
    int runs = entry.overlap() == Overlap.ALLOW ? due.runs().size() : freeRuns(entry, due);
    ScheduleEntry after = entry.withNext(due.next(), false);
    for (int i = 0; i < runs; i++) {
      after = after.afterRuns(1, now, calls.add(entry.call(), claim(entry), batch));
    }
    return changed(name, old, after, batch, runs == 0 ? null : after.lastTaskId()) ? runs : 0;
  }

  // Pausing takes a schedule from those that are due, in one step with its text. So if it is there
  // all the same, somebody who cannot count its next run has put it there: the server's console.
  private void resumeIfAsked(String name, Instant now) {
    if (joined(() -> store.due(now, DUE_MAX)).contains(name)) {
      resume(name);
    }
  }

  /** Two runs made up for at once would overlap, so one is the most. */
  private int freeRuns(ScheduleEntry entry, Due due) {
    return due.runs().isEmpty() || isRunning(entry) ? 0 : 1;
  }

  // A Java worker frees the claim, and a Python worker stores a result. Either says that it ended.
  private boolean isRunning(ScheduleEntry entry) {
    Optional<String> holder = joined(() -> store.running(entry.name()));
    Results results = transport.results();
    if (holder.isEmpty() || !results.isShared()) {
      return holder.isPresent();
    }
    return !joined(() -> results.read(holder.get())).map(ResultRecord::isFinal).orElse(false);
  }

  private static String claim(ScheduleEntry entry) {
    return entry.overlap() == Overlap.SKIP ? ScheduleStore.claimOf(entry.name()) : "";
  }

  private void update(String name, UnaryOperator<ScheduleEntry> update) {
    untilDone(
        name,
        () -> {
          Read old = existing(name);
          return changed(name, old, update.apply(old.entry()), calls.batch(), null);
        });
  }

  private boolean changed(
      String name, @Nullable Read old, ScheduleEntry entry, Batch batch, @Nullable String run) {
    String text = new String(codec.write(entry.toTree()), StandardCharsets.UTF_8);
    boolean holds = entry.overlap() == Overlap.SKIP;
    Change change =
        new Change(
            name,
            old == null ? null : old.text(),
            text,
            entry.paused() ? null : entry.next(),
            holds ? run : null);
    return joined(() -> store.change(change, batch));
  }

  private Read existing(String name) {
    Read read = find(name);
    if (read == null) {
      throw new IllegalArgumentException("no schedule named " + name);
    }
    return read;
  }

  private @Nullable Read find(String name) {
    String text = joined(() -> store.read(name)).orElse(null);
    return text == null ? null : new Read(text, parsed(name, text));
  }

  private ScheduleEntry parsed(String name, String text) {
    return ScheduleEntry.fromTree(name, codec.read(text.getBytes(StandardCharsets.UTF_8)));
  }

  private <T> T joined(Supplier<CompletableFuture<T>> step) {
    return Joined.of(transport, step);
  }

  /** One try of a change. */
  @FunctionalInterface
  private interface Try {
    boolean isDone();
  }

  private static void untilDone(String name, Try change) {
    for (int i = 0; i < TRIES_MAX; i++) {
      if (change.isDone()) {
        return;
      }
    }
    throw new IllegalStateException("others keep changing schedule " + name);
  }
}
