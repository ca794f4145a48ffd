package io.haulm.server;

import io.haulm.engine.EngineOptions;
import io.haulm.journal.JournalDamagedException;
import io.haulm.journal.JournalOptions;
import io.haulm.journal.SyncPolicy;
import io.haulm.journal.disk.FolderLockedException;
import io.haulm.server.config.Durability;
import io.haulm.server.config.ServerConfig;
import io.haulm.server.shard.Shard;
import io.haulm.server.store.BinlogImport;
import io.haulm.server.store.JournalStore;
import io.haulm.server.store.MemoryStore;
import io.haulm.server.store.Store;
import io.haulm.server.store.UnreadableFactException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the store that a configuration asks for. */
final class StoreFactory {
  private static final Logger LOG = LoggerFactory.getLogger(StoreFactory.class);

  static Store open(ServerConfig config, EngineOptions engineOptions, Shard shard)
      throws ServerStartException {
    return switch (config.durability()) {
      case Durability.Memory _ -> new MemoryStore(engineOptions, shard::carryOut);
      case Durability.Sync _ ->
          openJournal(config, engineOptions, shard, new SyncPolicy.EachCommit());
      case Durability.Interval(var millis) ->
          openJournal(config, engineOptions, shard, new SyncPolicy.Interval(millis));
      case Durability.Os _ ->
          openJournal(config, engineOptions, shard, new SyncPolicy.SystemDecides());
    };
  }

  private static Store openJournal(
      ServerConfig config, EngineOptions engineOptions, Shard shard, SyncPolicy policy)
      throws ServerStartException {
    JournalOptions options =
        JournalOptions.defaults()
            .withSyncPolicy(policy)
            .withSegmentBytes((int) config.segmentBytes());
    try {
      JournalStore store =
          JournalStore.open(
              config.dataFolder(),
              options,
              engineOptions,
              shard::carryOut,
              shard.clock()::nowMillis,
              shard,
              shard::execute);
      report(store);
      Optional<String> unfinished = BinlogImport.unfinishedIn(config.dataFolder());
      if (unfinished.isPresent()) {
        store.close();
        throw failed(
            ServerStartException.Kind.DATA_FOLDER,
            "the import of the binlog in "
                + unfinished.get()
                + " was not finished; run `haulm import-binlog "
                + unfinished.get()
                + " --into "
                + config.dataFolder()
                + "` again");
      }
      return store;
    } catch (FolderLockedException e) {
      throw failed(ServerStartException.Kind.LOCKED, e.getMessage() + "; one server at a time");
    } catch (JournalDamagedException | UnreadableFactException e) {
      throw failed(
          ServerStartException.Kind.DAMAGED,
          e.getMessage()
              + "; nothing was changed. Look at it with `haulm journal verify --data "
              + config.dataFolder()
              + "`");
    } catch (IOException e) {
      throw failed(
          ServerStartException.Kind.DATA_FOLDER,
          "the data folder " + config.dataFolder() + " cannot be used: " + describe(e));
    }
  }

  private static void report(JournalStore store) {
    if (store.report().hasTornTail()) {
      LOG.warn(
          "the last {} bytes of {} were being written when the server stopped, and were cut off at"
              + " offset {}; nothing in them was ever acknowledged",
          store.report().tornBytes(),
          store.report().tornFile(),
          store.report().tornOffset());
    }
  }

  private static ServerStartException failed(ServerStartException.Kind kind, String message) {
    return new ServerStartException(kind, message);
  }

  private static String describe(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "no permission";
      case FileAlreadyExistsException _ -> "it is not a folder";
      default -> String.valueOf(e.getMessage());
    };
  }

  private StoreFactory() {}
}
