package io.haulm.server;

import io.haulm.journal.disk.FolderDisk;
import io.haulm.server.history.History;
import io.haulm.server.history.HistoryOptions;
import io.haulm.server.history.MemoryDisk;
import io.haulm.server.http.account.Settings;
import io.haulm.server.monitor.Monitor;
import io.haulm.server.shard.Shard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets a monitor up, with its history. */
final class MonitorStart {
  private static final Logger LOG = LoggerFactory.getLogger(MonitorStart.class);

  /**
   * A monitor that has not begun.
   *
   * @param dataFolder where the history is kept; empty for a server that keeps nothing
   */
  static Monitor open(Shard shard, Optional<Path> dataFolder, Settings settings)
      throws IOException {
    return new Monitor(
        shard, dataFolder, history(shard, dataFolder), tube -> settings.get().alerts().of(tube));
  }

  /** No fault of the history's file keeps a server from starting. */
  private static History history(Shard shard, Optional<Path> dataFolder) throws IOException {
    long nowMillis = shard.clock().nowMillis();
    if (dataFolder.isPresent()) {
      try {
        return History.open(
            new FolderDisk(dataFolder.get()),
            HistoryOptions.ON_DISK,
            nowMillis,
            MonitorStart::warn);
      } catch (IOException e) {
        warn(e);
      }
    }
    return History.open(new MemoryDisk(), HistoryOptions.IN_MEMORY, nowMillis, MonitorStart::warn);
  }

  private static void warn(IOException cause) {
    LOG.warn("the history of tubes cannot be kept on disk: {}", cause.toString());
  }

  private MonitorStart() {}
}
