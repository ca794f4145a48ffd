package io.haulm.server.http.overview;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.server.http.Json;
import io.haulm.server.http.Web;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** A browser that looks on. */
public final class Events implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader lines;

  /** An event. */
  public record Event(String name, JsonNode data) {
    /** What it says of a tube; missing when it says nothing. */
    public JsonNode tube(String tube) {
      for (JsonNode each : data.path("tubes")) {
        if (each.path("name").asText().equals(tube)) {
          return each;
        }
      }
      return data.path("nothing");
    }
  }

  /** Asks for the events, and checks the answer's first line. */
  Events(Web web) throws IOException {
    this(web, "/api/v1/events");
  }

  /** The same for another stream. */
  public Events(Web web, String path) throws IOException {
    socket = web.connect();
    socket.getOutputStream().write(web.head("GET", path).getBytes(StandardCharsets.UTF_8));
    lines =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    String status = lines.readLine();
    if (!status.contains(" 200 ")) {
      throw new IOException(status);
    }
  }

  /** Waits for an event. */
  public Event await(Predicate<Event> wanted) throws IOException {
    while (true) {
      Event event = next();
      if (wanted.test(event)) {
        return event;
      }
    }
  }

  private Event next() throws IOException {
    String name = "";
    while (true) {
      String line = lines.readLine();
      if (line == null) {
        throw new IOException("the stream has ended");
      }
      if (line.startsWith("event: ")) {
        name = line.substring("event: ".length());
      } else if (line.startsWith("data: ")) {
        byte[] json = line.substring("data: ".length()).getBytes(StandardCharsets.UTF_8);
        return new Event(name, Json.tree(json));
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
