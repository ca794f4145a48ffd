package io.haulm.tasks.testing;

import io.haulm.tasks.AsyncResult;
import io.haulm.tasks.Codec;
import io.haulm.tasks.Flow;
import io.haulm.tasks.JacksonCodec;
import io.haulm.tasks.SteppedWorker;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskAction;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.TaskContext;
import io.haulm.tasks.TaskHandler;
import io.haulm.tasks.TaskInterceptor;
import io.haulm.tasks.TaskListener;
import io.haulm.tasks.TaskWorker;
import io.haulm.tasks.schedule.Schedule;
import io.haulm.tasks.schedule.Scheduled;
import io.haulm.tasks.spi.ScheduleStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in a test: a client and a worker over a server in memory, all on the test's own thread.
 *
 * <pre>{@code
 * var tasks = TestTasks.manual(TestClock.at("2026-01-01T00:00:00Z"))
 *     .handle(CHARGE, (charge, context) -> new Receipt(charge.orderId()));
 * shop.order(tasks.client());
 * tasks.assertEnqueued(CHARGE, charge -> charge.cents() > 0);
 * tasks.runAll();
 * tasks.advance(ofMinutes(5)); // retries, delayed calls and schedules
 * }</pre>
 *
 * <p>Time limits are not watched: the clock stands still while a handler runs. Use it from one
 * thread.
 */
public final class TestTasks implements AutoCloseable {

  /** The most tasks that run one after another before a test is told that they never end. */
  public static final int STEPS_MAX = 100_000;

  private static final String START = "2026-01-01T00:00:00Z";

  private final boolean isInline;
  private final TestClock clock;
  private final MemoryTransport transport;
  private final TaskClient client;
  private final TaskWorker.Builder handlers;
  private final SteppedWorker worker;
  private final Turning turning;

  // True while the worker works but no handler runs. What is sent then, by a retry or a chain, is
  // taken up by the loop that runs already.
  private boolean isBetweenHandlers;

  private TestTasks(boolean isInline, TestClock clock, Builder with) {
    this.isInline = isInline;
    this.clock = clock;
    this.transport = new MemoryTransport(with.codec, clock, this::afterSending);
    this.client = TaskClient.over(transport, with.codec, clock, with.interceptors);
    this.handlers = TaskWorker.on(client).name("test").interceptor(new AroundHandlers());
    with.listeners.forEach(handlers::listener);
    this.worker = handlers.stepped();
    this.turning = new Turning(clock, transport, client, this::runAll);
  }

  /** Begins to set up tasks that are more than a client and handlers. */
  public static Builder builder() {
    return new Builder();
  }

  /** Sets up tasks as the program under test has them. */
  public static final class Builder {
    private final List<TaskInterceptor> interceptors = new ArrayList<>();
    private final List<TaskListener> listeners = new ArrayList<>();
    private Codec codec = new JacksonCodec();

    private Builder() {}

    /** Adds something to do around every call. */
    public Builder interceptor(TaskInterceptor interceptor) {
      interceptors.add(interceptor);
      return this;
    }

    /** Adds someone who hears what happens in the worker. */
    public Builder listener(TaskListener listener) {
      listeners.add(listener);
      return this;
    }

    /** Writes and reads values its own way. */
    public Builder codec(Codec codec) {
      this.codec = codec;
      return this;
    }

    /** See {@link TestTasks#inline()}. */
    public TestTasks inline() {
      return new TestTasks(true, TestClock.at(START), this);
    }

    /** See {@link TestTasks#manual()}. */
    public TestTasks manual() {
      return manual(TestClock.at(START));
    }

    /** See {@link TestTasks#manual(TestClock)}. */
    public TestTasks manual(TestClock clock) {
      return new TestTasks(false, clock, this);
    }
  }

  /**
   * Tasks run inside {@code enqueue}, with all that follows from them. Nobody waits for retries and
   * delayed calls: the clock jumps to their time.
   */
  public static TestTasks inline() {
    return builder().inline();
  }

  /** Tasks run when the test says so; the clock starts at the beginning of 2026. */
  public static TestTasks manual() {
    return builder().manual();
  }

  /** Tasks run when the test says so, by a clock of the test's. */
  public static TestTasks manual(TestClock clock) {
    return builder().manual(clock);
  }

  /** Runs this for that task. */
  public <I, O> TestTasks handle(Task<I, O> task, TaskHandler<? super I, ? extends O> handler) {
    handlers.handle(task, handler);
    return this;
  }

  /** Runs this for that task, which gives nothing back. */
  public <I> TestTasks run(Task<I, Void> task, TaskAction<? super I> action) {
    handlers.run(task, action);
    return this;
  }

  /** Keeps a schedule; {@link #advance} runs it. */
  public TestTasks schedule(String name, Schedule schedule, Flow<?> flow) {
    return schedule(Scheduled.of(name, schedule, flow));
  }

  /** Keeps a schedule with policies of its own; {@link #advance} runs it. */
  public TestTasks schedule(Scheduled scheduled) {
    client.schedules().put(scheduled);
    return this;
  }

  /** Where the schedules are kept. */
  ScheduleStore scheduleStore() {
    return transport.schedules();
  }

  /** The client to hand to what is tested. */
  public TaskClient client() {
    return client;
  }

  /** The clock that all of this goes by. */
  public TestClock clock() {
    return clock;
  }

  /** Enqueues a call. */
  public <I, O> AsyncResult<O> enqueue(Task<I, O> task, I input) {
    return client.enqueue(task, input);
  }

  /** Enqueues a call, chain or group. */
  public <O> AsyncResult<O> enqueue(Flow<O> flow) {
    return client.enqueue(flow);
  }

  /**
   * Takes one message that may run now and deals with it.
   *
   * @return whether there was one
   */
  public boolean runNext() {
    boolean before = isBetweenHandlers;
    isBetweenHandlers = true;
    try {
      return worker.step();
    } finally {
      isBetweenHandlers = before;
    }
  }

  /** Runs all that may run now, and what follows from it, but nothing that waits for a time. */
  public void runAll() {
    for (int steps = 0; runNext(); steps++) {
      if (steps == STEPS_MAX) {
        throw new AssertionError("more than " + STEPS_MAX + " tasks: do they enqueue each other?");
      }
    }
  }

  /**
   * Turns the clock on, stopping at each time for which a task or a schedule waits, and runs there
   * what may run.
   */
  public void advance(Duration length) {
    turning.advance(length);
  }

  /** The inputs of all calls of a task that were sent, run or not; each attempt is one. */
  public <I> List<I> enqueued(Task<I, ?> task) {
    return worker.inputs(task, transport.queues().sent());
  }

  /** The inputs of the calls of a task that have not run yet, in no particular order. */
  public <I> List<I> waiting(Task<I, ?> task) {
    return worker.inputs(task, transport.queues().waiting());
  }

  /** What was refused and why: {@code task: reason}. */
  public List<String> deadLetters() {
    return transport.queues().deadLetters();
  }

  /**
   * Checks that a call of a task was sent, whether or not it has run.
   *
   * @throws AssertionError when there was none
   */
  public void assertEnqueued(Task<?, ?> task) {
    assertEnqueued(task, input -> true);
  }

  /**
   * Checks that a call with such an input was sent, whether or not it has run.
   *
   * @return the first such input
   * @throws AssertionError when there was none
   */
  public <I> I assertEnqueued(Task<I, ?> task, Predicate<? super I> expected) {
    List<I> inputs = enqueued(task);
    for (I input : inputs) {
      if (expected.test(input)) {
        return input;
      }
    }
    throw new AssertionError(
        "no such call of " + task.name() + " was enqueued; of it there were " + inputs);
  }

  /**
   * Checks that no call of a task was sent.
   *
   * @throws AssertionError when there was one
   */
  public void assertNotEnqueued(Task<?, ?> task) {
    List<?> inputs = enqueued(task);
    if (!inputs.isEmpty()) {
      throw new AssertionError(task.name() + " was enqueued with " + inputs);
    }
  }

  /** Forgets what was sent until now; what waits goes on waiting. */
  public void forgetEnqueued() {
    transport.queues().forgetSent();
  }

  private void afterSending() {
    if (isInline && !isBetweenHandlers) {
      turning.advanceOverHeld();
    }
  }

  /** Knows when a handler runs. */
  private final class AroundHandlers implements TaskInterceptor {
    @Override
    public @Nullable Object around(TaskContext context, Invocation next) throws Exception {
      isBetweenHandlers = false;
      try {
        return next.proceed();
      } finally {
        isBetweenHandlers = true;
      }
    }
  }

  @Override
  public void close() {
    worker.close();
    client.close();
  }
}
