package io.haulm.journal.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The lock on a folder: a system lock on a file that also holds the owner's process id. */
final class FolderLock implements Closeable {
  // Within one process the system lock is no guard, worse: closing a second channel on the file
  // would give the first one's lock back. So the file is not even opened when this set has it.
  private static final Set<Path> TAKEN_HERE = ConcurrentHashMap.newKeySet();

  private static final int PID_DIGITS_MAX = 20;

  private final Path key;
  private final FileChannel channel;

  private FolderLock(Path key, FileChannel channel) {
    this.key = key;
    this.channel = channel;
  }

  static FolderLock take(Path folder, String name) throws IOException {
    Path key = folder.toRealPath().resolve(name);
    if (!TAKEN_HERE.add(key)) {
      throw new FolderLockedException(folder.toString(), ProcessHandle.current().pid());
    }
    try {
      return new FolderLock(key, lockedChannel(folder, key));
    } catch (IOException | RuntimeException e) {
      TAKEN_HERE.remove(key);
      throw e;
    }
  }

  private static FileChannel lockedChannel(Path folder, Path key) throws IOException {
    FileChannel channel =
        FileChannel.open(
            key,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            OwnerOnly.ofFile(key));
    try {
      if (channel.tryLock() == null) {
        throw new FolderLockedException(folder.toString(), readPid(channel));
      }
      writePid(channel);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void writePid(FileChannel channel) throws IOException {
    byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(pid), 0);
  }

  private static long readPid(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(PID_DIGITS_MAX);
    channel.read(text, 0);
    String digits = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
    return digits.matches("[0-9]{1,18}")
        ? Long.parseLong(digits)
        : FolderLockedException.UNKNOWN_PID;
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      TAKEN_HERE.remove(key);
    }
  }
}
