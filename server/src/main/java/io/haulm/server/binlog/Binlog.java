package io.haulm.server.binlog;

import io.haulm.engine.JobState;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the files of a binlog folder say together: the jobs that live, and what could not be read.
 *
 * <p>Read as beanstalkd reads it: files in the order of their numbers; a short record of an unknown
 * job is ignored; damage ends a file, and the next one is read. Unlike beanstalkd, buried jobs keep
 * the order in which they were buried, and damage is reported to the caller.
 */
public final class Binlog {
  private static final Pattern FILE_NAME = Pattern.compile("binlog\\.([1-9][0-9]{0,17})");

  private final TreeMap<Long, BinlogJob> jobs = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();
  private int files;
  private long records;
  private long buriedOrder;
  private long highestJobId;

  private Binlog() {}

  /** True when the folder holds files of beanstalkd's binlog. */
  public static boolean isIn(Path folder) throws IOException {
    return !filesOf(folder).isEmpty();
  }

  /**
   * Reads a folder.
   *
   * @throws BinlogInUseException when a running beanstalkd owns the folder
   * @throws IOException when the folder or a file cannot be opened or read
   */
  public static Binlog read(Path folder) throws IOException, BinlogInUseException {
    refuseWhenInUse(folder);
    Binlog binlog = new Binlog();
    for (Path file : filesOf(folder)) {
      binlog.readFile(file);
    }
    return binlog;
  }

  /** The jobs that live, by id. */
  public Collection<BinlogJob> jobs() {
    return Collections.unmodifiableCollection(jobs.values());
  }

  /** What could not be read, a sentence each, with file and offset. */
  public List<String> problems() {
    return Collections.unmodifiableList(problems);
  }

  /** How many files were read, wholly or in part. */
  public int files() {
    return files;
  }

  /** How many records were read. */
  public long records() {
    return records;
  }

  /** The highest id of any job in the binlog, deleted ones included; 0 without one. */
  public long highestJobId() {
    return highestJobId;
  }

  private void readFile(Path path) throws IOException {
    files++;
    try (BinlogFile file = new BinlogFile(path)) {
      file.read(
          new BinlogFile.Consumer() {
            @Override
            public void changed(BinlogRecord record) {
              note(record);
              change(record);
            }

            @Override
            public void whole(BinlogRecord record, String tube, long bodyOffset) {
              note(record);
              add(record, tube, path, bodyOffset);
            }
          });
    } catch (BinlogFile.UnreadableException e) {
      problems.add(e.getMessage());
    }
  }

  private void note(BinlogRecord record) {
    records++;
    highestJobId = Math.max(highestJobId, record.jobId());
  }

  private void change(BinlogRecord record) {
    if (record.deleted()) {
      jobs.remove(record.jobId());
      return;
    }
    jobs.computeIfPresent(record.jobId(), (_, job) -> job.changedBy(record, orderOf(record)));
  }

  private void add(BinlogRecord record, String tube, Path file, long bodyOffset) {
    jobs.put(
        record.jobId(),
        new BinlogJob(
            record.jobId(),
            tube,
            record.state(),
            record.priority(),
            record.createdMillis(),
            record.delayMillis(),
            record.ttrMillis(),
            record.deadlineMillis(),
            placeOf(record),
            record.counts(),
            file,
            bodyOffset,
            record.bodyAndEndBytes() - 2));
  }

  /** A full record of a job that is known only moves it to another file: it is not buried anew. */
  private long placeOf(BinlogRecord record) {
    BinlogJob known = jobs.get(record.jobId());
    if (known != null && known.state() == JobState.BURIED && record.state() == JobState.BURIED) {
      return known.buriedOrder();
    }
    return orderOf(record);
  }

  private long orderOf(BinlogRecord record) {
    return record.state() == JobState.BURIED ? ++buriedOrder : 0;
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> numberOf(path) > 0)
          .sorted(Comparator.comparingLong(Binlog::numberOf))
          .toList();
    }
  }

  private static long numberOf(Path path) {
    Matcher matcher = FILE_NAME.matcher(path.getFileName().toString());
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
  }

  private static void refuseWhenInUse(Path folder) throws IOException, BinlogInUseException {
    Path lock = folder.resolve("lock");
    if (!Files.isWritable(lock)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      if (held == null) {
        throw new BinlogInUseException(folder);
      }
    }
  }
}
