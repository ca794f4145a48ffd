package io.haulm.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.haulm.bench.BenchException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/** Browsers that follow the server's events, and one that searches all jobs again and again. */
final class Watchers implements AutoCloseable {
  private static final String EVENTS = "/api/v1/events";

  /** All jobs of a load are urgent, so nothing lets the search end early. */
  private static final String SEARCH =
      "/api/v1/jobs?order=oldest&q=" + URLEncoder.encode("pri:<5", UTF_8);

  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String origin;
  private final LongAdder bytes = new LongAdder();
  private final LongAdder searches = new LongAdder();

  Watchers(InetSocketAddress server, int browsers) {
    origin = "http://" + server.getHostString() + ":" + server.getPort();
    for (int i = 0; i < browsers; i++) {
      var _ = threads.submit(this::follow);
    }
    var _ = threads.submit(this::search);
  }

  private Void follow() throws IOException, InterruptedException {
    HttpResponse<InputStream> response = client.send(request(EVENTS), BodyHandlers.ofInputStream());
    try (InputStream events = response.body()) {
      byte[] buffer = new byte[1 << 14];
      for (int read = events.read(buffer); read >= 0; read = events.read(buffer)) {
        bytes.add(read);
      }
    }
    return null;
  }

  private Void search() throws IOException, InterruptedException {
    while (client.send(request(SEARCH), BodyHandlers.ofByteArray()).statusCode() == 200) {
      searches.increment();
    }
    return null;
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(origin + path)).build();
  }

  /** Refuses a round in which nobody watched. */
  void verify() {
    if (bytes.sum() == 0 || searches.sum() == 0) {
      throw new BenchException(
          "nobody watched: " + bytes.sum() + " bytes of events, " + searches.sum() + " searches");
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    client.shutdownNow();
    threads.close();
  }
}
