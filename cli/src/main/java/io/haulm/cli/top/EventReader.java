package io.haulm.cli.top;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/** Reads the stream of events, again and again when it is cut. A thread of its own. */
final class EventReader implements Runnable {
  private static final long RETRY_MILLIS = 1000;
  private static final String EVENT = "event: ";
  private static final String DATA = "data: ";

  private final Api api;
  private final BlockingQueue<Consumer<Model>> inbox;

  EventReader(Api api, BlockingQueue<Consumer<Model>> inbox) {
    this.api = api;
    this.inbox = inbox;
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        readOnce();
      } catch (ApiException | IOException e) {
        String message = String.valueOf(e.getMessage());
        inbox.add(model -> model.message(message));
      } catch (InterruptedException e) {
        return;
      }
      String now =
          LocalTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("HH:mm:ss"));
      inbox.add(model -> model.disconnected(now));
      try {
        Thread.sleep(RETRY_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void readOnce() throws ApiException, IOException, InterruptedException {
    JsonNode session = api.session();
    inbox.add(model -> model.server(session));
    try (InputStream in = api.events();
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String event = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(EVENT)) {
          event = line.substring(EVENT.length());
        } else if (line.startsWith(DATA)) {
          tell(event, Api.parse(line.substring(DATA.length())));
        }
      }
    }
  }

  private void tell(String event, JsonNode data) {
    switch (event) {
      case "snapshot" ->
          inbox.add(model -> {
            model.snapshot(data);
            model.message("");
          });
      case "delta" -> inbox.add(model -> model.delta(data));
      case "attention" -> inbox.add(model -> model.attention(data));
      default -> {
        // Told to others.
      }
    }
  }
}
