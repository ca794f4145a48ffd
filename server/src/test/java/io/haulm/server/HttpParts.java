package io.haulm.server;

import io.haulm.server.http.Route;
import java.util.List;

/** Shows tests what a server's HTTP face consists of. */
public final class HttpParts {
  private HttpParts() {}

  /** All its routes. */
  public static List<Route> routesOf(HaulmServer server) {
    return server.httpRoutes();
  }
}
