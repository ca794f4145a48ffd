package io.haulm.cli;

import io.haulm.server.HaulmServer;
import io.haulm.server.ServerStartException;
import io.haulm.server.config.ServerConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Does once, at build time, what a server does after its start, so that the JVM can keep the loaded
 * classes for later starts. Not for users.
 */
public final class StartupTraining {
  private static final int REPLY_MILLIS_MAX = 20_000;
  private static final int ROUNDS = 2_000;
  private static final int STARTS = 3;
  private static final int JOBS_LEFT = 20_000;

  private StartupTraining() {}

  /** Starts a server on a free port, talks to it, and stops it. */
  public static void main(String[] arguments) throws Exception {
    Streams streams = Streams.ofProcess();
    Map<String, String> environment = Map.of();
    new Main(streams, environment).run("--version");
    new Main(streams, environment).run("help", "serve");
    new Main(streams, environment).run("serve", "--print-config");
    Map<Setting, String> options = new EnumMap<>(Setting.class);
    options.put(Setting.BEANSTALK, "127.0.0.1:0");
    options.put(Setting.REDIS, "127.0.0.1:0");
    options.put(Setting.HTTP, "127.0.0.1:0");
    // With a journal, so that its classes are learnt as well, but without waiting for a disk.
    Path data = Files.createTempDirectory("haulm-training");
    options.put(Setting.DATA, data.toString());
    options.put(Setting.DURABILITY, "os");
    Settings settings = Settings.of(options, environment, Map.of());
    Logging.setLevel(settings.logLevel());
    ServerConfig config = settings.toServerConfig();
    try {
      for (int start = 0; start < STARTS; start++) {
        serve(config, start == 0 ? ROUNDS : 0);
      }
    } finally {
      delete(data);
    }
  }

  /** Each start but the first recovers the jobs that the one before has left. */
  private static void serve(ServerConfig config, int rounds)
      throws IOException, ServerStartException {
    try (HaulmServer server = HaulmServer.start(config)) {
      String address = server.beanstalkAddress().orElseThrow();
      talk(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)), rounds);
      browse(server.httpUrl().orElseThrow());
      // A command that talks to a server starts anew each time, so its start counts even more.
      Main shell = new Main(Streams.ofProcess(), Map.of("HAULM_SERVER", address));
      shell.run("put", "work", "hello", "--json");
      shell.run("jobs", "work");
      shell.run("tubes");
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private static void talk(int port, int rounds) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      // A server that has failed must not hold up the build.
      socket.setSoTimeout(REPLY_MILLIS_MAX);
      InputStream replies = socket.getInputStream();
      for (int id = 1; id <= rounds; id++) {
        String commands =
            """
            use work
            watch work
            put 10 0 60 5
            hello
            reserve-with-timeout 1
            touch %1$d
            release %1$d 10 0
            reserve
            bury %1$d 10
            kick 1
            peek-ready
            stats-job %1$d
            stats-tube work
            list-tubes
            delete %1$d
            """
                .formatted(id);
        socket.getOutputStream().write(bytes(commands));
        readUntil(replies, "DELETED\r\n");
      }
      String jobs = "put 10 0 60 5\nhello\n".repeat(JOBS_LEFT);
      socket.getOutputStream().write(bytes(jobs + "stats\nquit\n"));
      replies.readAllBytes();
    }
  }

  /** The first page that a browser asks for, and what it asks for next. */
  private static void browse(String url) throws IOException {
    String host = url.substring("http://".length());
    int port = Integer.parseInt(host.substring(host.lastIndexOf(':') + 1));
    for (String path : List.of("/", "/health/ready", "/api/v1/session", "/api/v1/tubes")) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(REPLY_MILLIS_MAX);
        String request = "GET " + path + " HTTP/1.1\nHost: " + host + "\nConnection: close\n\n";
        socket.getOutputStream().write(bytes(request));
        byte[] reply = socket.getInputStream().readAllBytes();
        if (!new String(reply, StandardCharsets.UTF_8).startsWith("HTTP/1.1 200 ")) {
          throw new IOException("GET " + path + " failed during training");
        }
      }
    }
  }

  private static byte[] bytes(String lines) {
    return lines.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  private static void readUntil(InputStream replies, String end) throws IOException {
    StringBuilder seen = new StringBuilder();
    while (seen.indexOf(end) < 0) {
      int next = replies.read();
      if (next < 0) {
        throw new IOException("the server closed the connection during training");
      }
      seen.append((char) next);
    }
  }
}
