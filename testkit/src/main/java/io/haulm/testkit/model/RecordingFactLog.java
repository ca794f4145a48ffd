package io.haulm.testkit.model;

import io.haulm.engine.Fact;
import io.haulm.engine.FactLog;
import io.haulm.engine.FactLogFullException;
import io.haulm.engine.JobBody;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Keeps every fact; a fact's position is its index. Can be full on command. */
public final class RecordingFactLog implements FactLog {
  /** A fact as it lies in the log; {@code body} is empty but for a {@link Fact.Job}. */
  private record Entry(Fact fact, String body) {}

  private final List<Entry> entries = new ArrayList<>();
  private Function<JobBody, String> residentText = _ -> "";
  private boolean full;

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

  /** How many facts there are. */
  int size() {
    return entries.size();
  }

  /** The fact at a position, as it was written. */
  Fact fact(long position) {
    return entries.get((int) position).fact();
  }

  /** The text of a body, wherever it lies. */
  String text(JobBody body) {
    return body.isResident() ? residentText.apply(body) : entries.get((int) body.position()).body();
  }

  /** Reads the facts from a position on, bodies being where they lie in the log. */
  void readBack(int from, BiConsumer<Fact, Long> reader) {
    for (int i = from; i < entries.size(); i++) {
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
      case Fact.TubePaused fact -> fact;
      case Fact.IdsTaken fact -> fact;
    };
  }
}
