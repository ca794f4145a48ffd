package io.haulm.tasks;

import io.haulm.tasks.schedule.Schedules;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Joined;
import io.haulm.tasks.spi.Signature;
import io.haulm.tasks.spi.SteadyTime;
import io.haulm.tasks.spi.Transport;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Enqueues tasks and waits for their results. One client serves a whole program; it is safe for any
 * number of threads.
 *
 * <pre>{@code
 * try (var tasks = TaskClient.connect("redis://localhost:6379/0")) {
 *   Receipt receipt = tasks.enqueue(CHARGE, new Charge("o-1", 4200)).get(ofSeconds(10));
 * }
 * }</pre>
 */
public final class TaskClient implements AutoCloseable {

  private final Transport transport;
  private final Codec codec;
  private final SteadyTime clock;
  private final List<TaskInterceptor> interceptors;
  private final Inputs inputs;
  private final Routes routes;
  private final FlowCompiler compiler;
  private final Dispatcher dispatcher;
  private final WorkersControl control;
  private final Enqueuing enqueuing;

  TaskClient(
      Transport transport,
      Codec codec,
      InstantSource clock,
      List<TaskInterceptor> interceptors,
      Routes routes) {
    this.transport = transport;
    this.codec = codec;
    this.clock = transport.time(clock);
    this.interceptors = List.copyOf(interceptors);
    this.inputs = new Inputs(codec);
    this.compiler = new FlowCompiler(inputs, this.clock);
    this.routes = routes;
    this.dispatcher = new Dispatcher(this.clock, this.interceptors, routes);
    this.control = new WorkersControl(transport);
    this.enqueuing = new Enqueuing(transport, codec, compiler, dispatcher);
  }

  /**
   * Connects with everything as it is by default.
   *
   * @param address {@code redis://[:password@]host[:port][/db]}, {@code rediss://} for TLS; {@code
   *     tube://host[:port]}, {@code tube+tls://} for TLS, {@code tube+unix:///path}
   * @throws BrokerException when the server cannot be reached or does not let us in
   */
  public static TaskClient connect(String address) {
    return builder(address).connect();
  }

  /** Begins to set up a client for this address. */
  public static Builder builder(String address) {
    return new Builder(URI.create(address));
  }

  /** A client over a transport of the program's own making. */
  public static TaskClient over(Transport transport, Codec codec, InstantSource clock) {
    return over(transport, codec, clock, List.of());
  }

  /** A client over a transport of the program's own making, with something to do around calls. */
  public static TaskClient over(
      Transport transport, Codec codec, InstantSource clock, List<TaskInterceptor> interceptors) {
    return new TaskClient(transport, codec, clock, interceptors, Routes.NONE);
  }

  /** Sets up a client. */
  public static final class Builder {
    private final URI address;
    private Codec codec = new JacksonCodec();
    private InstantSource clock = Clock.systemUTC();
    private final List<TaskInterceptor> interceptors = new ArrayList<>();
    private Routes routes = Routes.NONE;
    private boolean sentEvents;

    Builder(URI address) {
      this.address = address;
    }

    /** Writes and reads values its own way. */
    public Builder codec(Codec codec) {
      this.codec = codec;
      return this;
    }

    /**
     * Tells the time its own way. Where the server can tell the time, leases, delays and schedules
     * go by the server's.
     */
    public Builder clock(InstantSource clock) {
      this.clock = clock;
      return this;
    }

    /** Adds something to do around every call. */
    public Builder interceptor(TaskInterceptor interceptor) {
      interceptors.add(interceptor);
      return this;
    }

    /**
     * Where calls wait that name no queue, which only steps made in Python do.
     *
     * @param pattern names of tasks; {@code *} stands for any characters
     */
    public Builder route(String pattern, String queue) {
      routes = routes.with(pattern, queue);
      return this;
    }

    /** Tells monitors of each call that is sent: Celery's {@code task_send_sent_event}. */
    public Builder sentEvents() {
      sentEvents = true;
      return this;
    }

    /**
     * Connects.
     *
     * @throws BrokerException when the server cannot be reached or does not let us in
     * @throws IllegalArgumentException when the address cannot be read
     */
    public TaskClient connect() {
      Transport opened = Transports.open(address, codec, clock);
      if (sentEvents && !opened.control().carriesEvents()) {
        opened.close();
        throw new UnsupportedOperationException("this transport carries no events");
      }
      Transport used = sentEvents ? new SentEvents(opened, clock) : opened;
      return new TaskClient(used, codec, clock, interceptors, routes);
    }
  }

  /**
   * Enqueues a call; the task runs as soon as a worker has time for it.
   *
   * @return when the server has it
   * @throws BrokerException when the server cannot be reached, or is lost before it has answered:
   *     then the call may have been enqueued or not, see {@link BrokerException#mayHaveBeenDone}
   * @throws CodecException when the input cannot be written
   */
  public <I, O> AsyncResult<O> enqueue(Task<I, O> task, I input) {
    return enqueue(task.with(input));
  }

  /**
   * Enqueues a call, chain or group.
   *
   * @return when the server has it
   * @throws BrokerException when the server cannot be reached, or is lost before it has answered:
   *     then the call may have been enqueued or not, see {@link BrokerException#mayHaveBeenDone}
   * @throws CodecException when the input cannot be written
   */
  public <O> AsyncResult<O> enqueue(Flow<O> flow) {
    return enqueue(flow, Dispatcher.Surroundings.NONE);
  }

  /**
   * Enqueues one call for each input, all in one round trip. Of a task that is {@link Unique} only
   * those calls are sent that no other stands in the way of; the results of the rest are the
   * others'.
   *
   * @throws BrokerException as {@link #enqueue(Flow)}
   */
  public <I, O> GroupResult<O> enqueueAll(Task<I, O> task, Collection<? extends I> inputs) {
    return enqueuing.each(task, inputs);
  }

  /** The result of a task that was enqueued elsewhere or earlier. */
  public <O> AsyncResult<O> result(String id, Task<?, O> task) {
    return result(id, task.output());
  }

  /** The result of a task that was enqueued elsewhere or earlier. */
  public <O> AsyncResult<O> result(String id, TypeRef<O> output) {
    return new SingleResult<>(id, output, transport, codec);
  }

  /**
   * The results of a group that was saved, in Java or in Python.
   *
   * @param output what each member gives
   * @return nothing when it was not saved, or too long ago
   */
  public <O> Optional<GroupResult<O>> group(String id, TypeRef<O> output) {
    return Joined.of(transport, () -> transport.results().readGroup(id))
        .map(ids -> {
          List<AsyncResult<O>> members = new ArrayList<>(ids.size());
          ids.forEach(member -> members.add(result(member, output)));
          return new GroupResult<>(id, members, transport);
        });
  }

  /**
   * Asks all workers not to start a task, also those that start later; see {@link
   * WorkersControl#revoke}. One that runs already is left alone; see {@link
   * WorkersControl#terminate}.
   */
  public void revoke(String id) {
    control.revoke(id);
  }

  /**
   * Asks the server for a sign of life.
   *
   * @param timeout how long to wait for it
   * @throws BrokerException when there is none
   */
  public void ping(Duration timeout) {
    Joined.of(
        transport,
        () ->
            transport
                .ping()
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure ->
                    CompletableFuture.failedFuture(
                        Futures.cause(failure) instanceof TimeoutException
                            ? new BrokerException("no sign of life in " + timeout, failure, false)
                            : Futures.cause(failure))));
  }

  /** Talks with the workers. */
  public WorkersControl control() {
    return control;
  }

  /**
   * The schedules in the server.
   *
   * @throws UnsupportedOperationException when this transport keeps none
   */
  public Schedules schedules() {
    return new Schedules(transport, new StoredCalls(compiler, dispatcher), codec, clock);
  }

  /** Lets go of the connections. What was enqueued stays enqueued. */
  @Override
  public void close() {
    transport.close();
  }

  <O> AsyncResult<O> enqueue(Flow<O> flow, Dispatcher.Surroundings around) {
    return enqueuing.enqueue(flow, around);
  }

  /** What a flow becomes that has one last task. */
  Signature compile(Flow<?> flow) {
    return compiler.compileOne(flow);
  }

  Transport transport() {
    return transport;
  }

  Codec codec() {
    return codec;
  }

  SteadyTime clock() {
    return clock;
  }

  Inputs inputs() {
    return inputs;
  }

  Routes routes() {
    return routes;
  }

  List<TaskInterceptor> interceptors() {
    return interceptors;
  }
}
