package io.haulm.testkit.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.journal.JournalInspection;
import io.haulm.journal.JournalInspector;
import io.haulm.journal.JournalProblem;
import io.haulm.journal.disk.FolderDisk;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data folders of all releases open for ever. */
class GoldenFolderTest {
  @TempDir Path folder;

  private void copy(String version) throws IOException, URISyntaxException {
    URL golden = Objects.requireNonNull(getClass().getResource("/golden/" + version));
    try (Stream<Path> files = Files.list(Path.of(golden.toURI()))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(Objects.requireNonNull(file.getFileName())));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"format-1"})
  void aFolderOfThisFormatOpens(String version) throws Exception {
    copy(version);

    SmallJobs jobs = SmallJobs.recover(new FolderDisk(folder), GoldenFolder.OPTIONS);

    List<Long> expected =
        LongStream.rangeClosed(1, GoldenFolder.JOBS).filter(id -> id % 10 != 1).boxed().toList();
    assertThat(jobs.ids()).isEqualTo(expected);
    assertThat(jobs.state().highestId()).isEqualTo(GoldenFolder.JOBS);
    jobs.state()
        .jobs()
        .forEach((id, job) -> {
          assertThat(job.version()).isEqualTo(id % 10 == 0 ? 1 : 0);
          assertThat(job.bodyHash()).isEqualTo(Arrays.hashCode(GoldenFolder.body(id)));
        });
    jobs.checkBodies();
    assertThat(jobs.report().hasTornTail()).isTrue();
    assertThat(jobs.report().hints()).isPositive().isLessThan(jobs.report().segments());
    jobs.journal().close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"format-1"})
  void verifyFindsOnlyTheTornTail(String version) throws Exception {
    copy(version);

    JournalInspection found = JournalInspector.verify(new FolderDisk(folder));

    assertThat(found.problems())
        .extracting(JournalProblem::kind)
        .containsExactly(JournalProblem.Kind.TORN_TAIL);
    assertThat(found.hasDamage()).isFalse();
  }
}
