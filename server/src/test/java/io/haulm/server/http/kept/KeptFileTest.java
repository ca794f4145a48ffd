package io.haulm.server.http.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFileTest {
  private record Names(List<String> names) {}

  private static final Names NONE = new Names(List.of());

  @TempDir Path folder;

  private KeptFile<Names> open() throws IOException {
    return new KeptFile<>(Optional.of(folder.resolve("names.json")), Names.class, NONE);
  }

  @Test
  void valueOutlivesARestart() throws Exception {
    open().set(new Names(List.of("ann")));

    assertThat(open().get()).isEqualTo(new Names(List.of("ann")));
    assertThat(folder.resolve("names.json.new")).doesNotExist();
  }

  @Test
  void valueIsEmptyBeforeItIsSet() throws Exception {
    assertThat(open().get()).isEqualTo(NONE);
  }

  @Test
  void leftoverOfACrashIsReplaced() throws Exception {
    Files.writeString(folder.resolve("names.json.new"), "{\"na");

    open().set(new Names(List.of("ann")));

    assertThat(open().get().names()).containsExactly("ann");
  }

  @Test
  void fileThatHoldsSomethingElseIsToldAndKept() throws Exception {
    Path file = Files.writeString(folder.resolve("names.json"), "[1");

    assertThatThrownBy(this::open).isInstanceOf(IOException.class);

    assertThat(file).hasContent("[1");
  }

  @Test
  void fileIsNamedWhenItHoldsNothing() throws Exception {
    Files.writeString(folder.resolve("names.json"), "");

    assertThatThrownBy(this::open).hasMessageContaining("names.json").hasMessageContaining("mend");
    Files.writeString(folder.resolve("names.json"), "null");
    assertThatThrownBy(this::open).hasMessageContaining("names.json");
  }

  @Test
  void whatALaterReleaseKeepsIsPassedOver() throws Exception {
    Files.writeString(folder.resolve("names.json"), "{\"names\":[\"ann\"],\"future\":1}");

    assertThat(open().get().names()).containsExactly("ann");
  }

  @Test
  void valueThatCannotBeWrittenIsNotTaken() throws Exception {
    KeptFile<Names> kept = open();
    Files.createDirectory(folder.resolve("names.json"));
    Files.writeString(folder.resolve("names.json").resolve("in the way"), "");

    assertThatThrownBy(() -> kept.set(new Names(List.of("ann"))))
        .isInstanceOf(UncheckedIOException.class);

    assertThat(kept.get()).isEqualTo(NONE);
  }
}
