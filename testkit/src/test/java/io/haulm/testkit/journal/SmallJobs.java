package io.haulm.testkit.journal;

import io.haulm.journal.Journal;
import io.haulm.journal.JournalFullException;
import io.haulm.journal.JournalOptions;
import io.haulm.journal.JournalOwner;
import io.haulm.journal.RecordBody;
import io.haulm.journal.RecoveryReport;
import io.haulm.journal.disk.Disk;
import io.haulm.testkit.disk.SteppedThreads;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The smallest owner that uses all of a journal: jobs with bodies, changes of a job without one,
 * deletions, and a highest id that must outlive all jobs.
 */
final class SmallJobs implements JournalOwner {
  private static final byte PUT = 1;
  private static final byte CHANGE = 2;
  private static final byte DELETE = 3;
  private static final byte HIGHEST = 4;
  private static final int HEAD_BYTES = 1 + 4 * Long.BYTES;

  /** One job: what it is now, and where its record lies. */
  record Job(long version, int bodyBytes, int bodyHash, long position) {
    boolean isSameAs(Job other) {
      return version == other.version && bodyBytes == other.bodyBytes && bodyHash == other.bodyHash;
    }
  }

  /** A state to compare. */
  record State(Map<Long, Job> jobs, long highestId) {
    boolean isSameAs(State other) {
      return highestId == other.highestId
          && jobs.keySet().equals(other.jobs.keySet())
          && jobs.entrySet().stream()
              .allMatch(entry -> entry.getValue().isSameAs(at(other, entry.getKey())));
    }

    private static Job at(State state, long id) {
      Job job = state.jobs.get(id);
      if (job == null) {
        throw new IllegalStateException("no job " + id);
      }
      return job;
    }
  }

  final SteppedThreads threads = new SteppedThreads();
  final List<Throwable> failures = new ArrayList<>();
  final List<Throwable> troubles = new ArrayList<>();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final TreeMap<Long, Job> jobs = new TreeMap<>();
  private final Journal journal;
  private long highestId;
  private long sequence;
  private @Nullable RecoveryReport report;

  SmallJobs(Disk disk, JournalOptions options) throws IOException {
    journal = Journal.open(disk, options, this, threads);
  }

  /** Opens, recovers, and checks that the order of records was kept. */
  static SmallJobs recover(Disk disk, JournalOptions options) throws IOException {
    SmallJobs jobs = new SmallJobs(disk, options);
    try {
      jobs.report = jobs.journal.recover();
      return jobs;
    } catch (IOException | RuntimeException | Error e) {
      jobs.closeQuietly();
      throw e;
    }
  }

  Journal journal() {
    return journal;
  }

  RecoveryReport report() {
    RecoveryReport made = report;
    if (made == null) {
      throw new IllegalStateException("not recovered");
    }
    return made;
  }

  State state() {
    return new State(Map.copyOf(jobs), highestId);
  }

  List<Long> ids() {
    return List.copyOf(jobs.keySet());
  }

  long put(byte[] body) {
    long id = highestId + 1;
    Job job = new Job(0, body.length, Arrays.hashCode(body), 0);
    long position = journal.append(head(PUT, id, job), of(body), false);
    highestId = id;
    jobs.put(id, new Job(0, body.length, job.bodyHash, position));
    return position;
  }

  void change(long id) {
    Job job = job(id);
    Job changed = new Job(job.version + 1, job.bodyBytes, job.bodyHash, job.position);
    journal.append(head(CHANGE, id, changed), true);
    jobs.put(id, changed);
  }

  void delete(long id) {
    Job job = job(id);
    journal.append(head(DELETE, id, job), true);
    jobs.remove(id);
    journal.forget(job.position, job.bodyBytes);
  }

  private Job job(long id) {
    Job job = jobs.get(id);
    if (job == null) {
      throw new IllegalStateException("no job " + id);
    }
    return job;
  }

  private static RecordBody of(byte[] body) {
    return RecordBody.of(MemorySegment.ofArray(body));
  }

  private MemorySegment head(byte kind, long id, Job job) {
    ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
    head.put(kind).putLong(id).putLong(job.version).putLong(job.bodyHash).putLong(sequence++);
    return MemorySegment.ofArray(head.array());
  }

  @Override
  public void recovered(long position, MemorySegment bytes, long bodyBytes) {
    ByteBuffer head = bytes.asByteBuffer();
    byte kind = head.get();
    long id = head.getLong();
    Job job = new Job(head.getLong(), (int) bodyBytes, (int) head.getLong(), position);
    long number = head.getLong();
    if (kind != HIGHEST) {
      if (number < sequence) {
        throw new IllegalStateException("record " + number + " came after " + (sequence - 1));
      }
      sequence = number + 1;
    }
    highestId = Math.max(highestId, id);
    switch (kind) {
      case PUT -> {
        Job before = jobs.put(id, job);
        if (before != null) {
          journal.forget(before.position, before.bodyBytes);
        }
      }
      case CHANGE -> jobs.computeIfPresent(id, (_, now) -> changed(now, job.version));
      case DELETE -> {
        Job before = jobs.remove(id);
        if (before != null) {
          journal.forget(before.position, before.bodyBytes);
        }
      }
      case HIGHEST -> {}
      default -> throw new IllegalStateException("a record of kind " + kind);
    }
  }

  private static Job changed(Job job, long version) {
    return new Job(version, job.bodyBytes, job.bodyHash, job.position);
  }

  @Override
  public void segmentBegun() {
    journal.append(head(HIGHEST, highestId, new Job(0, 0, 0, 0)), true);
  }

  @Override
  public boolean relocate(long position, MemorySegment bytes, RecordBody body) {
    ByteBuffer head = bytes.asByteBuffer();
    head.get();
    long id = head.getLong();
    Job job = jobs.get(id);
    if (job != null && job.position == position) {
      long moved = journal.append(head(PUT, id, job), body, true);
      jobs.put(id, new Job(job.version, job.bodyBytes, job.bodyHash, moved));
      journal.forget(position, job.bodyBytes);
    }
    return true;
  }

  @Override
  public void durable(long position) {}

  @Override
  public void failed(Throwable cause) {
    failures.add(cause);
  }

  @Override
  public void troubled(String work, Throwable cause) {
    troubles.add(cause);
  }

  @Override
  public Executor executor() {
    return tasks::add;
  }

  boolean hasTasks() {
    return !tasks.isEmpty();
  }

  /** Runs what the journal asked for. */
  void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  /** Lets everything that is under way come to its end. */
  void settle() {
    threads.passTime();
    do {
      runTasks();
      threads.runAll();
    } while (hasTasks());
  }

  /** One random command. */
  void anyCommand(SplittableRandom random, int bodyBytesMax) {
    int dice = random.nextInt(10);
    if (jobs.isEmpty() || dice < 5) {
      byte[] body = new byte[random.nextInt(bodyBytesMax + 1)];
      random.nextBytes(body);
      tryPut(body);
    } else {
      long id = ids().get(random.nextInt(jobs.size()));
      if (dice < 7) {
        change(id);
      } else {
        delete(id);
      }
    }
  }

  private void tryPut(byte[] body) {
    try {
      put(body);
    } catch (JournalFullException e) {
      // Refused, as a full disk must; nothing has changed.
      return;
    }
  }

  /** Reads all bodies and compares them with what was put. */
  void checkBodies() {
    for (Map.Entry<Long, Job> entry : jobs.entrySet()) {
      Job job = entry.getValue();
      CompletableFuture<byte[]> body = journal.readBody(job.position);
      threads.runReads();
      byte[] bytes = body.join();
      if (bytes.length != job.bodyBytes || Arrays.hashCode(bytes) != job.bodyHash) {
        throw new IllegalStateException("job " + entry.getKey() + " has another body");
      }
    }
  }

  /** Gives back what the process held; its disk may be gone. */
  void closeQuietly() {
    try {
      journal.close();
    } catch (IOException | RuntimeException e) {
      // A dead process cannot close anything; only its memory matters here.
      return;
    }
  }
}
