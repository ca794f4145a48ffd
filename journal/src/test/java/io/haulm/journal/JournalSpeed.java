package io.haulm.journal;

import io.haulm.journal.disk.FolderDisk;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Measures a journal on a real disk. Not a test: run its main, with a folder on the disk to
 * measure.
 */
final class JournalSpeed implements JournalOwner {
  private static final PrintStream OUT = System.out;
  private static final int HEAD_BYTES = 60;
  private static final int BODY_BYTES = 100;
  private static final int RECORDS = 1_000_000;

  private long recovered;
  private volatile long durable;

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    syncLatency(folder.resolve("new"), false, 0);
    syncLatency(folder.resolve("zeros"), true, 0);
    syncLatency(folder.resolve("holes"), true, 1);
    for (int round = 0; round < 3; round++) {
      append(folder.resolve("append"), new SyncPolicy.SystemDecides(), 100);
      for (int batch : new int[] {1, 10, 100, 1000}) {
        append(folder.resolve("append"), new SyncPolicy.EachCommit(), batch);
      }
      recover(folder.resolve("append"), "with hints");
      deleteHints(folder.resolve("append"));
      recover(folder.resolve("append"), "without hints");
    }
    delete(folder);
  }

  /** What one sync of 4 KiB costs in a file that was not, or was, filled with zeros ahead. */
  private static void syncLatency(Path file, boolean ahead, int holes) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    int writes = 2000;
    int step = 4096;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (ahead) {
        int length = holes == 1 ? 1 : writes * step;
        channel.write(ByteBuffer.allocateDirect(length), (long) writes * step - length);
        channel.force(true);
      }
      long[] nanos = new long[writes];
      ByteBuffer page = ByteBuffer.allocateDirect(step);
      for (int i = 0; i < writes; i++) {
        page.clear();
        page.put(0, (byte) 1);
        long start = System.nanoTime();
        channel.write(page, (long) i * step);
        channel.force(false);
        nanos[i] = System.nanoTime() - start;
      }
      Arrays.sort(nanos);
      OUT.printf(
          "sync %-6s p50 %d us, p99 %d us%n",
          file.getFileName(), nanos[writes / 2] / 1000, nanos[writes / 100 * 99] / 1000);
    }
    Files.delete(file);
  }

  private static void append(Path folder, SyncPolicy policy, int batch) throws IOException {
    delete(folder);
    JournalSpeed owner = new JournalSpeed();
    int records = batch < 10 ? RECORDS / 10 : RECORDS;
    try (Journal journal =
            Journal.open(
                new FolderDisk(folder),
                JournalOptions.defaults().withSyncPolicy(policy),
                owner,
                new PlatformThreads());
        Arena arena = Arena.ofConfined()) {
      journal.recover();
      MemorySegment head = arena.allocate(HEAD_BYTES);
      RecordBody body = RecordBody.of(arena.allocate(BODY_BYTES));
      long start = System.nanoTime();
      long last = 0;
      long waiting = 0;
      for (int i = 0; i < records; i++) {
        journal.append(head, body, false);
        if (i % batch == batch - 1) {
          last = journal.commit();
        }
        if ((i & 255) == 0 && journal.isCongested()) {
          long from = System.nanoTime();
          while (journal.isCongested()) {
            LockSupport.parkNanos(50_000);
          }
          waiting += System.nanoTime() - from;
        }
      }
      long appended = System.nanoTime() - start;
      while (owner.durable < last) {
        LockSupport.parkNanos(50_000);
      }
      long all = System.nanoTime() - start;
      OUT.printf(
          "append %-15s batch %4d: %,d records/s in the thread, %,d/s durable, %,d syncs, %,d us each%n",
          policy.getClass().getSimpleName(),
          batch,
          perSecond(records, appended - waiting),
          perSecond(records, all),
          journal.stats().syncs(),
          TimeUnit.NANOSECONDS.toMicros(all) / Math.max(1, journal.stats().syncs()));
    }
  }

  private static long perSecond(long count, long nanos) {
    return count * TimeUnit.SECONDS.toNanos(1) / nanos;
  }

  private static void recover(Path folder, String how) throws IOException {
    JournalSpeed owner = new JournalSpeed();
    long start = System.nanoTime();
    Journal journal =
        Journal.open(
            new FolderDisk(folder), JournalOptions.defaults(), owner, new PlatformThreads());
    RecoveryReport report = journal.recover();
    long nanos = System.nanoTime() - start;
    OUT.printf(
        "recover %s: %,d records, %d MB in %d ms: %,d records/s, %d MB/s; %d of %d by hints%n",
        how,
        owner.recovered,
        report.bytes() >> 20,
        nanos / 1_000_000,
        perSecond(owner.recovered, nanos),
        perSecond(report.bytes() >> 20, nanos),
        report.hints(),
        report.segments());
    journal.close();
  }

  private static void deleteHints(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".hint")).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Override
  public void recovered(long position, MemorySegment head, long bodyBytes) {
    recovered++;
  }

  @Override
  public void segmentBegun() {}

  @Override
  public boolean relocate(long position, MemorySegment head, RecordBody body) {
    return true;
  }

  @Override
  public void durable(long position) {
    durable = position;
  }

  @Override
  public void failed(Throwable cause) {
    throw new UncheckedIOException(new IOException(cause));
  }

  @Override
  public void troubled(String work, Throwable cause) {
    OUT.println("trouble: " + work + ": " + cause);
  }

  @Override
  public Executor executor() {
    return task -> {};
  }
}
