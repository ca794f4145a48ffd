package io.haulm.server.http;

import io.haulm.engine.Check;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** All routes, and which of them a path means. */
final class Routes {
  /** A route, and the values of the parameters in its path. */
  record Match(Route route, Map<String, String> parameters) {}

  private record Pattern(Route route, List<String> segments) {
    Pattern(Route route) {
      this(route, List.of(route.path().substring(1).split("/", -1)));
    }

    boolean fits(List<String> path) {
      for (int i = 0; i < segments.size(); i++) {
        if (!isParameter(i) && !segments.get(i).equals(path.get(i))) {
          return false;
        }
      }
      return true;
    }

    boolean isParameter(int segment) {
      return segments.get(segment).startsWith("{");
    }

    /** Fixed words go before parameters, the first segment counting most. */
    String rank() {
      StringBuilder rank = new StringBuilder();
      for (int i = 0; i < segments.size(); i++) {
        rank.append(isParameter(i) ? '1' : '0');
      }
      return rank.toString();
    }

    Map<String, String> parameters(List<String> path) {
      Map<String, String> values = new HashMap<>();
      for (int i = 0; i < segments.size(); i++) {
        if (isParameter(i)) {
          String segment = segments.get(i);
          values.put(segment.substring(1, segment.length() - 1), path.get(i));
        }
      }
      return values;
    }
  }

  private final Map<Integer, List<Pattern>> byLength = new HashMap<>();

  Routes(List<Route> routes) {
    for (Route route : routes) {
      Pattern pattern = new Pattern(route);
      List<Pattern> same =
          byLength.computeIfAbsent(pattern.segments().size(), _ -> new ArrayList<>());
      boolean isNew =
          same.stream()
              .noneMatch(other ->
                  other.route().path().equals(route.path())
                      && other.route().method().equals(route.method()));
      Check.invariant(isNew, "a method and a path mean one route");
      same.add(pattern);
    }
    byLength.values().forEach(same -> same.sort(Comparator.comparing(Pattern::rank)));
  }

  /**
   * The route of a request; empty when the path is nobody's.
   *
   * @param rawPath as it was sent, percent-encoded, without the query
   * @throws Problem when the path has routes, but none with this method; or is wrongly encoded
   */
  Optional<Match> find(String method, String rawPath) {
    List<String> path = decode(rawPath);
    var methods = new TreeSet<String>();
    for (Pattern pattern : byLength.getOrDefault(path.size(), List.of())) {
      if (!pattern.fits(path)) {
        continue;
      }
      if (pattern.route().method().equals(method)) {
        return Optional.of(new Match(pattern.route(), pattern.parameters(path)));
      }
      methods.add(pattern.route().method());
    }
    if (!methods.isEmpty()) {
      String allowed = String.join(", ", methods);
      throw new Problem(405, "method-not-allowed", "This path takes " + allowed + " only", allowed);
    }
    return Optional.empty();
  }

  /** The parts of a path. A slash within a name is sent as %2F, so it is no border here. */
  private static List<String> decode(String rawPath) {
    List<String> segments = new ArrayList<>();
    for (String segment : rawPath.substring(1).split("/", -1)) {
      segments.add(decodeSegment(segment));
    }
    return segments;
  }

  static String decodeSegment(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(text.length() * 3);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '%') {
        bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
        continue;
      }
      boolean isWhole = i + 2 < text.length();
      int high = isWhole ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = isWhole ? Character.digit(text.charAt(i + 2), 16) : -1;
      if (high < 0 || low < 0) {
        throw badPath();
      }
      bytes.put((byte) (high << 4 | low));
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw badPath();
    }
  }

  private static Problem badPath() {
    return Problem.bad("bad-path", "The path is not percent-encoded UTF-8");
  }
}
