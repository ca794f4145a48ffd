package io.haulm.server.http.kept;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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
  // A later release may keep more than this one knows.
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

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
    this.value = isThere ? read(file.get(), type) : empty;
  }

  private static <T> T read(Path file, Class<T> type) throws IOException {
    try {
      T value = MAPPER.readValue(Files.readAllBytes(file), type);
      if (value == null) {
        throw new IOException("it holds nothing");
      }
      return value;
    } catch (IOException e) {
      throw new IOException(
          file + " cannot be understood; mend it, or move it away to begin anew: " + e.getMessage(),
          e);
    }
  }

  /** The value. Any thread. */
  public T get() {
    return value;
  }

  /**
   * Replaces the value, on disk first. One thread at a time.
   *
   * @throws NotKeptException when it cannot be written; the old value stays
   */
  public void set(T newValue) {
    try {
      if (file.isPresent()) {
        write(file.get(), MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(newValue));
      }
    } catch (IOException e) {
      throw new NotKeptException(e);
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
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && isPosix(file)) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Nobody else may read it at any moment, so the permissions come with its making. */
  private static FileChannel openPrivate(Path file) throws IOException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return isPosix(file)
        ? FileChannel.open(file, options, PosixFilePermissions.asFileAttribute(OWNER_ONLY))
        : FileChannel.open(file, options);
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
