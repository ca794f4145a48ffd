package io.haulm.tasks.celery;

import io.haulm.tasks.Codec;
import io.haulm.tasks.CodecException;
import io.haulm.tasks.PythonText;
import io.haulm.tasks.spi.IsoTimes;
import io.haulm.tasks.spi.ResultRecord;
import io.haulm.tasks.spi.Signature;
import io.haulm.tasks.spi.TaskMessage;
import io.haulm.tasks.spi.Trees;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Task messages as Celery writes them: version 2 both ways, version 1 read only. */
final class TaskMessages {

  /** How long the refusal of a message is told. */
  static final Duration REFUSAL_TTL = Duration.ofDays(1);

  private static final Set<String> OWN_HEADERS =
      Set.of(
          "lang",
          "task",
          "id",
          "shadow",
          "eta",
          "expires",
          "group",
          "group_index",
          "retries",
          "timelimit",
          "root_id",
          "parent_id",
          "argsrepr",
          "kwargsrepr",
          "origin",
          "ignore_result",
          "redelivered",
          "replaced_task_nesting",
          "stamped_headers",
          "stamps");

  private final Codec codec;
  private final InstantSource clock;
  private final String origin;
  private final String replyTo = UUID.randomUUID().toString();

  TaskMessages(Codec codec, InstantSource clock, String origin) {
    this.codec = codec;
    this.clock = clock;
    this.origin = origin;
  }

  byte[] write(TaskMessage message) {
    List<Object> body = Arrays.asList(message.args(), message.kwargs(), embed(message.follow()));
    return Envelope.write(codec, body, headers(message), properties(message));
  }

  private static Map<String, @Nullable Object> embed(TaskMessage.Follow follow) {
    Map<String, @Nullable Object> embed = new LinkedHashMap<>();
    embed.put("callbacks", orNull(follow.callbacks()));
    embed.put("errbacks", orNull(follow.errbacks()));
    embed.put("chain", orNull(follow.chain()));
    Signature chord = follow.chord();
    embed.put("chord", chord == null ? null : chord.toTree());
    return embed;
  }

  private static @Nullable List<Object> orNull(List<Signature> signatures) {
    return signatures.isEmpty() ? null : Signature.trees(signatures);
  }

  private Map<String, Object> headers(TaskMessage message) {
    Map<String, @Nullable Object> headers = new LinkedHashMap<>();
    headers.put("lang", "java");
    headers.put("task", message.task());
    headers.put("id", message.id());
    headers.put("shadow", null);
    headers.put("eta", text(message.eta()));
    headers.put("expires", text(message.expires()));
    headers.put("group", message.lineage().groupId());
    headers.put("group_index", message.lineage().groupIndex());
    headers.put("retries", message.retries());
    headers.put(
        "timelimit",
        Arrays.asList(seconds(message.limits().hard()), seconds(message.limits().soft())));
    headers.put("root_id", message.lineage().rootId());
    headers.put("parent_id", message.lineage().parentId());
    headers.put("argsrepr", PythonText.args(message.args()));
    headers.put("kwargsrepr", PythonText.repr(message.kwargs()));
    headers.put("origin", origin);
    headers.put("ignore_result", message.ignoreResult());
    message.headers().forEach(headers::putIfAbsent);
    return Trees.map(headers);
  }

  private Map<String, Object> properties(TaskMessage message) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("correlation_id", message.id());
    properties.put("reply_to", replyTo);
    if (message.expires() != null) {
      long millis = Duration.between(clock.instant(), message.expires()).toMillis();
      properties.put("expiration", String.valueOf(Math.max(0, millis)));
    }
    properties.putAll(Envelope.properties("", message.queue(), message.priority(), 2));
    return properties;
  }

  /**
   * A message as it came.
   *
   * @param message the call
   * @param deliveries how often it was delivered, with this time
   */
  record Received(TaskMessage message, int deliveries) {}

  /** Reads a message of either version. */
  Received read(byte[] text, String queue) {
    Envelope envelope = Envelope.read(codec, text);
    try {
      TaskMessage message =
          envelope.headers().get("task") instanceof String
              ? version2(envelope, queue)
              : version1(envelope, queue);
      return new Received(message, deliveries(envelope.headers()));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new CodecException("not a task: " + e.getMessage(), e);
    }
  }

  private static TaskMessage version2(Envelope envelope, String queue) {
    List<Object> body = Trees.list(envelope.body());
    if (body.size() != 3) {
      throw new CodecException("the body of a task has three parts, not " + body.size());
    }
    return message(
        envelope,
        envelope.headers(),
        Trees.list(body.get(0)),
        Trees.map(body.get(1)),
        Trees.map(body.get(2)),
        queue);
  }

  private static TaskMessage version1(Envelope envelope, String queue) {
    Map<String, Object> body = new LinkedHashMap<>(Trees.map(envelope.body()));
    if (!(body.get("task") instanceof String)) {
      throw new CodecException("the message names no task");
    }
    body.putIfAbsent("root_id", body.get("id"));
    body.putIfAbsent("group", body.get("taskset"));
    return message(
        envelope, body, Trees.list(body.get("args")), Trees.map(body.get("kwargs")), body, queue);
  }

  private static TaskMessage message(
      Envelope envelope,
      Map<String, Object> about,
      List<Object> args,
      Map<String, Object> kwargs,
      Map<String, Object> embed,
      String queue) {
    if (!(about.get("id") instanceof String id)) {
      throw new CodecException("the message has no id: its result would be everybody's");
    }
    Number priority = Trees.number(envelope.properties().get("priority"));
    Number index = Trees.number(about.get("group_index"));
    String root = Trees.text(about.get("root_id"));
    Object chord = embed.get("chord");
    List<Object> limits = Trees.list(about.get("timelimit"));
    return new TaskMessage(
        id,
        String.valueOf(about.get("task")),
        args,
        kwargs,
        queue,
        priority == null ? 0 : priority.intValue(),
        time(about.get("eta")),
        time(about.get("expires")),
        about.get("retries") instanceof Number retries ? retries.intValue() : 0,
        new TaskMessage.Lineage(
            root == null ? id : root,
            Trees.text(about.get("parent_id")),
            Trees.text(about.get("group")),
            index == null ? null : Integer.valueOf(index.intValue())),
        new TaskMessage.Limits(length(limits, 0), length(limits, 1)),
        new TaskMessage.Follow(
            Signature.listFromTree(embed.get("callbacks")),
            Signature.listFromTree(embed.get("errbacks")),
            Signature.listFromTree(embed.get("chain")),
            chord == null ? null : Signature.fromTree(chord)),
        Boolean.TRUE.equals(about.get("ignore_result")),
        others(envelope.headers()));
  }

  private static Map<String, Object> others(Map<String, Object> headers) {
    Map<String, Object> others = new LinkedHashMap<>(headers);
    others.keySet().removeAll(OWN_HEADERS);
    return others;
  }

  /** What the caller of a message that is refused gets to see, if the message says who called. */
  Optional<ResultRecord> refusal(byte[] text, String reason) {
    try {
      Map<String, Object> headers = Trees.map(Trees.map(codec.read(text)).get("headers"));
      return Optional.ofNullable(Trees.text(headers.get("id"))).map(id -> refused(id, reason));
    } catch (CodecException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private ResultRecord refused(String id, String reason) {
    String date =
        LocalDateTime.ofInstant(clock.instant().truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC)
            .toString();
    return ResultRecord.failure(id, "kombu.exceptions", "ContentDisallowed", reason, date);
  }

  // Our own count, or Celery's flag where there is none.
  private static int deliveries(Map<String, Object> headers) {
    if (headers.get(Redelivery.COUNT) instanceof Number count) {
      return count.intValue() + 1;
    }
    return Boolean.TRUE.equals(headers.get("redelivered")) ? 2 : 1;
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : IsoTimes.text(time);
  }

  private static @Nullable Instant time(@Nullable Object tree) {
    return tree instanceof String text ? IsoTimes.instant(text) : null;
  }

  private static @Nullable Number seconds(@Nullable Duration length) {
    if (length == null) {
      return null;
    }
    BigDecimal seconds = BigDecimal.valueOf(length.toMillis(), 3).stripTrailingZeros();
    return seconds.scale() <= 0 ? (Number) seconds.longValue() : (Number) seconds;
  }

  private static @Nullable Duration length(List<Object> limits, int place) {
    return limits.size() > place && limits.get(place) instanceof Number seconds
        ? Duration.ofMillis(new BigDecimal(seconds.toString()).movePointRight(3).longValue())
        : null;
  }
}
