package io.haulm.tasks.spi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A call that is still to be made: Celery's signature, as it travels inside messages.
 *
 * @param task name; {@code celery.chain}, {@code celery.group} and {@code celery.chord} stand for
 *     compositions, whose parts are in {@code kwargs}
 * @param args positional arguments; a previous result is put before them unless {@code immutable}
 * @param kwargs keyword arguments
 * @param options what the call says beside its input: {@code task_id}, {@code queue}, ...
 * @param subtaskType the kind of composition, or null for a plain task
 * @param immutable whether a previous result is dropped
 */
public record Signature(
    String task,
    List<Object> args,
    Map<String, Object> kwargs,
    Map<String, Object> options,
    @Nullable String subtaskType,
    boolean immutable) {

  /** The name of a chain. */
  public static final String CHAIN = "celery.chain";

  /** The name of a group. */
  public static final String GROUP = "celery.group";

  /** The name of a chord. */
  public static final String CHORD = "celery.chord";

  private static final List<String> LINKS = List.of("link", "link_error", "chain");

  /** A chain of these. */
  public static Signature chain(List<Signature> steps) {
    return composed(CHAIN, "chain", Map.of("tasks", trees(steps)), Map.of());
  }

  /** A group of these. */
  public static Signature group(List<Signature> members, String groupId) {
    return composed(GROUP, "group", Map.of("tasks", trees(members)), Map.of("task_id", groupId));
  }

  /** A chord: a body that gets the list of what these give. */
  public static Signature chord(List<Signature> header, Signature body) {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("kwargs", Map.of());
    parts.put("header", trees(header));
    parts.put("body", body.toTree());
    return composed(CHORD, "chord", parts, Map.of());
  }

  private static Signature composed(
      String task, String type, Map<String, Object> parts, Map<String, Object> options) {
    return new Signature(task, List.of(), parts, options, type, false);
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when the tree is none
   */
  public static Signature fromTree(@Nullable Object tree) {
    Map<String, Object> map = Trees.map(tree);
    if (!(map.get("task") instanceof String task)) {
      throw new IllegalArgumentException("a signature names a task");
    }
    return new Signature(
        task,
        Trees.list(map.get("args")),
        Trees.map(map.get("kwargs")),
        Trees.map(map.get("options")),
        map.get("subtask_type") instanceof String type ? type : null,
        Boolean.TRUE.equals(map.get("immutable")));
  }

  /** Reads a list of them; a single one or null counts too. */
  public static List<Signature> listFromTree(@Nullable Object tree) {
    if (tree instanceof Map<?, ?>) {
      return List.of(fromTree(tree));
    }
    List<Signature> all = new ArrayList<>();
    Trees.list(tree).forEach(one -> all.add(fromTree(one)));
    return all;
  }

  /** The tree that travels. */
  public Map<String, Object> toTree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("task", task);
    tree.put("args", args);
    tree.put("kwargs", kwargs);
    tree.put("options", options);
    tree.put("subtask_type", subtaskType);
    tree.put("immutable", immutable);
    return Trees.map(tree);
  }

  /** The trees of several. */
  public static List<Object> trees(List<Signature> signatures) {
    List<Object> trees = new ArrayList<>(signatures.size());
    signatures.forEach(signature -> trees.add(signature.toTree()));
    return trees;
  }

  /** The parts of a chain or a group. */
  public List<Signature> parts() {
    return listFromTree(kwargs.get("tasks"));
  }

  /** What a chord waits for. */
  public List<Signature> header() {
    List<Signature> header = listFromTree(kwargs.get("header"));
    boolean isGroup = header.size() == 1 && header.get(0).task().equals(GROUP);
    return isGroup ? header.get(0).parts() : header;
  }

  /** What a chord runs then. */
  public Signature body() {
    return fromTree(kwargs.get("body"));
  }

  /** The id the call will have, if it is known already. */
  public @Nullable String taskId() {
    return options.get("task_id") instanceof String id ? id : null;
  }

  /** A copy that sends one more header along. */
  public Signature withHeader(String name, Object value) {
    Map<String, Object> headers = new LinkedHashMap<>(Trees.map(options.get("headers")));
    headers.put(name, value);
    return withOption("headers", headers);
  }

  /** A copy with other keyword arguments. */
  public Signature withKwargs(Map<String, Object> other) {
    return new Signature(task, args, other, options, subtaskType, immutable);
  }

  /** A copy in which the same was done to all signatures inside, and then to itself. */
  public Signature changedThroughout(UnaryOperator<Signature> change) {
    Map<String, Object> changedOptions = new LinkedHashMap<>(options);
    for (String links : LINKS) {
      changedOptions.computeIfPresent(links, (key, all) -> changedAll(all, change));
    }
    changedOptions.computeIfPresent("chord", (key, one) -> changedOne(one, change));
    Map<String, Object> parts = new LinkedHashMap<>(kwargs);
    switch (task) {
      case CHAIN, GROUP -> parts.computeIfPresent("tasks", (key, all) -> changedAll(all, change));
      case CHORD -> {
        parts.computeIfPresent("header", (key, all) -> changedAll(all, change));
        parts.computeIfPresent("body", (key, one) -> changedOne(one, change));
      }
      default -> {
        // The arguments of a plain task are its own, whatever they look like.
      }
    }
    return change.apply(new Signature(task, args, parts, changedOptions, subtaskType, immutable));
  }

  private static Object changedOne(Object tree, UnaryOperator<Signature> change) {
    return fromTree(tree).changedThroughout(change).toTree();
  }

  private static Object changedAll(Object tree, UnaryOperator<Signature> change) {
    return trees(listFromTree(tree).stream().map(one -> one.changedThroughout(change)).toList());
  }

  /** A copy with one more option; a null value takes the option away. */
  public Signature withOption(String name, @Nullable Object value) {
    Map<String, Object> more = new LinkedHashMap<>(options);
    if (value == null) {
      more.remove(name);
    } else {
      more.put(name, value);
    }
    return new Signature(task, args, kwargs, more, subtaskType, immutable);
  }

  /** A copy with another value of a keyword argument. */
  public Signature withKwarg(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(kwargs);
    more.put(name, value);
    return new Signature(task, args, more, options, subtaskType, immutable);
  }
}
