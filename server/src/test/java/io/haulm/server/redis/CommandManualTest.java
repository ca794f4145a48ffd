package io.haulm.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The manual lists the commands that there are, no more and no fewer. */
class CommandManualTest extends RedisTest {
  private static final Path MANUAL = Path.of("../docs/PROTOCOLS.md");
  private static final String BEGIN = "| group | commands |";

  @Test
  void everyCommandIsInTheManualAndNoOther() throws Exception {
    List<String> written =
        Files.readAllLines(MANUAL).stream()
            .dropWhile(line -> !line.equals(BEGIN))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .toList();

    assertThat(written)
        .as("the rows behind '%s' in %s should be:\n%s", BEGIN, MANUAL, String.join("\n", rows()))
        .isEqualTo(rows());
  }

  private List<String> rows() throws Exception {
    TreeMap<String, TreeSet<String>> byGroup = new TreeMap<>();
    try (RespClient client = new RespClient(server())) {
      for (String name : names(client.ask("COMMAND", "LIST"))) {
        String docs = client.ask("COMMAND", "DOCS", name);
        String group = docs.replaceFirst("(?s).*?, group, ([a-z-]+).*", "$1");
        byGroup
            .computeIfAbsent(group, _ -> new TreeSet<>())
            .add(name.toUpperCase(Locale.ROOT) + subcommands(client, name));
      }
    }
    return byGroup.entrySet().stream()
        .map(entry -> "| " + entry.getKey() + " | " + String.join(", ", entry.getValue()) + " |")
        .toList();
  }

  private static String subcommands(RespClient client, String name) throws Exception {
    List<String> parts = names(client.ask("COMMAND", "LIST", "FILTERBY", "PATTERN", name + "|*"));
    return parts.isEmpty()
        ? ""
        : parts.stream()
            .map(part -> part.substring(name.length() + 1).toUpperCase(Locale.ROOT))
            .sorted()
            .collect(Collectors.joining(" ", " (", ")"));
  }

  private static List<String> names(String reply) {
    String inner = reply.substring(1, reply.length() - 1);
    return inner.isEmpty() ? List.of() : Arrays.asList(inner.split(", "));
  }
}
