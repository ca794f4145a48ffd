package io.haulm.server.store;

import io.haulm.engine.Fact;
import io.haulm.engine.JobBody;
import io.haulm.engine.JobCounts;
import io.haulm.engine.JobState;
import io.haulm.engine.Limits;
import io.haulm.engine.TrashName;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * Facts as the heads of journal records, and back. The format is described byte by byte in {@code
 * docs/FORMATS.md}; what is written once must be readable for ever, so a change of a fact's fields
 * is a new version of that fact here, never a change of an old one.
 *
 * <p>A head is the number of the fact's type, its version, and its fields in order. A job's body is
 * the record's body and not part of the head.
 *
 * <p>Not thread-safe.
 */
final class FactCodec {
  /** A longer fact of the keyspace goes on in the record's body. */
  static final int HEAD_BYTES_MAX = 4096;

  private static final int VERSION = 1;

  private static final int JOB = 1;
  private static final int JOB_DELETED = 2;
  private static final int JOB_CHANGED = 3;
  private static final int TUBE_PAUSED = 4;
  private static final int IDS_TAKEN = 5;
  private static final int JOB_MOVED = 6;

  /** Numbers of the states on disk. They are not the enum's ordinals, which may change. */
  private static final int READY = 1;

  private static final int DELAYED = 2;
  private static final int BURIED = 3;

  private static final long COUNT_MAX = 0xFFFF_FFFFL;

  private final HeadWriter writer = new HeadWriter();
  private final HeadReader reader = new HeadReader();
  private final KeyFactCodec keyFacts = new KeyFactCodec();

  private int headEnd;

  /** Reads the body of the record that is being decoded. */
  @FunctionalInterface
  interface BodySource {
    byte[] read() throws IOException;
  }

  /** Encodes a fact; {@link #head()} and {@link #body()} are the result until the next call. */
  void encode(Fact fact) {
    writer.clear();
    int subjectEnd = write(fact);
    headEnd = writer.length();
    if (fact instanceof Fact.KeyFact && headEnd > HEAD_BYTES_MAX) {
      headEnd = subjectEnd;
      KeyFactCodec.markAsLong(writer);
    }
  }

  /** Writes a fact; returns where its subject ends, if it is one of the keyspace. */
  private int write(Fact fact) {
    switch (fact) {
      case Fact.Job job -> writeJob(job);
      case Fact.JobDeleted deleted -> {
        begin(JOB_DELETED);
        writer.writeVarint(deleted.jobId());
      }
      case Fact.JobChanged changed -> writeChanged(changed);
      case Fact.JobMoved moved -> {
        begin(JOB_MOVED);
        writer.writeVarint(moved.jobId());
        writer.writeText(moved.tube());
      }
      case Fact.TubePaused paused -> {
        begin(TUBE_PAUSED);
        writer.writeText(paused.tube());
        writer.writeVarint(paused.pauseMillis());
        writer.writeVarint(paused.untilMillis());
      }
      case Fact.IdsTaken taken -> {
        begin(IDS_TAKEN);
        writer.writeVarint(taken.jobId());
      }
      case Fact.KeyFact keyFact -> {
        return keyFacts.write(writer, keyFact);
      }
    }
    return writer.length();
  }

  /** The head encoded last; valid until the next call of {@link #encode}. */
  MemorySegment head() {
    return writer.written(0, headEnd);
  }

  /** How much of the fact encoded last goes into the record's body. */
  int bodyBytes() {
    return writer.length() - headEnd;
  }

  /** That part; valid until the next call of {@link #encode}. */
  MemorySegment body() {
    return writer.written(headEnd, writer.length());
  }

  /**
   * Decodes a fact.
   *
   * @param position where the journal holds the record: where a job's body is found later
   * @param bodyBytes length of the record's body
   * @param body reads the body, when the fact goes on there
   * @throws BadFactException when this is no fact of a known type and version
   * @throws IOException when the body cannot be read
   */
  Fact decode(MemorySegment head, long position, int bodyBytes, BodySource body)
      throws BadFactException, IOException {
    reader.begin(head);
    int type = reader.readByte();
    if (type >= KeyFactCodec.FIRST_TYPE) {
      Fact keyFact = keyFacts.read(reader, type, body);
      reader.expectEnd();
      return keyFact;
    }
    int version = reader.readByte();
    if (version != VERSION) {
      throw new BadFactException("version " + version + " of a fact is unknown to this release");
    }
    Fact fact =
        switch (type) {
          case JOB -> readJob(new JobBody(JobBody.NOT_RESIDENT, position, bodyBytes));
          case JOB_DELETED -> new Fact.JobDeleted(readJobId());
          case JOB_CHANGED -> readChanged();
          case TUBE_PAUSED ->
              new Fact.TubePaused(
                  readTube(),
                  reader.readVarint("pause", Limits.DURATION_MILLIS_MAX),
                  readTime("end of pause"));
          case JOB_MOVED -> new Fact.JobMoved(readJobId(), readTube());
          case IDS_TAKEN -> new Fact.IdsTaken(readJobId());
          default -> throw new BadFactException("type " + type + " of a fact is unknown");
        };
    reader.expectEnd();
    return fact;
  }

  private void begin(int type) {
    writer.writeByte(type);
    writer.writeByte(VERSION);
  }

  private void writeJob(Fact.Job job) {
    begin(JOB);
    writer.writeVarint(job.jobId());
    writer.writeText(job.tube());
    writer.writeVarint(job.createdMillis());
    writer.writeVarint(job.ttrMillis());
    writeSchedule(job.state(), job.priority(), job.delayMillis());
    writePlace(job.untilMillis(), job.buriedOrder(), job.counts());
  }

  private Fact readJob(JobBody body) throws BadFactException {
    long jobId = readJobId();
    String tube = readTube();
    long createdMillis = readTime("time of creation");
    long ttrMillis = reader.readVarint("time to run", Limits.DURATION_MILLIS_MAX);
    JobState state = readState();
    return new Fact.Job(
        jobId,
        tube,
        state,
        readPriority(),
        createdMillis,
        readDelay(),
        ttrMillis,
        readTime("end of delay"),
        readTime("place among the buried"),
        readCounts(),
        body);
  }

  private void writeChanged(Fact.JobChanged changed) {
    begin(JOB_CHANGED);
    writer.writeVarint(changed.jobId());
    writeSchedule(changed.state(), changed.priority(), changed.delayMillis());
    writePlace(changed.untilMillis(), changed.buriedOrder(), changed.counts());
  }

  private Fact readChanged() throws BadFactException {
    long jobId = readJobId();
    JobState state = readState();
    return new Fact.JobChanged(
        jobId,
        state,
        readPriority(),
        readDelay(),
        readTime("end of delay"),
        readTime("place among the buried"),
        readCounts());
  }

  private void writeSchedule(JobState state, long priority, long delayMillis) {
    writer.writeByte(
        switch (state) {
          case READY -> READY;
          case DELAYED -> DELAYED;
          case BURIED -> BURIED;
          case RESERVED -> throw new IllegalArgumentException("a reservation is no fact");
        });
    writer.writeVarint(priority);
    writer.writeVarint(delayMillis);
  }

  private void writePlace(long untilMillis, long buriedOrder, JobCounts counts) {
    writer.writeVarint(untilMillis);
    writer.writeVarint(buriedOrder);
    writer.writeVarint(Integer.toUnsignedLong(counts.reserves()));
    writer.writeVarint(Integer.toUnsignedLong(counts.timeouts()));
    writer.writeVarint(Integer.toUnsignedLong(counts.releases()));
    writer.writeVarint(Integer.toUnsignedLong(counts.buries()));
    writer.writeVarint(Integer.toUnsignedLong(counts.kicks()));
  }

  private JobState readState() throws BadFactException {
    int state = reader.readByte();
    return switch (state) {
      case READY -> JobState.READY;
      case DELAYED -> JobState.DELAYED;
      case BURIED -> JobState.BURIED;
      default -> throw new BadFactException("state " + state + " of a job is unknown");
    };
  }

  private JobCounts readCounts() throws BadFactException {
    return new JobCounts(
        readCount("reserves"),
        readCount("timeouts"),
        readCount("releases"),
        readCount("buries"),
        readCount("kicks"));
  }

  private int readCount(String name) throws BadFactException {
    return (int) reader.readVarint(name, COUNT_MAX);
  }

  private long readJobId() throws BadFactException {
    return reader.readVarint("job id", Limits.JOB_ID_MAX);
  }

  private long readPriority() throws BadFactException {
    return reader.readVarint("priority", Limits.PRIORITY_MAX);
  }

  private long readDelay() throws BadFactException {
    return reader.readVarint("delay", Limits.DURATION_MILLIS_MAX);
  }

  private long readTime(String name) throws BadFactException {
    return reader.readVarint(name, Long.MAX_VALUE);
  }

  private String readTube() throws BadFactException {
    return reader.readText(TrashName.BYTES_MAX);
  }
}
