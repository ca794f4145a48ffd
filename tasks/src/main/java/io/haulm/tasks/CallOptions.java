package io.haulm.tasks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one call says beside its input; what it leaves out is as the task says. */
public final class CallOptions {

  static final CallOptions NONE = new CallOptions();

  @Nullable String id;
  @Nullable String queue;
  @Nullable Integer priority;
  @Nullable Duration delay;
  @Nullable Instant at;
  @Nullable Duration expires;
  @Nullable Duration softLimit;
  @Nullable Duration hardLimit;
  @Nullable String key;
  @Nullable Retry retry;
  @Nullable Unique unique;
  List<Object> further = List.of();
  Map<String, Object> headers = Map.of();
  List<Step<?, ?>> successors = List.of();
  List<Step<?, ?>> errorHandlers = List.of();

  CallOptions() {}

  CallOptions changed(Consumer<CallOptions> change) {
    CallOptions copy = new CallOptions();
    copy.id = id;
    copy.queue = queue;
    copy.priority = priority;
    copy.delay = delay;
    copy.at = at;
    copy.expires = expires;
    copy.softLimit = softLimit;
    copy.hardLimit = hardLimit;
    copy.key = key;
    copy.retry = retry;
    copy.unique = unique;
    copy.further = further;
    copy.headers = headers;
    copy.successors = successors;
    copy.errorHandlers = errorHandlers;
    change.accept(copy);
    return copy;
  }

  /** The time before which the call must not start, or null to start at once. */
  @Nullable Instant eta(Instant now) {
    return delay != null ? now.plus(delay) : at;
  }

  void addHeader(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    headers = more;
  }

  static <T> List<T> with(List<T> some, T more) {
    List<T> all = new ArrayList<>(some);
    all.add(more);
    return List.copyOf(all);
  }
}
