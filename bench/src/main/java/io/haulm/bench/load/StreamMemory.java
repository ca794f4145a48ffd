package io.haulm.bench.load;

import io.haulm.bench.process.RunningServer;
import io.haulm.bench.report.Metric;
import io.haulm.bench.report.Sample;
import java.io.IOException;
import java.util.Map;

/** What memory a server takes for entries of a stream, and more when all of them are pending. */
final class StreamMemory {
  private static final double MIB = 1 << 20;

  private StreamMemory() {}

  static Sample measure(RunningServer server, int entries) throws IOException {
    long baseBytes = server.residentBytes();
    StreamFill.fill(server, entries);
    long filledBytes = server.residentBytes();
    StreamFill.handOut(server, entries);
    long pendingBytes = server.residentBytes();
    return new Sample(
        Map.of(
            Metric.BASE_MEMORY_MIB, baseBytes / MIB,
            Metric.MEMORY_MIB, pendingBytes / MIB,
            Metric.MEMORY_BYTES_PER_ENTRY, (double) (filledBytes - baseBytes) / entries,
            Metric.MEMORY_BYTES_PER_PENDING, (double) (pendingBytes - filledBytes) / entries));
  }
}
