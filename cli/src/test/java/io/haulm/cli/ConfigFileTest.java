package io.haulm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("haulm.toml");
  }

  private Map<Setting, Settings.Value> read(String text) throws IOException, UserErrorException {
    Files.writeString(file, text);
    return ConfigFile.read(file);
  }

  @Test
  void textsAndNumbersAreReadWithTheirLines() throws IOException, UserErrorException {
    assertThat(
            read(
                """
                # a comment
                data = "/var/lib/haulm"

                max-job-size = 1024  # another
                """))
        .isEqualTo(
            Map.of(
                Setting.DATA,
                new Settings.Value("/var/lib/haulm", new Origin.File(file, 2)),
                Setting.MAX_JOB_SIZE,
                new Settings.Value("1024", new Origin.File(file, 4))));
  }

  @Test
  void emptyFileSetsNothing() throws IOException, UserErrorException {
    assertThat(read("")).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "max-jobsize = 1, unknown key 'max-jobsize'; did you mean 'max-job-size'?",
    "colour = 1, unknown key 'colour'",
    "data = true, data must be a text in quotes or a whole number",
    "data = 1.5, data must be a text in quotes or a whole number",
    "data = ['a'], data must be a text in quotes or a whole number",
    "data.x = 1, data must be a text in quotes or a whole number",
    "'\"data.x\" = 1', unknown key 'data.x'; did you mean 'data'?",
  })
  void whatNoSettingTakesIsReportedWithItsLine(String line, String message) {
    assertThatThrownBy(() -> read("\n" + line + "\n"))
        .isInstanceOf(UserErrorException.class)
        .hasMessage(file + ":2: " + message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"data", "data = x", "data = \"x", "= 1", "'data = 1\ndata = 2'"})
  void whatIsNotTomlIsOneLineWithFileAndLine(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(UserErrorException.class)
        .hasMessageStartingWith(file + ":")
        .message()
        .hasLineCount(1);
  }

  @Test
  void fileThatIsMissingIsReported() {
    assertThatThrownBy(() -> ConfigFile.read(file))
        .isInstanceOf(UserErrorException.class)
        .hasMessage("cannot read the config file " + file + ": there is no such file");
  }

  @Test
  void fileThatIsNoTextIsReported() throws IOException {
    Files.write(file, new byte[] {'a', (byte) 0xff});

    assertThatThrownBy(() -> ConfigFile.read(file))
        .hasMessage("cannot read the config file " + file + ": it is not a text in UTF-8");
  }

  @Test
  void folderIsNoConfigFile() {
    assertThatThrownBy(() -> ConfigFile.read(folder))
        .isInstanceOf(UserErrorException.class)
        .message()
        .hasLineCount(1);
  }
}
