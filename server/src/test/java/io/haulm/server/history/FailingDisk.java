package io.haulm.server.history;

import io.haulm.journal.disk.Disk;
import io.haulm.journal.disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** A disk that refuses to write when it is told to. */
final class FailingDisk implements Disk {
  boolean refuses;
  private final MemoryDisk disk = new MemoryDisk();

  @Override
  public DiskFile create(String name) {
    return new FailingFile(disk.create(name));
  }

  @Override
  public DiskFile open(String name) {
    return new FailingFile(disk.open(name));
  }

  @Override
  public DiskFile openForReading(String name) {
    return open(name);
  }

  @Override
  public void delete(String name) {
    disk.delete(name);
  }

  @Override
  public void rename(String from, String to) {
    disk.rename(from, to);
  }

  @Override
  public List<String> list() {
    return disk.list();
  }

  @Override
  public void syncFolder() {
    disk.syncFolder();
  }

  @Override
  public long usableBytes() {
    return disk.usableBytes();
  }

  @Override
  public Closeable lock(String name) {
    return disk.lock(name);
  }

  private final class FailingFile implements DiskFile {
    private final DiskFile file;

    FailingFile(DiskFile file) {
      this.file = file;
    }

    @Override
    public long sizeBytes() throws IOException {
      return file.sizeBytes();
    }

    @Override
    public int read(ByteBuffer target, long offset) throws IOException {
      return file.read(target, offset);
    }

    @Override
    public void write(ByteBuffer source, long offset) throws IOException {
      if (refuses) {
        throw new IOException("the disk refuses");
      }
      file.write(source, offset);
    }

    @Override
    public void truncate(long bytes) throws IOException {
      file.truncate(bytes);
    }

    @Override
    public void sync() throws IOException {
      file.sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
