package io.haulm.cli.top;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Asks the server. Thread-safe. */
final class Api implements AutoCloseable {
  private static final Duration CONNECT_TIME = Duration.ofSeconds(5);
  private static final Duration ANSWER_TIME = Duration.ofSeconds(30);
  private static final int ERROR = 400;
  private static final int UNAUTHORIZED = 401;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final TopOptions options;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIME)
          .build();
  private volatile String csrf = "";

  Api(TopOptions options) {
    this.options = options;
  }

  /** What the server says about itself and about who asks. */
  JsonNode session() throws ApiException, InterruptedException {
    JsonNode session = get("session");
    csrf = session.path("csrf").asText();
    return session;
  }

  /** Asks something; the path is below the API's. */
  JsonNode get(String path) throws ApiException, InterruptedException {
    return send(request(path).GET().timeout(ANSWER_TIME).build());
  }

  /** Has something done. */
  JsonNode post(String path, Map<String, ?> body) throws ApiException, InterruptedException {
    if (csrf.isEmpty()) {
      var _ = session();
    }
    try {
      return send(
          request(path)
              .header("Content-Type", "application/json")
              .header("X-Haulm-Csrf", csrf)
              .timeout(ANSWER_TIME)
              .POST(BodyPublishers.ofString(MAPPER.writeValueAsString(body)))
              .build());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("broken invariant: texts and numbers can be written", e);
    }
  }

  /** The stream of events, until it is closed. */
  InputStream events() throws ApiException, InterruptedException {
    HttpRequest request = request("events").header("Accept", "text/event-stream").GET().build();
    try {
      HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
      if (response.statusCode() >= ERROR) {
        try (InputStream body = response.body()) {
          throw refused(response.statusCode(), body.readAllBytes());
        }
      }
      return response.body();
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  static JsonNode parse(String json) throws IOException {
    return MAPPER.readTree(json);
  }

  /** A name as a part of a path or a value of a query. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private JsonNode send(HttpRequest request) throws ApiException, InterruptedException {
    try {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() >= ERROR) {
        throw refused(response.statusCode(), response.body());
      }
      return MAPPER.readTree(response.body());
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    URI uri = options.server().resolve("api/v1/" + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    options.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    return request;
  }

  private static ApiException refused(int status, byte[] body) {
    if (status == UNAUTHORIZED) {
      return new ApiException(
          "the server wants to know who asks: make a token in the console and set HAULM_TOKEN");
    }
    String title = "";
    try {
      title = MAPPER.readTree(body).path("title").asText();
    } catch (IOException e) {
      // Then its number must do.
    }
    return new ApiException(title.isEmpty() ? "the server answered " + status : title);
  }

  private ApiException unreachable(IOException e) {
    String reason = e.getMessage() == null ? "nobody listens there" : e.getMessage();
    return new ApiException(options.server() + " cannot be reached: " + reason);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
