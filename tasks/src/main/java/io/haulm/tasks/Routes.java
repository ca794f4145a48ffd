package io.haulm.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where calls wait that name no queue. Steps of a canvas made in Python are such: there the program
 * that sends a step decides, by its own settings. Immutable.
 */
final class Routes {

  static final Routes NONE = new Routes(List.of());

  private final List<Route> routes;

  private record Route(Pattern names, String queue) {}

  private Routes(List<Route> routes) {
    this.routes = routes;
  }

  /** A copy with one more rule, asked after the others; {@code *} stands for any characters. */
  Routes with(String pattern, String queue) {
    List<Route> more = new ArrayList<>(routes);
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
    more.add(new Route(Pattern.compile(regex), Names.queue(queue)));
    return new Routes(more);
  }

  /** The queue of the first rule that fits, or {@value TaskOptions#DEFAULT_QUEUE}. */
  String queueOf(String task) {
    return routes.stream()
        .filter(route -> route.names().matcher(task).matches())
        .findFirst()
        .map(Route::queue)
        .orElse(TaskOptions.DEFAULT_QUEUE);
  }
}
