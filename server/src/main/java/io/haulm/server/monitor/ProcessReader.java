package io.haulm.server.monitor;

import io.haulm.engine.Reply;
import io.haulm.server.history.Buckets;
import io.haulm.server.shard.HostFacts;
import io.haulm.server.store.StoreStats;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Reads what the process needs. */
final class ProcessReader {
  /** What is told where there is no disk, or where it does not say. */
  static final long UNKNOWN = -1;

  private static final long ELAPSED_MILLIS = 1000;
  private static final double MICROS_PER_MILLI = 1000;

  private final Optional<Path> dataFolder;
  private final HostFacts host = new HostFacts();
  private final RecentDurations syncs = new RecentDurations();
  private long[] lastSyncCounts = new long[0];

  /** With the folder whose disk counts; empty for a server that keeps nothing. */
  ProcessReader(Optional<Path> dataFolder) {
    this.dataFolder = dataFolder;
  }

  ProcessFigures read(
      Reply.EngineStats engine,
      StoreStats store,
      int connections,
      long bodyBytes,
      long keyspaceBytes) {
    // The buckets are of microseconds here, but buckets are buckets.
    syncs.add(Buckets.difference(store.syncCounts(), lastSyncCounts), ELAPSED_MILLIS);
    lastSyncCounts = store.syncCounts();
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return new ProcessFigures(
        connections,
        engine.workers(),
        engine.producers(),
        engine.waiting(),
        store.totalBytes(),
        usableBytes(),
        store.syncs(),
        store.syncCounts(),
        syncs.percentiles().map(Percentiles::p99).orElse(0.0) / MICROS_PER_MILLI,
        bodyBytes,
        keyspaceBytes,
        heap.getUsed(),
        heap.getMax(),
        host.residentBytes(),
        garbage(GarbageCollectorMXBean::getCollectionTime),
        garbage(GarbageCollectorMXBean::getCollectionCount));
  }

  private long usableBytes() {
    try {
      return dataFolder.isEmpty() ? UNKNOWN : usableBytes(Files.getFileStore(dataFolder.get()));
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  private static long usableBytes(FileStore disk) throws IOException {
    return disk.getUsableSpace();
  }

  private static long garbage(ToLongFunction<GarbageCollectorMXBean> figure) {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(figure)
        .filter(value -> value > 0)
        .sum();
  }
}
