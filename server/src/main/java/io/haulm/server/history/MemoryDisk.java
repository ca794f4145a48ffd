package io.haulm.server.history;

import io.haulm.engine.Check;
import io.haulm.journal.disk.Disk;
import io.haulm.journal.disk.DiskFile;
import java.io.Closeable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A folder in memory, for a server that is to keep nothing. Not thread-safe. */
public final class MemoryDisk implements Disk {
  private final Map<String, MemoryFile> files = new TreeMap<>();

  /** An empty folder. */
  public MemoryDisk() {}

  @Override
  public DiskFile create(String name) {
    MemoryFile file = new MemoryFile();
    files.put(name, file);
    return file;
  }

  @Override
  public DiskFile open(String name) {
    return Check.present(files.get(name), "a file is opened that exists");
  }

  @Override
  public DiskFile openForReading(String name) {
    return open(name);
  }

  @Override
  public void delete(String name) {
    files.remove(name);
  }

  @Override
  public void rename(String from, String to) {
    files.put(to, Check.present(files.remove(from), "a file is renamed that exists"));
  }

  @Override
  public List<String> list() {
    return List.copyOf(files.keySet());
  }

  @Override
  public void syncFolder() {}

  @Override
  public long usableBytes() {
    return Long.MAX_VALUE;
  }

  @Override
  public Closeable lock(String name) {
    return () -> {};
  }
}
