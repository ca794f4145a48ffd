package io.haulm.server.http.kept;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A value that is kept as JSON in a file which only the server's user can read. A crash leaves the
 * old value or the new one. Without a file it is kept in memory only.
 */
public final class KeptFile<T> {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Optional<Path> file;
  private volatile T value;

  /**
   * Reads the file if it is there.
   *
   * @param empty the value when there is no file yet
   * @throws IOException when the file cannot be read, or holds something else
   */
  public KeptFile(Optional<Path> file, Class<T> type, T empty) throws IOException {
    this.file = file;
    boolean isThere = file.isPresent() && Files.exists(file.get());
    this.value = isThere ? MAPPER.readValue(Files.readAllBytes(file.get()), type) : empty;
  }

  /** The value. Any thread. */
  public T get() {
    return value;
  }

  /** Replaces the value, on disk first. One thread at a time. */
  public void set(T newValue) {
    try {
      if (file.isPresent()) {
        write(file.get(), MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(newValue));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    value = newValue;
  }

  private static void write(Path file, byte[] content) throws IOException {
    Path written = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(written);
    try (FileChannel channel = openPrivate(written)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        int _ = channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Nobody else may read it at any moment, so the permissions come with its making. */
  private static FileChannel openPrivate(Path file) throws IOException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    return isPosix
        ? FileChannel.open(file, options, PosixFilePermissions.asFileAttribute(OWNER_ONLY))
        : FileChannel.open(file, options);
  }
}
