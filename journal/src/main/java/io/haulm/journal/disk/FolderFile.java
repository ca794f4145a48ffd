package io.haulm.journal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;

/** A file of the machine's file system. */
final class FolderFile implements DiskFile {
  // How the system words ENOSPC and EDQUOT; Java has no other sign of them.
  private static final String NO_SPACE = "No space left on device";
  private static final String QUOTA = "Disk quota exceeded";

  private final Path path;
  private final FileChannel channel;

  private FolderFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  static FolderFile open(Path path, OpenOption... options) throws IOException {
    try {
      return new FolderFile(path, FileChannel.open(path, Set.of(options), OwnerOnly.ofFile(path)));
    } catch (IOException e) {
      throw inWords(path, e);
    }
  }

  @Override
  public long sizeBytes() throws IOException {
    return channel.size();
  }

  @Override
  public int read(ByteBuffer target, long offset) throws IOException {
    int total = 0;
    while (target.hasRemaining()) {
      int bytes = channel.read(target, offset + total);
      if (bytes < 0) {
        break;
      }
      total += bytes;
    }
    return total;
  }

  @Override
  public void write(ByteBuffer source, long offset) throws IOException {
    long at = offset;
    try {
      while (source.hasRemaining()) {
        at += channel.write(source, at);
      }
    } catch (IOException e) {
      throw inWords(path, e);
    }
  }

  @Override
  public void truncate(long bytes) throws IOException {
    channel.truncate(bytes);
  }

  @Override
  public void sync() throws IOException {
    try {
      // fdatasync: it also makes a changed length safe, but not the time of the change.
      channel.force(false);
    } catch (IOException e) {
      throw inWords(path, e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static IOException inWords(Path path, IOException cause) {
    String message = String.valueOf(cause.getMessage());
    if (!message.contains(NO_SPACE) && !message.contains(QUOTA)) {
      return cause;
    }
    DiskFullException full = new DiskFullException(path + ": " + message);
    full.initCause(cause);
    return full;
  }
}
