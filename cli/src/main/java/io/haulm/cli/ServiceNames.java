package io.haulm.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The names that the system has for ports. */
final class ServiceNames {
  private static final Path SERVICES = Path.of("/etc/services");

  private ServiceNames() {}

  /** The TCP port of a service such as {@code http-alt}; empty when the system knows none. */
  static Optional<Integer> tcpPort(String name) {
    try (var lines = Files.lines(SERVICES, StandardCharsets.ISO_8859_1)) {
      return tcpPort(name, lines.toList());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The same from the lines of such a file: {@code http-alt 8080/tcp webcache # comment}. */
  static Optional<Integer> tcpPort(String name, List<String> lines) {
    for (String line : lines) {
      String[] words = line.replaceFirst("#.*", "").strip().split("\\s+", -1);
      if (words.length >= 2
          && words[1].matches("[0-9]{1,5}/tcp")
          && (words[0].equals(name)
              || Arrays.asList(words).subList(2, words.length).contains(name))) {
        return Optional.of(Integer.valueOf(words[1].substring(0, words[1].indexOf('/'))));
      }
    }
    return Optional.empty();
  }
}
