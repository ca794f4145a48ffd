package io.haulm.server.store;

import io.haulm.engine.Fact;
import io.haulm.journal.JournalOwner;
import io.haulm.journal.Position;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

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
      long begun = KeyFactCodec.begunKey(new HeadReader(), head);
      if (KeyFactCodec.isLong(head)) {
        return place
            + (begun < 0 ? "a change of a key" : "key " + begun)
            + ", "
            + length
            + " bytes";
      }
      return place + describe(new FactCodec().decode(head, position, length, FactText::noBody));
    } catch (BadFactException | IOException e) {
      return place + "cannot be read: " + e.getMessage();
    }
  }

  private static byte[] noBody() throws IOException {
    throw new IOException("its body is not at hand");
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
      case Fact.JobMoved moved -> "job " + moved.jobId() + " moved to " + moved.tube();
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
      case Fact.KeyFact keyFact -> describeKey(keyFact);
    };
  }

  private static String describeKey(Fact.KeyFact fact) {
    return switch (fact) {
      case Fact.KeyBegun begun ->
          String.format(
              "key %d: %s \"%s\" in database %d, expires %d",
              begun.keyId(),
              begun.type().word(),
              new String(begun.name(), StandardCharsets.UTF_8),
              begun.database(),
              begun.expireMillis());
      case Fact.KeyChanged changed ->
          "key " + changed.keyId() + " changed: " + changed.change().getClass().getSimpleName();
      case Fact.KeyExpires expires ->
          "key " + expires.keyId() + " expires " + expires.untilMillis();
      case Fact.KeyDeleted deleted -> "key " + deleted.keyId() + " deleted";
      case Fact.KeyMoved moved ->
          String.format(
              "key %d moved to \"%s\" in database %d",
              moved.keyId(), new String(moved.name(), StandardCharsets.UTF_8), moved.database());
      case Fact.KeySwept swept -> "key " + swept.keyId() + " swept";
      case Fact.DatabaseFlushed flushed -> "database " + flushed.database() + " flushed";
      case Fact.DatabasesSwapped swapped ->
          "databases " + swapped.first() + " and " + swapped.second() + " swapped";
      case Fact.KeyIdsTaken taken -> "key ids taken up to " + taken.keyId();
    };
  }

  private FactText() {}
}
