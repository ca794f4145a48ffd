package io.haulm.server.http;

import io.haulm.server.http.access.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The description of the API: a page for each part, put together. */
final class OpenApi {
  static final String PATH = "/api/v1/openapi.yaml";
  private static final String OWN_PAGE = "head";

  private final List<ApiPart> parts;

  OpenApi(List<ApiPart> parts) {
    this.parts = List.copyOf(parts);
  }

  List<Route> routes() {
    return List.of(Route.get(PATH, Role.NOBODY, _ -> Response.text("application/yaml", text())));
  }

  /** The description as one document. */
  String text() {
    StringBuilder text = new StringBuilder(page(OWN_PAGE + ".yaml"));
    text.append("paths:\n").append(page(OWN_PAGE + ".paths.yaml"));
    parts.forEach(part -> text.append(page(part.openApiPage() + ".paths.yaml")));
    text.append("components:\n").append(page(OWN_PAGE + ".components.yaml"));
    text.append("  schemas:\n").append(page(OWN_PAGE + ".schemas.yaml"));
    parts.forEach(part -> text.append(pageOrNothing(part.openApiPage() + ".schemas.yaml")));
    return text.toString();
  }

  private static String page(String name) {
    String text = pageOrNothing(name);
    if (text.isEmpty()) {
      throw new IllegalStateException("broken invariant: each part describes itself: " + name);
    }
    return text;
  }

  private static String pageOrNothing(String name) {
    try (InputStream in = OpenApi.class.getResourceAsStream("openapi/" + name)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
