package io.haulm.server.http.kept;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  private static final int FILE_BYTES = 2000;

  @TempDir Path folder;
  private long nowMillis = 5;

  private AuditLog open() throws IOException {
    return new AuditLog(Optional.of(folder.resolve("audit.log")), () -> nowMillis, FILE_BYTES);
  }

  private static AuditEntry entry(String target) {
    return AuditEntry.of("ann", "10.0.0.1", "job.kick", target);
  }

  private static List<String> targets(AuditLog log, long beforeId, int limit) throws IOException {
    return log.newest(beforeId, limit, _ -> true).stream().map(AuditEntry::target).toList();
  }

  @Test
  void newestEntryIsTheFirst() throws Exception {
    AuditLog log = open();
    log.add(entry("1"));
    nowMillis = 6;
    log.add(entry("2"));

    assertThat(targets(log, Long.MAX_VALUE, 10)).containsExactly("2", "1");
    assertThat(log.newest(Long.MAX_VALUE, 1, _ -> true).getFirst().atMillis()).isEqualTo(6);
  }

  @Test
  void numbersGoOnAfterARestart() throws Exception {
    open().add(entry("1"));

    AuditLog after = open();
    after.add(entry("2"));

    assertThat(after.newest(Long.MAX_VALUE, 10, _ -> true).stream().map(AuditEntry::id))
        .containsExactly(2L, 1L);
  }

  @Test
  void lineThatACrashHasCutOffIsPassedOver() throws Exception {
    AuditLog before = open();
    before.add(entry("1"));
    Files.writeString(folder.resolve("audit.log"), "{\"id\":2,\"at", StandardOpenOption.APPEND);

    AuditLog after = open();
    after.add(entry("3"));
    after.add(entry("4"));

    assertThat(targets(after, Long.MAX_VALUE, 10)).containsExactly("4", "3", "1");
  }

  @Test
  void lineThatAFullDiskHasCutOffDoesNotSwallowTheNext() throws Exception {
    AuditLog log = open();
    log.add(entry("1"));
    Files.writeString(folder.resolve("audit.log"), "{\"id\":2,\"at", StandardOpenOption.APPEND);

    log.add(entry("3"));

    assertThat(targets(log, Long.MAX_VALUE, 10)).containsExactly("3", "1");
  }

  @Test
  void fullFileBecomesAnOldOneAndTheOldestGoes() throws Exception {
    AuditLog log = open();
    for (int i = 1; i <= 200; i++) {
      log.add(entry("job " + i));
    }

    List<String> kept = targets(log, Long.MAX_VALUE, 1000);

    assertThat(kept).startsWith("job 200", "job 199").doesNotContain("job 1");
    assertThat(kept).hasSizeBetween(60, 120);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(1 + AuditLog.OLD_FILES_MAX);
    }
    assertThat(targets(log, 150, 1)).containsExactly("job 149");
  }

  @Test
  void withoutAFileSomeAreKeptInMemory() throws Exception {
    AuditLog log = new AuditLog(Optional.empty(), () -> nowMillis);
    for (int i = 0; i <= AuditLog.MEMORY_ENTRIES_MAX; i++) {
      log.add(entry("job " + i));
    }

    assertThat(targets(log, Long.MAX_VALUE, AuditLog.MEMORY_ENTRIES_MAX + 1))
        .hasSize(AuditLog.MEMORY_ENTRIES_MAX)
        .doesNotContain("job 0");
  }

  @Test
  void textThatIsTooLongIsCut() {
    AuditEntry entry = entry("job").withChange("x".repeat(AuditEntry.TEXT_CHARS_MAX + 1), "short");

    assertThat(entry.before()).hasSize(AuditEntry.TEXT_CHARS_MAX).endsWith("x…");
    assertThat(entry.after()).isEqualTo("short");
  }
}
