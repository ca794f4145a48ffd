package io.haulm.testkit.model;

import io.haulm.engine.Fact;
import io.haulm.engine.FactLog;
import io.haulm.engine.FactLogFullException;
import io.haulm.engine.JobBody;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Keeps every fact; a fact's position is its index. Can be full on command, and can drop its
 * beginning as a journal drops old segments.
 */
public final class RecordingFactLog implements FactLog {
  /** A fact as it lies in the log; {@code body} is empty but for a {@link Fact.Job}. */
  private record Entry(Fact fact, String body) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Set<Long> forgotten = new HashSet<>();
  private final List<Integer> segmentStarts = new ArrayList<>(List.of(0));
  private Function<JobBody, String> residentText = _ -> "";
  private boolean full;
  private int begin;

  /** Tells how to read a body that lies in the memory of the engine that writes here. */
  void setResidentText(Function<JobBody, String> reader) {
    residentText = reader;
  }

  /** While full, the log takes no job. */
  void setFull(boolean full) {
    this.full = full;
  }

  @Override
  public long append(Fact fact) {
    long position = entries.size();
    if (fact instanceof Fact.Job job) {
      if (full) {
        throw new FactLogFullException("the walk says that the log is full");
      }
      entries.add(new Entry(fact, text(job.body())));
    } else {
      entries.add(new Entry(fact, ""));
    }
    return position;
  }

  @Override
  public void forget(long position, int bodyBytes) {
    if (!(entry(position).fact() instanceof Fact.Job job)) {
      throw new Disagreement("forgets what is no job, at " + position);
    }
    SideBySide.same("length of the body forgotten at " + position, job.body().bytes(), bodyBytes);
    if (!forgotten.add(position)) {
      throw new Disagreement("forgets a record twice, at " + position);
    }
  }

  private Entry entry(long position) {
    if (position < begin || position >= entries.size()) {
      throw new Disagreement(
          String.format("position %d, but the log has %d to %d", position, begin, entries.size()));
    }
    return entries.get((int) position);
  }

  /** The first position that is still there. */
  int begin() {
    return begin;
  }

  /** One more than the last position. */
  int end() {
    return entries.size();
  }

  /** True when the record at this position is a job's and was not forgotten. */
  boolean isNeeded(long position) {
    return entry(position).fact() instanceof Fact.Job && !forgotten.contains(position);
  }

  /** The fact at a position, as it was written. */
  Fact fact(long position) {
    return entry(position).fact();
  }

  /** The text of a body, wherever it lies. */
  String text(JobBody body) {
    return body.isResident() ? residentText.apply(body) : entry(body.position()).body();
  }

  /** From here on a new segment is written. */
  void beginSegment() {
    segmentStarts.add(entries.size());
  }

  /** Drops the oldest segments that hold no record still needed. */
  void dropOldSegments() {
    for (int start : segmentStarts) {
      for (long position = begin; position < start; position++) {
        if (isNeeded(position)) {
          return;
        }
      }
      begin = Math.max(begin, start);
    }
  }

  /** A journal that is opened again learns anew what is needed. */
  void rememberAll() {
    forgotten.clear();
  }

  /** Reads the facts from a position on, bodies being where they lie in the log. */
  void readBack(int from, BiConsumer<Fact, Long> reader) {
    for (int i = Math.max(begin, from); i < entries.size(); i++) {
      reader.accept(asReadBack(entries.get(i), i), (long) i);
    }
  }

  private static Fact asReadBack(Entry entry, long position) {
    return switch (entry.fact()) {
      case Fact.Job job ->
          new Fact.Job(
              job.jobId(),
              job.tube(),
              job.state(),
              job.priority(),
              job.createdMillis(),
              job.delayMillis(),
              job.ttrMillis(),
              job.untilMillis(),
              job.buriedOrder(),
              job.counts(),
              new JobBody(JobBody.NOT_RESIDENT, position, job.body().bytes()));
      case Fact.JobChanged fact -> fact;
      case Fact.JobDeleted fact -> fact;
      case Fact.JobMoved fact -> fact;
      case Fact.TubePaused fact -> fact;
      case Fact.IdsTaken fact -> fact;
      case Fact.KeyFact fact -> fact;
    };
  }
}
