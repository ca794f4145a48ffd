package io.haulm.server.http.tubes;

import io.haulm.server.console.OperationMemory;
import io.haulm.server.console.OperationStatus;
import io.haulm.server.http.kept.KeptFile;
import io.haulm.server.http.kept.NotKeptException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last operations, kept in a file. */
public final class OperationsFile implements OperationMemory {
  private static final Logger LOG = LoggerFactory.getLogger(OperationsFile.class);

  private final KeptFile<Kept> file;

  private record Kept(List<OperationStatus> operations) {}

  /**
   * Reads the file if it is there; without one they are kept in memory only.
   *
   * @throws IOException when the file cannot be read, or holds something else
   */
  public OperationsFile(Optional<Path> file) throws IOException {
    this.file = new KeptFile<>(file, Kept.class, new Kept(List.of()));
  }

  @Override
  public List<OperationStatus> kept() {
    return file.get().operations().stream().filter(OperationsFile::isWhole).toList();
  }

  // Somebody may have written in the file.
  private static boolean isWhole(OperationStatus status) {
    return Stream.of(
            status.kind(),
            status.filter(),
            status.to(),
            status.state(),
            status.who(),
            status.owner(),
            status.message())
        .noneMatch(Objects::isNull);
  }

  @Override
  public void keep(List<OperationStatus> operations) {
    try {
      file.set(new Kept(operations));
    } catch (NotKeptException e) {
      LOG.warn("a restart would forget who began the last operations: {}", e.getMessage());
    }
  }
}
