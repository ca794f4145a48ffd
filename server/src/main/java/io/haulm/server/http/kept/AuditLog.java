package io.haulm.server.http.kept;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who did what: a file with a line of JSON for each entry, to which is only ever appended. When it
 * is full it becomes the first of a few older files, the last of which goes. Any thread.
 */
public final class AuditLog {
  /** A file of this length, in bytes, is full. */
  public static final long FILE_BYTES_MAX = 4 << 20;

  /** How many full files are kept beside the one that is written. */
  public static final int OLD_FILES_MAX = 4;

  /** Without a data folder so many entries are kept in memory. */
  public static final int MEMORY_ENTRIES_MAX = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Optional<Path> file;
  private final LongSupplier clock;
  private final long fileBytesMax;
  private final Deque<AuditEntry> inMemory = new ArrayDeque<>();
  private long lastId;

  /** A log in a file, or in memory. */
  public AuditLog(Optional<Path> file, LongSupplier clock) throws IOException {
    this(file, clock, FILE_BYTES_MAX);
  }

  AuditLog(Optional<Path> file, LongSupplier clock, long fileBytesMax) throws IOException {
    this.file = file;
    this.clock = clock;
    this.fileBytesMax = fileBytesMax;
    this.lastId =
        newest(Long.MAX_VALUE, 1, _ -> true).stream().findFirst().map(AuditEntry::id).orElse(0L);
  }

  /** Appends an entry; the log gives it its id and its time. */
  public synchronized void add(AuditEntry entry) {
    lastId++;
    AuditEntry numbered = entry.numbered(lastId, clock.getAsLong());
    if (file.isEmpty()) {
      inMemory.addFirst(numbered);
      if (inMemory.size() > MEMORY_ENTRIES_MAX) {
        inMemory.removeLast();
      }
      return;
    }
    try {
      append(file.get(), MAPPER.writeValueAsString(numbered) + "\n");
    } catch (IOException e) {
      // What was done is done. The server's own log still tells it.
      LOG.error(
          "{} of {} could not be noted in the audit log: {}",
          entry.action(),
          entry.who(),
          e.toString());
    }
  }

  /**
   * The newest entries, the newest first.
   *
   * @param beforeId only entries with a lower id
   * @param limit how many at most
   */
  public synchronized List<AuditEntry> newest(
      long beforeId, int limit, Predicate<AuditEntry> wanted) throws IOException {
    List<AuditEntry> found = new ArrayList<>();
    if (file.isEmpty()) {
      inMemory.stream()
          .filter(entry -> entry.id() < beforeId && wanted.test(entry))
          .limit(limit)
          .forEach(found::add);
      return found;
    }
    for (int age = 0; age <= OLD_FILES_MAX && found.size() < limit; age++) {
      for (String line : linesBackwards(aged(file.get(), age))) {
        Optional<AuditEntry> entry = parse(line);
        if (entry.isPresent() && entry.get().id() < beforeId && wanted.test(entry.get())) {
          found.add(entry.get());
          if (found.size() == limit) {
            break;
          }
        }
      }
    }
    return found;
  }

  private void append(Path path, String line) throws IOException {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    if (Files.exists(path) && Files.size(path) + bytes.length > fileBytesMax) {
      for (int age = OLD_FILES_MAX - 1; age >= 0; age--) {
        if (Files.exists(aged(path, age))) {
          Files.move(aged(path, age), aged(path, age + 1), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    if (!Files.exists(path)) {
      makePrivate(path);
    }
    endLastLine(path);
    Files.write(path, bytes, StandardOpenOption.APPEND);
  }

  private static void makePrivate(Path path) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(path);
    }
  }

  private static Path aged(Path path, int age) {
    return age == 0 ? path : path.resolveSibling(path.getFileName() + "." + age);
  }

  private static List<String> linesBackwards(Path path) throws IOException {
    if (!Files.exists(path)) {
      return List.of();
    }
    String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    return Arrays.asList(text.split("\n", -1)).reversed();
  }

  /** What a crash, or a full disk, has cut off must not swallow the next entry. */
  private static void endLastLine(Path path) throws IOException {
    if (!Files.exists(path) || Files.size(path) == 0) {
      return;
    }
    try (SeekableByteChannel channel =
        Files.newByteChannel(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      channel.position(channel.size() - 1);
      int _ = channel.read(last);
      if (last.get(0) != '\n') {
        int _ = channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
      }
    }
  }

  /** A line that a crash has cut off is passed over. */
  private static Optional<AuditEntry> parse(String line) {
    try {
      return line.isEmpty()
          ? Optional.empty()
          : Optional.of(MAPPER.readValue(line, AuditEntry.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
