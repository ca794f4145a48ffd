package io.haulm.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The console's folder: its sources, the bundle built from them, and the stamp that ties both. */
final class Bundle {
  static final Path ROOT = Path.of("").toAbsolutePath();
  static final Path DIST = ROOT.resolve("dist");

  private static final Path STAMP = DIST.resolve("stamp.json");

  /** The Java tests lie among the sources, but are no part of the bundle. */
  private static final Path NO_SOURCE = ROOT.resolve("src/test");

  /** The same list as in scripts/stamp.mjs, which is itself a source. */
  private static final List<String> SOURCES =
      List.of(
          "index.html",
          "package-lock.json",
          "package.json",
          "public",
          "scripts",
          "src",
          "svelte.config.js",
          "tsconfig.json",
          "vite.config.ts");

  private Bundle() {}

  static JsonNode stamp() throws IOException {
    return new ObjectMapper().readTree(STAMP.toFile());
  }

  static String hashOfSources() throws IOException {
    return hashOf(SOURCES.stream().map(ROOT::resolve).flatMap(Bundle::filesBelow));
  }

  static String hashOfBundle() throws IOException {
    return hashOf(files());
  }

  /** The files of the bundle, without the stamp. */
  static Stream<Path> files() {
    return filesBelow(DIST).filter(file -> !file.equals(STAMP));
  }

  private static Stream<Path> filesBelow(Path path) {
    try (Stream<Path> found = Files.walk(path)) {
      return found
          .filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(NO_SOURCE))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new AssertionError("the console's folder cannot be read", e);
    }
  }

  private static String hashOf(Stream<Path> files) throws IOException {
    MessageDigest digest = sha256();
    List<String> names =
        files.map(file -> ROOT.relativize(file).toString().replace('\\', '/')).sorted().toList();
    for (String name : names) {
      byte[] content = Files.readAllBytes(ROOT.resolve(name));
      digest.update((name + "\0" + content.length + "\0").getBytes(StandardCharsets.UTF_8));
      digest.update(content);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
