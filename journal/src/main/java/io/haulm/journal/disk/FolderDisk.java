package io.haulm.journal.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A folder of the machine's file system. */
public final class FolderDisk implements Disk {
  private final Path folder;

  /**
   * The disk at {@code folder}, which is created, with its parents, if it does not exist.
   *
   * @throws IOException when it cannot be created or is no folder
   */
  public FolderDisk(Path folder) throws IOException {
    this.folder = folder.toAbsolutePath().normalize();
    createFolder(this.folder);
  }

  /** Creates folders from the top down and makes each of them safe in its parent. */
  private static void createFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    if (parent != null) {
      createFolder(parent);
    }
    Files.createDirectory(folder, OwnerOnly.ofFolder(folder));
    if (parent != null) {
      sync(parent);
    }
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public DiskFile create(String name) throws IOException {
    return FolderFile.open(
        folder.resolve(name),
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return FolderFile.open(folder.resolve(name), StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public DiskFile openForReading(String name) throws IOException {
    return FolderFile.open(folder.resolve(name), StandardOpenOption.READ);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public List<String> list() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> String.valueOf(file.getFileName()))
          .sorted()
          .toList();
    }
  }

  @Override
  public void syncFolder() throws IOException {
    sync(folder);
  }

  @Override
  public long usableBytes() throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }

  @Override
  public Closeable lock(String name) throws IOException {
    return FolderLock.take(folder, name);
  }
}
