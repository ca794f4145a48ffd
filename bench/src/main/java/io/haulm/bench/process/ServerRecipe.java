package io.haulm.bench.process;

import java.nio.file.Path;
import java.util.List;

/**
 * How to start a server: a command line with {@code {port}}, {@code {data}} and, for a server with
 * a console, {@code {http}} in it.
 *
 * @param name what tables call it
 * @param command program and arguments
 */
public record ServerRecipe(String name, List<String> command) {
  /** Keeps a copy of the command. */
  public ServerRecipe {
    command = List.copyOf(command);
  }

  List<String> commandFor(int port, int httpPort, Path dataFolder) {
    return command.stream()
        .map(word -> word.replace("{port}", Integer.toString(port)))
        .map(word -> word.replace("{http}", Integer.toString(httpPort)))
        .map(word -> word.replace("{data}", dataFolder.toString()))
        .toList();
  }
}
