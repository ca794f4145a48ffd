package io.haulm.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Where the figures were measured; without it they mean nothing. */
public record Machine(
    String processor,
    int cores,
    long memoryMib,
    String kernel,
    String fileSystem,
    String jdk,
    String haulm,
    String beanstalkd) {

  /**
   * Looks around.
   *
   * @param dataFolder where the servers will keep their data
   * @param haulm version of Haulm
   * @param beanstalkd version of beanstalkd
   */
  public static Machine describe(Path dataFolder, String haulm, String beanstalkd)
      throws IOException {
    return new Machine(
        field(Path.of("/proc/cpuinfo"), "model name"),
        Runtime.getRuntime().availableProcessors(),
        Long.parseLong(field(Path.of("/proc/meminfo"), "MemTotal").replaceAll("[^0-9]", "")) / 1024,
        Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip(),
        Files.getFileStore(dataFolder).type(),
        Runtime.version().toString(),
        haulm,
        beanstalkd);
  }

  /** In words. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "%d cores of %s, %,d MiB memory, Linux %s, data on %s%nJDK %s, %s, %s%n",
        cores,
        processor,
        memoryMib,
        kernel,
        fileSystem,
        jdk,
        haulm,
        beanstalkd);
  }

  private static String field(Path file, String name) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("0");
  }
}
