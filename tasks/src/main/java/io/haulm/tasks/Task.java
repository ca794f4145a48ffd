package io.haulm.tasks;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A typed handle of a task: its name, what goes in, what comes out, and how its calls are treated.
 * Caller and worker share the handle, not the handler. Immutable: each option returns a changed
 * copy, so a handle is best kept in a {@code static final} field.
 *
 * <pre>{@code
 * record Charge(String orderId, long cents) {}
 * record Receipt(String id) {}
 *
 * static final Task<Charge, Receipt> CHARGE =
 *     Task.named("orders.charge", Charge.class, Receipt.class)
 *         .queue("payments")
 *         .retry(Retry.exponential(ofSeconds(2), ofMinutes(5)).maxAttempts(8));
 * }</pre>
 *
 * <p>A record's components travel as keyword arguments in snake case, so Python calls this one as
 * {@code charge.delay(order_id="o-1", cents=4200)}.
 *
 * @param <I> input; best a record; {@link Void} for none
 * @param <O> output; {@link Void} for none
 */
public final class Task<I, O> implements Step<I, O> {

  private final String name;
  private final TypeRef<I> input;
  private final TypeRef<O> output;
  private final TaskOptions options;

  private Task(String name, TypeRef<I> input, TypeRef<O> output, TaskOptions options) {
    this.name = name;
    this.input = input;
    this.output = output;
    this.options = options;
  }

  /**
   * Declares a task.
   *
   * @param name how all programs, in any language, call it; 1 to 255 visible characters
   */
  public static <I, O> Task<I, O> named(String name, Class<I> input, Class<O> output) {
    return named(name, TypeRef.of(input), TypeRef.of(output));
  }

  /** Declares a task whose input is generic: {@code TypeRef.listOf(Receipt.class)}. */
  public static <I, O> Task<I, O> named(String name, TypeRef<I> input, Class<O> output) {
    return named(name, input, TypeRef.of(output));
  }

  /** Declares a task whose output is generic. */
  public static <I, O> Task<I, O> named(String name, Class<I> input, TypeRef<O> output) {
    return named(name, TypeRef.of(input), output);
  }

  /** Declares a task whose input and output are generic. */
  public static <I, O> Task<I, O> named(String name, TypeRef<I> input, TypeRef<O> output) {
    return new Task<>(Names.task(name), input, output, new TaskOptions());
  }

  /** The queue its calls wait in; {@value TaskOptions#DEFAULT_QUEUE} by default. */
  public Task<I, O> queue(String queue) {
    return change(draft -> draft.queue = Names.queue(queue));
  }

  /** The priority of its calls: 0, the first and the default, to 9, the last. */
  public Task<I, O> priority(int priority) {
    return change(draft -> draft.priority = Names.priority(priority));
  }

  /** A call that has not started this long after it was enqueued is revoked. */
  public Task<I, O> expires(Duration length) {
    return change(draft -> draft.expires = Names.positive("expires", length));
  }

  /** After this time the handler is interrupted, and may still end in good order. */
  public Task<I, O> softLimit(Duration length) {
    return change(draft -> draft.softLimit = Names.positive("soft limit", length));
  }

  /**
   * After this time the task has failed, whatever its handler does. Java cannot kill a thread: a
   * handler that ignores its interruption goes on, and its result is thrown away.
   */
  public Task<I, O> timeout(Duration length) {
    return change(draft -> draft.hardLimit = Names.positive("timeout", length));
  }

  /** What follows a failure; nothing by default. */
  public Task<I, O> retry(Retry policy) {
    return change(draft -> draft.retry = policy);
  }

  /** Keeps a second such call out. */
  public Task<I, O> unique(Unique rule) {
    return change(draft -> draft.unique = rule);
  }

  /** How long results are kept; a day by default. */
  public Task<I, O> resultTtl(Duration length) {
    return change(draft -> draft.resultTtl = Names.positive("result ttl", length));
  }

  /** Stores no results: callers cannot wait for them. */
  public Task<I, O> ignoreResult() {
    return change(draft -> draft.keepsResult = false);
  }

  /**
   * Stores the state {@code STARTED} when a run begins: Celery's {@code track_started}. By default
   * a call is {@code PENDING} until it says more, as this costs as much as a result.
   */
  public Task<I, O> trackStarted() {
    return change(draft -> draft.tracksStarted = true);
  }

  /**
   * Sends a record's components as positional arguments, for Python functions that want them so.
   */
  public Task<I, O> positional() {
    return change(draft -> draft.positional = true);
  }

  /**
   * Acknowledges before the handler runs: a call whose worker dies is lost, not repeated. By
   * default it is the other way round.
   */
  public Task<I, O> atMostOnce() {
    return change(draft -> draft.atMostOnce = true);
  }

  /**
   * How often a message may be delivered, because workers died over it, before it is put among the
   * dead letters.
   *
   * @param deliveries at least 1
   */
  public Task<I, O> maxDeliveries(int deliveries) {
    if (deliveries < 1) {
      throw new IllegalArgumentException("at least one delivery: " + deliveries);
    }
    return change(draft -> draft.maxDeliveries = deliveries);
  }

  /**
   * How many runs of this task may be under way at a time, on all workers together. Calls beyond
   * that wait in the server. The place of a worker that died is free again within seconds.
   *
   * @param max at least 1
   */
  public Task<I, O> concurrency(int max) {
    return change(draft -> draft.concurrency = new Concurrency<I>(max, false, null));
  }

  /**
   * How many runs with the same key ({@link Call#key}) may be under way at a time, on all workers
   * together. Calls without a key are not limited.
   *
   * @param max at least 1
   */
  public Task<I, O> concurrencyPerKey(int max) {
    return change(draft -> draft.concurrency = new Concurrency<I>(max, true, null));
  }

  /**
   * The same, where the input has the key: {@code .concurrencyPerKey(2, Charge::customer)}.
   *
   * @param max at least 1
   * @param key called on the worker; quick, and the same for the same input
   */
  public Task<I, O> concurrencyPerKey(int max, Function<? super I, String> key) {
    return change(draft -> draft.concurrency = new Concurrency<I>(max, true, key));
  }

  @SuppressWarnings("unchecked") // only the methods above set it
  @Nullable Concurrency<I> concurrencyLimit() {
    return (Concurrency<I>) options.concurrency;
  }

  /** How many runs may start in a period, on each worker or on all together. */
  public Task<I, O> rateLimit(RateLimit limit) {
    return change(draft -> draft.rateLimit = limit);
  }

  /** The task that runs this one for each of many inputs, in the same queue. */
  Task<List<I>, List<O>> each(Mapping mapping) {
    return named(mapping.name(), input.list(), output.list())
        .queue(options.queue)
        .priority(options.priority)
        .change(draft -> draft.each = new Mapping.Each(mapping, this));
  }

  /** A call with this input, to be enqueued as it is or given options first. */
  public Call<I, O> with(I input) {
    return new Call<>(this, input, CallOptions.NONE);
  }

  /** This task as a later step of a chain, to be given options of its own. */
  public ConfiguredStep<I, O> step() {
    return new ConfiguredStep<>(this, CallOptions.NONE);
  }

  /** The name by which it is called. */
  public String name() {
    return name;
  }

  /** What goes in. */
  public TypeRef<I> input() {
    return input;
  }

  /** What comes out. */
  public TypeRef<O> output() {
    return output;
  }

  /** What it says about all its calls. */
  public TaskOptions declared() {
    return options;
  }

  @Override
  public Task<I, O> task() {
    return this;
  }

  @Override
  public CallOptions options() {
    return CallOptions.NONE;
  }

  @Override
  public String toString() {
    return name;
  }

  private Task<I, O> change(Consumer<TaskOptions> change) {
    TaskOptions draft = options.copy();
    change.accept(draft);
    return new Task<>(name, input, output, draft);
  }
}
