package io.haulm.server.store;

import io.haulm.engine.Check;
import io.haulm.engine.Engine;
import io.haulm.engine.Fact;
import io.haulm.engine.FactLog;
import io.haulm.engine.FactLogFullException;
import io.haulm.engine.JobBody;
import io.haulm.engine.keyspace.Keyspace;
import io.haulm.journal.Journal;
import io.haulm.journal.JournalFullException;
import io.haulm.journal.JournalOwner;
import io.haulm.journal.RecordBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the engine and the journal: what is a fact to the one is a record to the other.
 *
 * <p>A job's fact is a record with a body, which lives until the engine forgets it; all other facts
 * are records without one, which go with their segment.
 */
final class EngineJournal implements FactLog, JournalOwner {
  /** Large keys are written anew in parts of about this size, so that others are not held up. */
  private static final long REWRITE_BYTES_MAX = 512 * 1024;

  private final LongSupplier clock;
  private final JournalListener listener;
  private final Executor thread;
  private final FactCodec codec = new FactCodec();
  // The journal asks for them while it is being given another fact, whose head must stay intact.
  private final FactCodec segmentCodec = new FactCodec();
  private final HeadReader headReader = new HeadReader();
  private final StoredBody storedBody = new StoredBody();
  private int lastBodyBytes;

  private @Nullable Engine engine;
  private @Nullable Journal journal;

  /** The body that cleaning has read from the segment that goes; null at other times. */
  private @Nullable RecordBody relocating;

  EngineJournal(LongSupplier clock, JournalListener listener, Executor thread) {
    this.clock = clock;
    this.listener = listener;
    this.thread = thread;
  }

  /** To be called once, before anything else. */
  void connect(Engine newEngine, Journal newJournal) {
    engine = newEngine;
    journal = newJournal;
  }

  @Override
  public long append(Fact fact) {
    codec.encode(fact);
    lastBodyBytes = codec.bodyBytes();
    try {
      return switch (fact) {
        case Fact.Job job -> journal().append(codec.head(), bodyOf(job.body()), mayUseReserve());
        case Fact.KeyBegun _ -> journal().append(codec.head(), codecBody(), true);
        case Fact.JobFact _, Fact.KeyFact _ -> appendNote();
      };
    } catch (JournalFullException e) {
      throw new FactLogFullException(String.valueOf(e.getMessage()));
    }
  }

  /** A note that is too long for a head becomes a record which is dead from the start. */
  private long appendNote() {
    if (lastBodyBytes == 0) {
      return journal().append(codec.head(), true);
    }
    long position = journal().append(codec.head(), codecBody(), true);
    journal().forget(position, lastBodyBytes);
    return position;
  }

  private RecordBody codecBody() {
    if (lastBodyBytes > RecordBody.BYTES_MAX) {
      throw new FactLogFullException("a fact of " + lastBodyBytes + " bytes fits into no record");
    }
    return RecordBody.of(codec.body());
  }

  @Override
  public int lastBodyBytes() {
    return lastBodyBytes;
  }

  /** A job that only moves to another segment takes no room in the end; a new one does. */
  private boolean mayUseReserve() {
    return relocating != null;
  }

  private RecordBody bodyOf(JobBody body) {
    RecordBody read = relocating;
    return read != null ? read : storedBody.show(engine().bodies(), body);
  }

  @Override
  public boolean isFull() {
    return journal().isFull();
  }

  @Override
  public void forget(long position, int bodyBytes) {
    journal().forget(position, bodyBytes);
  }

  @Override
  public void recovered(long position, MemorySegment head, long bodyBytes) {
    int length = bodyBytes == NO_BODY ? 0 : (int) bodyBytes;
    Fact fact = decode(position, head, length);
    engine().replay(fact, position, length);
    if (bodyBytes != NO_BODY && !(fact instanceof Fact.Job) && !(fact instanceof Fact.KeyBegun)) {
      journal().forget(position, bodyBytes);
    }
  }

  @Override
  public void segmentBegun() {
    engine()
        .describe(fact -> {
          segmentCodec.encode(fact);
          journal().append(segmentCodec.head(), true);
        });
  }

  @Override
  public boolean relocate(long position, MemorySegment head, RecordBody body) {
    long begunKey = begunKey(position, head);
    if (begunKey >= 0) {
      Keyspace keyspace = engine().keyspace();
      return !keyspace.holds(begunKey, position) || keyspace.rewrite(begunKey, REWRITE_BYTES_MAX);
    }
    if (!KeyFactCodec.isLong(head)
        && decode(position, head, (int) body.bytes()) instanceof Fact.Job job
        && engine().holds(job.jobId(), position)) {
      relocateJob(job, body);
    }
    return true;
  }

  @Override
  public long noteBytes() {
    return engine().keyspace().noteBytes();
  }

  private long begunKey(long position, MemorySegment head) {
    try {
      return KeyFactCodec.begunKey(headReader, head);
    } catch (BadFactException e) {
      throw new UnreadableFactException(position, e);
    }
  }

  private void relocateJob(Fact.Job job, RecordBody body) {
    relocating = body;
    try {
      engine().rewrite(clock.getAsLong(), job.jobId());
    } finally {
      relocating = null;
    }
  }

  private Fact decode(long position, MemorySegment head, int bodyBytes) {
    try {
      return codec.decode(head, position, bodyBytes, () -> journal().readRecovered(position));
    } catch (BadFactException e) {
      throw new UnreadableFactException(position, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void durable(long position) {
    listener.durable(position);
  }

  @Override
  public void failed(Throwable cause) {
    listener.failed(cause);
  }

  @Override
  public void troubled(String work, Throwable cause) {
    listener.troubled(work, cause);
  }

  @Override
  public Executor executor() {
    return thread;
  }

  private Engine engine() {
    return Check.present(engine, "an engine's journal is connected before it is used");
  }

  private Journal journal() {
    return Check.present(journal, "an engine's journal is connected before it is used");
  }
}
