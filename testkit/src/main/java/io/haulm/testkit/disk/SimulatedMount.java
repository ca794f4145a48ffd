package io.haulm.testkit.disk;

import io.haulm.journal.disk.Disk;
import io.haulm.journal.disk.DiskFile;
import io.haulm.journal.disk.DiskFullException;
import io.haulm.journal.disk.FolderLockedException;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** What one process sees of a {@link SimulatedDisk}, for as long as it lives. */
final class SimulatedMount implements Disk {
  private static final long SIMULATED_PID = 4711;

  private final SimulatedDisk disk;
  private boolean dead;
  private boolean locked;

  SimulatedMount(SimulatedDisk disk) {
    this.disk = disk;
  }

  void die() {
    dead = true;
  }

  private void checkAlive() throws IOException {
    if (dead) {
      throw new IOException("this process is dead");
    }
  }

  private void beginChange() throws IOException {
    checkAlive();
    switch (disk.nextChange()) {
      case IO_ERROR -> throw new IOException("simulated I/O error");
      case NO_SPACE -> throw new DiskFullException("simulated full disk");
      case null -> {}
    }
  }

  @Override
  public DiskFile create(String name) throws IOException {
    beginChange();
    SimulatedFile file = new SimulatedFile();
    disk.change(name, file, "");
    disk.changed();
    return new OpenFile(file, true);
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return open(name, true);
  }

  @Override
  public DiskFile openForReading(String name) throws IOException {
    return open(name, false);
  }

  private DiskFile open(String name, boolean writable) throws IOException {
    checkAlive();
    if (!disk.exists(name)) {
      throw new FileNotFoundException(name);
    }
    return new OpenFile(disk.file(name), writable);
  }

  @Override
  public void delete(String name) throws IOException {
    beginChange();
    if (disk.exists(name)) {
      disk.change(name, null, "");
    }
    disk.changed();
  }

  @Override
  public void rename(String from, String to) throws IOException {
    beginChange();
    SimulatedFile file = disk.file(from);
    disk.change(to, file, from);
    disk.changed();
  }

  @Override
  public List<String> list() throws IOException {
    checkAlive();
    return disk.names();
  }

  @Override
  public void syncFolder() throws IOException {
    beginChange();
    if (disk.syncComesThrough()) {
      disk.syncFolder();
    }
    disk.changed();
  }

  @Override
  public long usableBytes() throws IOException {
    checkAlive();
    return disk.usableBytes();
  }

  @Override
  public Closeable lock(String name) throws IOException {
    checkAlive();
    if (locked) {
      throw new FolderLockedException("simulated", SIMULATED_PID);
    }
    locked = true;
    return () -> locked = false;
  }

  private final class OpenFile implements DiskFile {
    private final SimulatedFile file;
    private final boolean writable;
    private boolean closed;

    OpenFile(SimulatedFile file, boolean writable) {
      this.file = file;
      this.writable = writable;
    }

    private void checkOpen() throws IOException {
      checkAlive();
      if (closed) {
        throw new IOException("the file is closed");
      }
    }

    private void beginFileChange() throws IOException {
      checkOpen();
      if (!writable) {
        throw new IOException("the file was opened for reading");
      }
      beginChange();
    }

    @Override
    public long sizeBytes() throws IOException {
      checkOpen();
      return file.size();
    }

    @Override
    public int read(ByteBuffer target, long offset) throws IOException {
      checkOpen();
      return file.read(target, offset);
    }

    @Override
    public void write(ByteBuffer source, long offset) throws IOException {
      beginFileChange();
      long growth = offset + source.remaining() - file.size();
      if (growth > disk.usableBytes()) {
        throw new DiskFullException("the simulated disk is full");
      }
      file.write(source, offset);
      disk.changed();
    }

    @Override
    public void truncate(long bytes) throws IOException {
      beginFileChange();
      file.truncate(bytes);
      disk.changed();
    }

    @Override
    public void sync() throws IOException {
      checkOpen();
      try {
        beginFileChange();
      } catch (IOException e) {
        file.failSync();
        throw e;
      }
      if (disk.syncComesThrough()) {
        file.sync();
      }
      disk.changed();
    }

    @Override
    public void close() throws IOException {
      closed = true;
    }
  }
}
