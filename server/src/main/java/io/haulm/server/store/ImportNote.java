package io.haulm.server.store;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * What a data folder says of a binlog that was imported into it: a file of its own for each binlog,
 * described in {@code docs/FORMATS.md}.
 *
 * @param binlog the folder of the binlog
 * @param upToId jobs up to this id, by the binlog's count, were imported wholly
 * @param idsRaisedBy added to the binlog's ids
 * @param isUnfinished an import was begun and not ended
 */
record ImportNote(String binlog, long upToId, long idsRaisedBy, boolean isUnfinished) {
  private static final String FILE_PREFIX = "imported-binlog-";

  /**
   * The note about this binlog. If it was never imported, a new one, by which its ids will lie
   * above all that were given out.
   */
  static ImportNote of(Path binlogFolder, Path dataFolder, long lastJobId) throws IOException {
    String name = binlogFolder.toRealPath().toString();
    Path file = dataFolder.resolve(fileName(name));
    return Files.exists(file) ? read(file) : new ImportNote(name, 0, lastJobId, false);
  }

  /** The binlog whose import into this folder was begun and not ended; empty without one. */
  static Optional<String> unfinishedIn(Path dataFolder) throws IOException {
    try (DirectoryStream<Path> notes = Files.newDirectoryStream(dataFolder, FILE_PREFIX + "*")) {
      for (Path file : notes) {
        ImportNote note = read(file);
        if (note.isUnfinished) {
          return Optional.of(note.binlog);
        }
      }
    }
    return Optional.empty();
  }

  private static ImportNote read(Path file) throws IOException {
    Properties values = new Properties();
    values.load(new StringReader(Files.readString(file)));
    try {
      return new ImportNote(
          values.getProperty("binlog", ""),
          Long.parseLong(values.getProperty("up-to-id", "0")),
          Long.parseLong(values.getProperty("ids-raised-by", "0")),
          Boolean.parseBoolean(values.getProperty("unfinished", "false")));
    } catch (NumberFormatException e) {
      throw new IOException(file + " is damaged: " + e.getMessage(), e);
    }
  }

  private static String fileName(String binlog) {
    return FILE_PREFIX + String.format(Locale.ROOT, "%08x", binlog.hashCode());
  }

  /** True when the job was imported by an earlier run that came to its end. */
  boolean covers(long jobId) {
    return jobId <= upToId;
  }

  /** The note while jobs are being taken over. */
  ImportNote begun() {
    return new ImportNote(binlog, upToId, idsRaisedBy, true);
  }

  /** The note when all jobs up to this id were taken over. */
  ImportNote done(long highestId) {
    return new ImportNote(binlog, Math.max(upToId, highestId), idsRaisedBy, false);
  }

  /** Puts the note into the data folder, on disk, in one step. */
  void write(Path dataFolder) throws IOException {
    Properties values = new Properties();
    values.setProperty("binlog", binlog);
    values.setProperty("up-to-id", Long.toString(upToId));
    values.setProperty("ids-raised-by", Long.toString(idsRaisedBy));
    values.setProperty("unfinished", Boolean.toString(isUnfinished));
    StringWriter text = new StringWriter();
    values.store(text, null);
    // Not a name that is taken for a note.
    Path temporary = dataFolder.resolve("tmp-" + fileName(binlog));
    Files.writeString(temporary, text.toString());
    sync(temporary, StandardOpenOption.WRITE);
    Files.move(temporary, dataFolder.resolve(fileName(binlog)), StandardCopyOption.ATOMIC_MOVE);
    sync(dataFolder, StandardOpenOption.READ);
  }

  private static void sync(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }
}
