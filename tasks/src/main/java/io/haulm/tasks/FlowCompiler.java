package io.haulm.tasks;

import io.haulm.tasks.spi.IsoTimes;
import io.haulm.tasks.spi.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns typed flows into signatures. Each task gets its id here, so the caller knows what to wait
 * for before anything is sent.
 *
 * <p>A group inside something else becomes a chord whose body hands on the list: Celery would
 * flatten a group inside a group, and the types would lie.
 */
final class FlowCompiler {

  /** Celery's own task that gives back one of its arguments. */
  static final String ACCUMULATE = "celery.accumulate";

  private final Inputs inputs;
  private final InstantSource clock;

  FlowCompiler(Inputs inputs, InstantSource clock) {
    this.inputs = inputs;
    this.clock = clock;
  }

  /** What a flow becomes; a group on its own stays a group, all else has one last task. */
  Signature compile(Flow<?> flow) {
    if (flow instanceof Call<?, ?> call) {
      return call(call);
    }
    if (flow instanceof Chain<?> chain) {
      return chain(chain);
    }
    Group<?> group = (Group<?>) flow;
    return Signature.group(members(group), newId());
  }

  /** The task whose result is the signature's. */
  static String lastId(Signature signature) {
    Signature last =
        switch (signature.task()) {
          case Signature.CHAIN -> signature.parts().get(signature.parts().size() - 1);
          case Signature.CHORD -> signature.body();
          default -> signature;
        };
    String id = last.taskId();
    if (id != null) {
      return id;
    }
    boolean isPlain = last.equals(signature);
    if (isPlain) {
      throw new IllegalArgumentException("a compiled signature has ids: " + signature.task());
    }
    return lastId(last);
  }

  /** The same, but a group too has one last task, which gives the list. */
  Signature compileOne(Flow<?> flow) {
    return flow instanceof Group<?> group ? gathered(members(group), group) : compile(flow);
  }

  private List<Signature> members(Group<?> group) {
    List<Signature> members = new ArrayList<>(group.members().size());
    for (Flow<?> member : group.members()) {
      members.add(withErrbacks(compileOne(member), group.errorHandlers()));
    }
    return members;
  }

  private Signature gathered(List<Signature> members, Group<?> group) {
    return withErrbacks(
        Signature.chord(
            members, accumulate(members.isEmpty() ? group.queue() : queueOfFirst(members))),
        group.errorHandlers());
  }

  // It runs where the members run: there is a worker there.
  private static Signature accumulate(@Nullable Object queue) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("task_id", newId());
    if (queue != null) {
      options.put("queue", queue);
    }
    return new Signature(ACCUMULATE, List.of(), Map.of("index", 0), options, null, false);
  }

  private static @Nullable Object queueOf(Signature signature) {
    return switch (signature.task()) {
      case Signature.CHAIN -> queueOf(signature.parts().get(signature.parts().size() - 1));
      case Signature.GROUP -> queueOfFirst(signature.parts());
      case Signature.CHORD -> queueOf(signature.body());
      default -> signature.options().get("queue");
    };
  }

  private static @Nullable Object queueOfFirst(List<Signature> signatures) {
    return signatures.isEmpty() ? null : queueOf(signatures.get(0));
  }

  private Signature call(Call<?, ?> call) {
    return callOf(call);
  }

  private <I> Signature callOf(Call<I, ?> call) {
    Inputs.Arguments arguments = inputs.write(call.task(), call.input());
    return new Signature(
        call.task().name(),
        arguments.args(),
        arguments.kwargs(),
        options(call.task(), call.options(), true),
        null,
        true);
  }

  private Signature step(Step<?, ?> step) {
    return new Signature(
        step.task().name(),
        step.options().further,
        Map.of(),
        options(step.task(), step.options(), false),
        null,
        step.task().input().type() == Void.class);
  }

  private Signature chain(Chain<?> chain) {
    List<Signature> steps = new ArrayList<>();
    Flow<?> first = chain.first();
    steps.add(
        first instanceof Group<?> group && !chain.links().isEmpty()
            ? Signature.group(members(group), newId())
            : compileOne(first));
    for (Chain.Link link : chain.links()) {
      addLink(steps, link);
    }
    steps.replaceAll(one -> withErrbacks(one, chain.errorHandlers()));
    return Signature.chain(steps);
  }

  private void addLink(List<Signature> steps, Chain.Link link) {
    if (link instanceof Chain.Link.Next next) {
      steps.add(step(next.step()));
    } else if (link instanceof Chain.Link.Run run) {
      steps.add(compileOne(run.flow()));
    } else {
      List<Signature> members = ((Chain.Link.Each) link).steps().stream().map(this::step).toList();
      steps.add(Signature.chord(members, accumulate(queueOfFirst(members))));
    }
  }

  private Signature withErrbacks(Signature signature, List<Step<?, ?>> handlers) {
    if (handlers.isEmpty()) {
      return signature;
    }
    List<Signature> errbacks = handlers.stream().map(this::step).toList();
    return ErrorLinks.added(signature, errbacks);
  }

  private Map<String, Object> options(Task<?, ?> task, CallOptions call, boolean isFirst) {
    TaskOptions declared = task.declared();
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("task_id", call.id != null ? call.id : newId());
    options.put("queue", call.queue != null ? call.queue : declared.queue());
    options.put("priority", call.priority != null ? call.priority : declared.priority());
    putSeconds(options, "expires", call.expires != null ? call.expires : declared.expires());
    putSeconds(options, "soft_time_limit", or(call.softLimit, declared.softLimit()));
    putSeconds(options, "time_limit", or(call.hardLimit, declared.hardLimit()));
    putStart(options, call, isFirst);
    if (!declared.keepsResult()) {
      options.put("ignore_result", true);
    }
    if (!headers(call).isEmpty()) {
      options.put("headers", headers(call));
    }
    putLinks(options, call);
    return options;
  }

  // A delay of the first counts from now; a later step's from when its turn comes.
  private void putStart(Map<String, Object> options, CallOptions call, boolean isFirst) {
    Instant eta = call.eta(clock.instant());
    if (isFirst && eta != null) {
      options.put("eta", IsoTimes.text(eta));
    } else {
      putSeconds(options, "countdown", call.delay);
    }
  }

  private void putLinks(Map<String, Object> options, CallOptions call) {
    if (!call.successors.isEmpty()) {
      options.put("link", Signature.trees(call.successors.stream().map(this::step).toList()));
    }
    if (!call.errorHandlers.isEmpty()) {
      options.put(
          "link_error", Signature.trees(call.errorHandlers.stream().map(this::step).toList()));
    }
  }

  private static Map<String, Object> headers(CallOptions call) {
    Map<String, Object> headers = new LinkedHashMap<>(call.headers);
    if (call.key != null) {
      headers.put(Headers.KEY, call.key);
    }
    if (call.retry != null) {
      headers.put(Headers.RETRY, call.retry.toTree());
    }
    return headers;
  }

  private static @Nullable Duration or(@Nullable Duration first, @Nullable Duration second) {
    return first != null ? first : second;
  }

  private static void putSeconds(
      Map<String, Object> options, String name, @Nullable Duration length) {
    if (length != null) {
      options.put(name, Seconds.of(length));
    }
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}
