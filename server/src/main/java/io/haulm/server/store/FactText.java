package io.haulm.server.store;

import io.haulm.engine.Fact;
import io.haulm.journal.JournalOwner;
import io.haulm.journal.Position;
import java.lang.foreign.MemorySegment;

/** A record of the journal as a line of text, for people who look into a data folder. */
public final class FactText {
  /**
   * The line of one record: segment, offset, and the fact in words.
   *
   * @param bodyBytes length of its body, or {@link JournalOwner#NO_BODY}
   */
  public static String of(long position, MemorySegment head, long bodyBytes) {
    String place = Position.segment(position) + ":" + Position.offset(position) + " ";
    int length = bodyBytes == JournalOwner.NO_BODY ? 0 : (int) bodyBytes;
    try {
      return place + describe(new FactCodec().decode(head, position, length));
    } catch (BadFactException e) {
      return place + "cannot be read: " + e.getMessage();
    }
  }

  private static String describe(Fact fact) {
    return switch (fact) {
      case Fact.Job job ->
          String.format(
              "job %d in %s: %s, pri %d, delay %d ms, ttr %d ms, created %d, until %d, %s, %d bytes",
              job.jobId(),
              job.tube(),
              job.state(),
              job.priority(),
              job.delayMillis(),
              job.ttrMillis(),
              job.createdMillis(),
              job.untilMillis(),
              job.counts(),
              job.body().bytes());
      case Fact.JobDeleted deleted -> "job " + deleted.jobId() + " deleted";
      case Fact.JobChanged changed ->
          String.format(
              "job %d changed: %s, pri %d, delay %d ms, until %d, %s",
              changed.jobId(),
              changed.state(),
              changed.priority(),
              changed.delayMillis(),
              changed.untilMillis(),
              changed.counts());
      case Fact.TubePaused paused ->
          "tube " + paused.tube() + " paused until " + paused.untilMillis();
      case Fact.IdsTaken taken -> "ids taken up to " + taken.jobId();
    };
  }

  private FactText() {}
}
