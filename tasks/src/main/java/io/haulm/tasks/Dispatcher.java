package io.haulm.tasks;

import io.haulm.tasks.spi.Batch;
import io.haulm.tasks.spi.Signature;
import io.haulm.tasks.spi.TaskMessage;
import io.haulm.tasks.spi.Trees;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns signatures into the messages to send now: a call becomes one, a chain its first step with
 * the rest inside, a group or chord one for each member. Clients use it for what they enqueue and
 * workers for what follows a task; the signatures may come from Python.
 */
final class Dispatcher {

  private final InstantSource clock;
  private final List<TaskInterceptor> interceptors;
  private final Routes routes;

  Dispatcher(InstantSource clock, List<TaskInterceptor> interceptors, Routes routes) {
    this.clock = clock;
    this.routes = routes;
    this.interceptors = interceptors;
  }

  /** A result that is handed on, which may be null. */
  record Previous(@Nullable Object value) {}

  /**
   * What a message gets from what surrounds it.
   *
   * @param rootId the first task of all; null if this is it
   * @param parentId the task that this follows, or null
   * @param groupId the group it ends up in, or null
   * @param groupIndex its place in that group
   * @param chord the body that waits for that group, or null
   * @param chain what follows its last step, in reverse
   * @param handedOn headers from the task that this follows
   */
  record Surroundings(
      @Nullable String rootId,
      @Nullable String parentId,
      @Nullable String groupId,
      @Nullable Integer groupIndex,
      @Nullable Signature chord,
      List<Signature> chain,
      Map<String, Object> handedOn) {

    static final Surroundings NONE =
        new Surroundings(null, null, null, null, null, List.of(), Map.of());

    static Surroundings after(String rootId, String parentId, Map<String, Object> handedOn) {
      return new Surroundings(rootId, parentId, null, null, null, List.of(), handedOn);
    }

    Surroundings withChain(List<Signature> rest) {
      return new Surroundings(rootId, parentId, groupId, groupIndex, chord, rest, handedOn);
    }

    Surroundings inGroup(String group, int index, @Nullable Signature body) {
      return new Surroundings(rootId, parentId, group, index, body, List.of(), handedOn);
    }

    /** Without what belongs to the last step only. */
    Surroundings outside() {
      return new Surroundings(rootId, parentId, null, null, null, chain, handedOn);
    }
  }

  /** Adds to a batch what has to be sent for a signature. */
  void dispatch(
      Signature signature, Optional<Previous> previous, Surroundings around, Batch batch) {
    switch (signature.task()) {
      case Signature.CHAIN ->
          chain(signature.parts(), previous, withOptions(signature, around), batch);
      case Signature.GROUP -> group(signature, previous, around, batch);
      case Signature.CHORD -> chord(signature, previous, around, batch);
      default -> batch.add(message(signature, previous, around));
    }
  }

  private void chain(
      List<Signature> steps, Optional<Previous> previous, Surroundings around, Batch batch) {
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a chain has a first step");
    }
    Signature first = steps.get(0);
    List<Signature> rest = steps.subList(1, steps.size());
    if (rest.isEmpty()) {
      dispatch(first, previous, around, batch);
      return;
    }
    switch (first.task()) {
      case Signature.CHAIN -> chain(joined(first.parts(), rest), previous, around, batch);
      case Signature.GROUP ->
          dispatch(Signature.chord(first.parts(), only(rest)), previous, around, batch);
      case Signature.CHORD -> {
        Signature body = Signature.chain(joined(List.of(first.body()), rest));
        dispatch(Signature.chord(first.header(), body), previous, around, batch);
      }
      default -> batch.add(message(first, previous, handingOn(rest, around)));
    }
  }

  /** The surroundings of a first step: the rest travels inside, and its last step has the group. */
  private static Surroundings handingOn(List<Signature> rest, Surroundings around) {
    List<Signature> reversed = new ArrayList<>(around.chain());
    for (int i = rest.size() - 1; i >= 0; i--) {
      boolean isLast = i == rest.size() - 1;
      reversed.add(isLast ? inGroup(rest.get(i), around) : rest.get(i));
    }
    return around.outside().withChain(reversed);
  }

  private static Signature inGroup(Signature last, Surroundings around) {
    Signature member = last;
    if (around.groupId() != null) {
      member = member.withOption("group_id", around.groupId());
      member = member.withOption("group_index", around.groupIndex());
    }
    return around.chord() == null ? member : member.withOption("chord", around.chord().toTree());
  }

  private void group(
      Signature group, Optional<Previous> previous, Surroundings around, Batch batch) {
    String groupId = around.groupId() != null ? around.groupId() : idOf(group);
    int index = 0;
    for (Signature member : group.parts()) {
      dispatch(member, previous, around.inGroup(groupId, index++, around.chord()), batch);
    }
  }

  private void chord(
      Signature chord, Optional<Previous> previous, Surroundings around, Batch batch) {
    List<Signature> header = chord.header();
    Signature body = bodyWithin(chord, around);
    if (header.isEmpty()) {
      dispatch(body, Optional.of(new Previous(List.of())), around.outside(), batch);
      return;
    }
    String groupId = UUID.randomUUID().toString();
    batch.chord(groupId, header.stream().mapToInt(Dispatcher::leaves).sum());
    int index = 0;
    for (Signature member : header) {
      Signature fresh = member.withOption("group_id", null).withOption("group_index", null);
      dispatch(fresh, previous, around.inGroup(groupId, index++, body), batch);
    }
  }

  // The body is the last step of what surrounds the chord, so it stands in the chord's place.
  private static Signature bodyWithin(Signature chord, Surroundings around) {
    Surroundings own = withOptions(chord, around);
    List<Signature> steps = new ArrayList<>(List.of(chord.body()));
    for (int i = around.chain().size() - 1; i >= 0; i--) {
      steps.add(around.chain().get(i));
    }
    int last = steps.size() - 1;
    steps.set(last, inGroup(steps.get(last), own));
    return only(steps);
  }

  private static Surroundings withOptions(Signature signature, Surroundings around) {
    Map<String, Object> options = signature.options();
    String group = Trees.text(options.get("group_id"));
    Number index = Trees.number(options.get("group_index"));
    Object chord = options.get("chord");
    return new Surroundings(
        around.rootId(),
        around.parentId(),
        group != null ? group : around.groupId(),
        index != null ? Integer.valueOf(index.intValue()) : around.groupIndex(),
        chord != null ? Signature.fromTree(chord) : around.chord(),
        around.chain(),
        around.handedOn());
  }

  /** How many members a header's element counts for: Celery counts a group's one by one. */
  private static int leaves(Signature member) {
    return switch (member.task()) {
      case Signature.CHAIN -> leaves(member.parts().get(member.parts().size() - 1));
      case Signature.GROUP -> member.parts().stream().mapToInt(Dispatcher::leaves).sum();
      case Signature.CHORD -> leaves(member.body());
      default -> 1;
    };
  }

  private static Signature only(List<Signature> steps) {
    return steps.size() == 1 ? steps.get(0) : Signature.chain(steps);
  }

  private static List<Signature> joined(List<Signature> some, List<Signature> more) {
    List<Signature> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  private TaskMessage message(
      Signature signature, Optional<Previous> previous, Surroundings inherited) {
    Surroundings around = withOptions(signature, inherited);
    Map<String, Object> options = signature.options();
    String id = idOf(signature);
    Instant now = clock.instant();
    Number priority = Trees.number(options.get("priority"));
    String queued = Trees.text(options.get("queue"));
    String queue = queued != null ? queued : routes.queueOf(signature.task());
    String rootId = around.rootId() != null ? around.rootId() : id;
    return new TaskMessage(
        id,
        signature.task(),
        arguments(signature, previous),
        signature.kwargs(),
        queue,
        priority == null ? 0 : priority.intValue(),
        Times.later(now, options.get("eta"), options.get("countdown")),
        Times.later(now, options.get("expires"), options.get("expires")),
        options.get("retries") instanceof Number retries ? retries.intValue() : 0,
        new TaskMessage.Lineage(rootId, around.parentId(), around.groupId(), around.groupIndex()),
        new TaskMessage.Limits(
            Times.length(options.get("time_limit")), Times.length(options.get("soft_time_limit"))),
        new TaskMessage.Follow(
            Signature.listFromTree(options.get("link")),
            Signature.listFromTree(options.get("link_error")),
            joined(around.chain(), Signature.listFromTree(options.get("chain"))),
            around.chord()),
        Boolean.TRUE.equals(options.get("ignore_result")),
        headers(new OutgoingCall(id, signature.task(), queue, rootId, headers(options, around))));
  }

  private static Map<String, Object> headers(Map<String, Object> options, Surroundings around) {
    Map<String, Object> headers = new LinkedHashMap<>(around.handedOn());
    headers.putAll(Trees.map(options.get("headers")));
    return headers;
  }

  private Map<String, Object> headers(OutgoingCall call) {
    interceptors.forEach(one -> one.beforeSend(call));
    return call.headers();
  }

  private static List<Object> arguments(Signature signature, Optional<Previous> previous) {
    if (previous.isEmpty() || signature.immutable()) {
      return signature.args();
    }
    List<@Nullable Object> all = new ArrayList<>();
    all.add(previous.get().value());
    all.addAll(signature.args());
    return Trees.list(all);
  }

  private static String idOf(Signature signature) {
    String id = signature.taskId();
    return id != null ? id : UUID.randomUUID().toString();
  }
}
