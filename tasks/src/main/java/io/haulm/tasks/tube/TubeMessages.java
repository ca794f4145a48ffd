package io.haulm.tasks.tube;

import io.haulm.tasks.Codec;
import io.haulm.tasks.CodecException;
import io.haulm.tasks.spi.IsoTimes;
import io.haulm.tasks.spi.Signature;
import io.haulm.tasks.spi.TaskMessage;
import io.haulm.tasks.spi.Trees;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls as the bodies of jobs: one JSON object, in which all but the task's name may be left out.
 * docs/TASKS.md describes it, so that other programs can put calls.
 */
final class TubeMessages {

  /** The version that is written, and the only one that is read. */
  static final int VERSION = 1;

  /** Why and when a call was buried. */
  static final String DEAD = "dead";

  private final Codec codec;

  TubeMessages(Codec codec) {
    this.codec = codec;
  }

  byte[] write(TaskMessage message) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("v", VERSION);
    tree.put("task", message.task());
    tree.put("id", message.id());
    putUnless(tree, "args", message.args(), message.args().isEmpty());
    putUnless(tree, "kwargs", message.kwargs(), message.kwargs().isEmpty());
    putUnless(tree, "priority", message.priority(), message.priority() == 0);
    putUnless(tree, "retries", message.retries(), message.retries() == 0);
    put(tree, "eta", text(message.eta()));
    put(tree, "expires", text(message.expires()));
    put(tree, "timeout_millis", millis(message.limits().hard()));
    put(tree, "soft_limit_millis", millis(message.limits().soft()));
    putUnless(tree, "ignore_result", true, !message.ignoreResult());
    putLineage(tree, message);
    putFollow(tree, message.follow());
    putUnless(tree, "headers", message.headers(), message.headers().isEmpty());
    return codec.write(tree);
  }

  private static void putLineage(Map<String, Object> tree, TaskMessage message) {
    TaskMessage.Lineage line = message.lineage();
    putUnless(tree, "root_id", line.rootId(), line.rootId().equals(message.id()));
    put(tree, "parent_id", line.parentId());
    put(tree, "group_id", line.groupId());
    put(tree, "group_index", line.groupIndex());
  }

  private static void putFollow(Map<String, Object> tree, TaskMessage.Follow follow) {
    putAll(tree, "callbacks", follow.callbacks());
    putAll(tree, "errbacks", follow.errbacks());
    putAll(tree, "chain", follow.chain());
    Signature chord = follow.chord();
    put(tree, "chord", chord == null ? null : chord.toTree());
  }

  private static void putAll(Map<String, Object> tree, String name, List<Signature> signatures) {
    putUnless(tree, name, Signature.trees(signatures), signatures.isEmpty());
  }

  private static void put(Map<String, Object> tree, String name, @Nullable Object value) {
    if (value != null) {
      tree.put(name, value);
    }
  }

  private static void putUnless(
      Map<String, Object> tree, String name, Object value, boolean isLeftOut) {
    if (!isLeftOut) {
      tree.put(name, value);
    }
  }

  /** The same body with the reason why it is buried. */
  byte[] dead(byte[] body, String reason, Instant now) {
    Map<String, Object> tree = new LinkedHashMap<>(Trees.map(codec.read(body)));
    Map<String, Object> dead = new LinkedHashMap<>();
    dead.put("reason", reason);
    dead.put("at", now.toString());
    tree.put(DEAD, dead);
    return codec.write(tree);
  }

  /**
   * A call as it came.
   *
   * @param message the call
   * @param isDead whether it was buried once, with a reason
   */
  record Received(TaskMessage message, boolean isDead) {}

  /**
   * Reads a call.
   *
   * @param queue the queue it waited in
   * @param jobId names the task when the body does not
   * @throws CodecException when it is none
   */
  Received read(byte[] body, String queue, long jobId) {
    try {
      Map<String, Object> tree = Trees.map(codec.read(body));
      Object version = tree.getOrDefault("v", VERSION);
      if (!(version instanceof Number number) || number.intValue() != VERSION) {
        throw new CodecException("a call of version " + version + " is not read");
      }
      Object reply = Trees.map(tree.get("headers")).get(TubeResults.REPLY);
      if (reply != null && !(reply instanceof String tube && Tubes.isName(tube))) {
        throw new CodecException("results cannot be told to a tube named " + reply);
      }
      if (!(tree.get("task") instanceof String task)) {
        throw new CodecException("the body names no task");
      }
      return new Received(message(tree, task, queue, jobId), tree.containsKey(DEAD));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new CodecException("not a call: " + e.getMessage(), e);
    }
  }

  private static TaskMessage message(
      Map<String, Object> tree, String task, String queue, long jobId) {
    String named = Trees.text(tree.get("id"));
    String id = named == null ? "job-" + jobId : named;
    return new TaskMessage(
        id,
        task,
        Trees.list(tree.get("args")),
        Trees.map(tree.get("kwargs")),
        queue,
        number(tree, "priority"),
        time(tree.get("eta")),
        time(tree.get("expires")),
        number(tree, "retries"),
        lineage(tree, id),
        new TaskMessage.Limits(
            length(tree.get("timeout_millis")), length(tree.get("soft_limit_millis"))),
        follow(tree),
        Boolean.TRUE.equals(tree.get("ignore_result")),
        Trees.map(tree.get("headers")));
  }

  private static TaskMessage.Lineage lineage(Map<String, Object> tree, String id) {
    String root = Trees.text(tree.get("root_id"));
    Number index = Trees.number(tree.get("group_index"));
    return new TaskMessage.Lineage(
        root == null ? id : root,
        Trees.text(tree.get("parent_id")),
        Trees.text(tree.get("group_id")),
        index == null ? null : Integer.valueOf(index.intValue()));
  }

  private static TaskMessage.Follow follow(Map<String, Object> tree) {
    Object chord = tree.get("chord");
    return new TaskMessage.Follow(
        Signature.listFromTree(tree.get("callbacks")),
        Signature.listFromTree(tree.get("errbacks")),
        Signature.listFromTree(tree.get("chain")),
        chord == null ? null : Signature.fromTree(chord));
  }

  private static int number(Map<String, Object> tree, String name) {
    return tree.get(name) instanceof Number number ? number.intValue() : 0;
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : IsoTimes.text(time);
  }

  private static @Nullable Instant time(@Nullable Object tree) {
    return tree instanceof String text ? IsoTimes.instant(text) : null;
  }

  private static @Nullable Long millis(@Nullable Duration length) {
    return length == null ? null : length.toMillis();
  }

  private static @Nullable Duration length(@Nullable Object millis) {
    return millis instanceof Number number ? Duration.ofMillis(number.longValue()) : null;
  }
}
