package io.haulm.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BundleTest {
  /** What a first visit loads, with its charts and all words of a language, packed. */
  private static final int FIRST_LOAD_BYTES_MAX = 70_000;

  /** Every page, every language and the charts, packed. */
  private static final int ALL_BYTES_MAX = 200_000;

  private static final String REBUILD =
      "console/dist was not built from these sources; rebuild it with ./mvnw -Pconsole -pl console"
          + " package";

  @Test
  void bundleWasBuiltFromTheseSources() throws IOException {
    assertThat(Bundle.hashOfSources())
        .as(REBUILD)
        .isEqualTo(Bundle.stamp().required("sources").asText());
  }

  @Test
  void bundleIsAsTheBuildLeftIt() throws IOException {
    assertThat(Bundle.hashOfBundle())
        .as(REBUILD)
        .isEqualTo(Bundle.stamp().required("bundle").asText());
  }

  @Test
  void firstVisitLoadsAtMostSeventyKilobytes() throws IOException {
    int bytes = 0;
    for (JsonNode name : Bundle.stamp().required("firstLoad")) {
      bytes += packedBytes(Bundle.DIST.resolve(name.asText()));
    }
    assertThat(bytes).isBetween(1, FIRST_LOAD_BYTES_MAX);
  }

  @Test
  void wholeConsoleIsAtMostTwoHundredKilobytes() throws IOException {
    int bytes = 0;
    for (Path file : unpackedFiles()) {
      bytes += packedBytes(file);
    }
    assertThat(bytes).isBetween(1, ALL_BYTES_MAX);
  }

  @Test
  void packedFilesHoldWhatTheFilesHold() throws IOException {
    for (Path file : unpackedFiles()) {
      Path packed = Path.of(file + ".gz");
      if (Files.exists(packed)) {
        assertThat(unpacked(packed)).as("%s", packed).isEqualTo(Files.readAllBytes(file));
      }
    }
  }

  @Test
  void namesOfFilesThatMayBeKeptForeverCarryAHash() throws IOException {
    for (Path file : unpackedFiles()) {
      if (file.startsWith(Bundle.DIST.resolve("assets"))) {
        assertThat(file.getFileName().toString())
            .matches("[A-Za-z0-9_-]+-[A-Za-z0-9_-]{8}\\.(js|css)");
      }
    }
  }

  @Test
  void pageNeedsNoInlineScriptOrStyleAndNothingFromElsewhere() throws IOException {
    String page = Files.readString(Bundle.DIST.resolve("index.html"));
    assertThat(page)
        .doesNotContain("style=", "<style", "http://", "https://", "=\"/")
        .doesNotContainPattern("<script(?![^>]*\\ssrc=\"\\./)");
  }

  private static List<Path> unpackedFiles() {
    return Bundle.files().filter(file -> !file.toString().endsWith(".gz")).toList();
  }

  private static int packedBytes(Path file) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(Files.readAllBytes(file));
    }
    return packed.size();
  }

  private static byte[] unpacked(Path file) throws IOException {
    byte[] packed = Files.readAllBytes(file);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    }
  }
}
