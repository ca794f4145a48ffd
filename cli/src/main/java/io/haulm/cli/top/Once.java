package io.haulm.cli.top;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The same, told once: for scripts, and for where there is no terminal. */
public final class Once {
  private static final int WIDTH = 120;
  private static final String DATA = "data: ";

  private final Api api;

  private Once(Api api) {
    this.api = api;
  }

  /**
   * Writes the overview and all tubes.
   *
   * @param isJson true for one object of JSON, false for a table
   */
  public static void run(TopOptions options, boolean isJson, PrintStream out)
      throws ApiException, InterruptedException {
    try (Api api = new Api(options)) {
      Once once = new Once(api);
      if (isJson) {
        out.println(once.json());
      } else {
        once.lines(out);
      }
    }
  }

  private String json() throws ApiException, InterruptedException {
    ObjectNode all = new ObjectMapper().createObjectNode();
    JsonNode snapshot = snapshot();
    all.set("server", api.session().path("server"));
    all.set("nowMillis", snapshot.path("nowMillis"));
    all.set("totals", snapshot.path("totals"));
    all.set("attention", api.get("overview").path("attention"));
    all.set("tubes", snapshot.path("tubes"));
    return all.toString();
  }

  private void lines(PrintStream out) throws ApiException, InterruptedException {
    Model model = new Model();
    model.server(api.session());
    JsonNode snapshot = snapshot();
    model.snapshot(snapshot);
    model.attention(api.get("overview").path("attention"));
    Painter.report(model, WIDTH).forEach(out::println);
  }

  /** What every stream of events begins with: all tubes, with their rates. */
  private JsonNode snapshot() throws ApiException, InterruptedException {
    try (InputStream in = api.events();
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(DATA)) {
          return Api.parse(line.substring(DATA.length()));
        }
      }
    } catch (IOException e) {
      throw new ApiException("the server cut the line: " + e.getMessage());
    }
    throw new ApiException("the server cut the line");
  }
}
