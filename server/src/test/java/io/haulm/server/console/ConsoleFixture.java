package io.haulm.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.Administration.Outcome;
import io.haulm.engine.Check;
import io.haulm.engine.Command;
import io.haulm.engine.Engine;
import io.haulm.engine.EngineOptions;
import io.haulm.engine.JobRow;
import io.haulm.engine.Reply;
import io.haulm.engine.Session;
import io.haulm.server.console.filter.FilterException;
import io.haulm.server.console.filter.JobFilter;
import io.haulm.server.shard.Shard;
import io.haulm.server.shard.ShardClock;
import io.haulm.server.store.MemoryStore;
import io.netty.channel.DefaultEventLoop;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;

/** A shard without a face and without a disk, and a session that puts and reserves. */
final class ConsoleFixture implements AutoCloseable, Questions {
  private final DefaultEventLoop loop = new DefaultEventLoop();
  final Shard shard = new Shard(loop, new ShardClock());
  final Timeline timeline = new Timeline();
  private final Session session;

  ConsoleFixture() throws InterruptedException {
    this(new EngineOptions(64 << 20, false));
  }

  /** One whose trash has room for so many bytes. */
  ConsoleFixture(long trashBytesMax) throws InterruptedException {
    this(
        new EngineOptions(
            64 << 20, false, new EngineOptions(64 << 20, false).keyspace(), trashBytesMax));
  }

  private ConsoleFixture(EngineOptions options) throws InterruptedException {
    shard.begin(new MemoryStore(options, shard::carryOut));
    session =
        ask(engine -> {
          engine.observeWith(timeline);
          return engine.connect("fixture");
        });
  }

  @Override
  public <T> T ask(Function<Engine, T> question) throws InterruptedException {
    try {
      return shard.ask(question).get(20, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Undoes an operation, and waits for the end of that. */
  static OperationStatus undo(Operations operations, long id) throws InterruptedException {
    assertThat(operations.undo(id)).isTrue();
    return await(operations, id, status -> !status.message().equals(Operation.BEING_UNDONE));
  }

  /** Waits until an operation is as wanted. */
  static OperationStatus await(Operations operations, long id, Predicate<OperationStatus> wanted) {
    OperationStatus status = operations.find(id).orElseThrow();
    while (!wanted.test(status)) {
      Thread.onSpinWait();
      status = operations.find(id).orElseThrow();
    }
    return status;
  }

  Reply apply(Function<Session, Command> command) throws InterruptedException {
    return ask(_ -> shard.apply(command.apply(session)));
  }

  /** Puts a job and returns its id. */
  long put(String tube, String body) throws InterruptedException {
    return put(tube, 100, 0, body);
  }

  long put(String tube, long priority, long delayMillis, String body) throws InterruptedException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return ask(engine -> {
      long ref = new Bodies(shard).store(bytes);
      Reply reply =
          engine
              .administration()
              .put(shard.nowMillis(), tube, priority, delayMillis, 60_000, ref, bytes.length);
      return ((Reply.Inserted) reply).jobId();
    });
  }

  /** Puts many small jobs in one go. */
  void putMany(String tube, int count) throws InterruptedException {
    MemorySegment body = MemorySegment.ofArray(new byte[] {'x'});
    int _ =
        ask(engine -> {
          for (int i = 0; i < count; i++) {
            long ref = engine.bodies().store(body, 0, 1);
            Reply _ = engine.administration().put(shard.nowMillis(), tube, 100, 0, 60_000, ref, 1);
          }
          return count;
        });
  }

  void reserve(long jobId) throws InterruptedException {
    Reply _ = apply(s -> new Command.ReserveJob(s, jobId));
  }

  void bury(long jobId) throws InterruptedException {
    var _ = ask(engine -> engine.administration().bury(shard.nowMillis(), jobId));
  }

  JobRow row(long jobId) throws InterruptedException {
    return ask(engine -> Check.present(engine.browser().find(jobId), "the job is there"));
  }

  void delete(long jobId) throws InterruptedException {
    Outcome outcome =
        ask(engine -> engine.administration().discard(shard.nowMillis(), jobId, 1, 1));
    assertThat(outcome).isEqualTo(Outcome.DONE);
  }

  boolean exists(long jobId) throws InterruptedException {
    return ask(engine -> engine.browser().find(jobId) != null);
  }

  static JobFilter filter(String text) {
    try {
      return JobFilter.parse(text);
    } catch (FilterException e) {
      throw new IllegalArgumentException(e);
    }
  }

  OperationRequest request(OperationKind kind, String filter) {
    return request(kind, filter, List.of(), "", false);
  }

  OperationRequest request(
      OperationKind kind, String filter, List<Long> ids, String to, boolean isDryRun) {
    return new OperationRequest(
        kind, filter(filter), ids, to, Long.MAX_VALUE, isDryRun, "ann", "user ann", _ -> true);
  }

  OperationRequest limited(OperationKind kind, String filter, long limit) {
    String to = kind == OperationKind.MOVE ? "sms" : "";
    return new OperationRequest(
        kind, filter(filter), List.of(), to, limit, false, "ann", "user ann", _ -> true);
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
