package io.haulm.cli.top;

import com.fasterxml.jackson.databind.JsonNode;

/** What needs attention, in words. */
final class Words {
  /** A sentence without its full stop. */
  static String of(JsonNode attention) {
    String subject = attention.path("tube").asText(attention.path("stream").asText("the server"));
    return switch (attention.path("kind").asText()) {
      case "oldest" ->
          subject
              + " oldest "
              + Show.time(attention.path("ageMillis").asDouble())
              + " > "
              + Show.time(attention.path("limitMillis").asDouble())
              + ", "
              + drain(attention);
      case "noWorkers" ->
          subject + " no workers, " + Show.count(attention.path("ready").asLong()) + " ready";
      case "falling-behind" ->
          subject
              + " falls behind: "
              + Show.rate(attention.path("inPerSecond").asDouble())
              + "/s in, "
              + Show.rate(attention.path("outPerSecond").asDouble())
              + "/s out, "
              + drain(attention);
      case "failures" ->
          subject
              + " buries "
              + Show.rate(attention.path("buriedPerMinute").asDouble())
              + " jobs a minute";
      case "stream-lag" ->
          "stream " + subject + " is behind by " + Show.count(attention.path("lag").asLong());
      case "disk" -> "the disk has " + Show.bytes(attention.path("usableBytes").asLong()) + " left";
      case "paused" ->
          subject + " paused for " + Show.time(attention.path("pausedMillis").asDouble());
      default -> subject + " " + attention.path("kind").asText();
    };
  }

  private static String drain(JsonNode attention) {
    return attention.has("drainMillis")
        ? "drains in " + Show.time(attention.path("drainMillis").asDouble())
        : "drains never";
  }

  private Words() {}
}
