package io.haulm.tasks.tube;

import io.haulm.client.BeanstalkException;
import io.haulm.client.ConnectionException;
import io.haulm.client.NewJob;
import io.haulm.tasks.BrokerException;
import io.haulm.tasks.Codec;
import io.haulm.tasks.spi.Batch;
import io.haulm.tasks.spi.Chords;
import io.haulm.tasks.spi.Claims;
import io.haulm.tasks.spi.Control;
import io.haulm.tasks.spi.Intake;
import io.haulm.tasks.spi.IntakeSettings;
import io.haulm.tasks.spi.Results;
import io.haulm.tasks.spi.ScheduleStore;
import io.haulm.tasks.spi.TaskMessage;
import io.haulm.tasks.spi.Transport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Tasks over tubes. */
final class TubeTransport implements Transport {

  /** The priority of a job whose call has the first; a call's own is added. */
  static final long PRIORITY_BASE = NewJob.PRIORITY_DEFAULT;

  private final TubeAddress address;
  private final Server server;
  private final Bodies bodies;
  private final TubeMessages messages;
  private final InstantSource clock;
  private final TubeResults results;
  private final TubeChords chords;
  private final TubeClaims claims;
  private final TubeControl control;

  TubeTransport(TubeAddress address, Codec codec, InstantSource clock) {
    this.address = address;
    this.clock = clock;
    this.server = new Server(address.options());
    this.bodies = new Bodies(codec, clock);
    this.messages = new TubeMessages(codec);
    this.results = new TubeResults(server, bodies);
    this.chords = new TubeChords(server, bodies);
    this.claims = new TubeClaims(server, bodies);
    this.control = new TubeControl(server, bodies);
  }

  /** A job that is ready to be put. */
  private record Outgoing(String tube, NewJob job) {}

  @Override
  public CompletableFuture<Void> send(Batch batch) {
    List<TaskMessage> addressed = results.addressed(batch);
    // All of them before any is sent: a call that is refused must not leave half of a group behind.
    List<Outgoing> jobs = addressed.stream().map(this::outgoing).toList();
    List<CompletableFuture<?>> sent = new ArrayList<>();
    batch
        .chordSizes()
        .forEach((group, size) -> sent.add(chords.expect(group, size, batch.chordTtl())));
    jobs.forEach(one -> sent.add(server.put(one.tube(), one.job())));
    return Server.all(sent);
  }

  private Outgoing outgoing(TaskMessage message) {
    byte[] body = messages.write(message);
    if (body.length > server.bodyBytesMax()) {
      throw new IllegalArgumentException(
          "the call of "
              + message.task()
              + " is "
              + body.length
              + " bytes long, and the server takes jobs of at most "
              + server.bodyBytesMax());
    }
    NewJob job = NewJob.of(body).priority(PRIORITY_BASE + message.priority()).ttr(address.lease());
    Instant now = clock.instant();
    if (message.eta() != null && message.eta().isAfter(now)) {
      job = job.delay(Duration.between(now, message.eta()));
    }
    return new Outgoing(Tubes.ofQueue(message.queue()), job);
  }

  @Override
  public CompletableFuture<Void> ping() {
    return server.shared().listTubeUsed().thenApply(tube -> null);
  }

  @Override
  public RuntimeException meaning(RuntimeException failure) {
    return told(failure);
  }

  /** What a failure of the client means to a program of tasks. */
  static RuntimeException told(RuntimeException failure) {
    if (failure instanceof ConnectionException lost) {
      return new BrokerException(String.valueOf(lost.getMessage()), lost, lost.mayHaveBeenDone());
    }
    if (failure instanceof BeanstalkException error) {
      BrokerException told = new BrokerException(String.valueOf(error.getMessage()));
      told.initCause(error);
      return told;
    }
    return failure;
  }

  @Override
  public Results results() {
    return results;
  }

  @Override
  public Chords chords() {
    return chords;
  }

  @Override
  public Claims claims() {
    return claims;
  }

  @Override
  public Control control() {
    return control;
  }

  @Override
  public ScheduleStore schedules() {
    return new TubeScheduleStore(server, bodies, claims, this::send);
  }

  @Override
  public Intake intake(IntakeSettings settings) {
    settings.queues().forEach(Tubes::ofQueue);
    return new TubeIntake(
        settings, server, messages, address.lease(), clock, new Sweeper(server, bodies));
  }

  @Override
  public void close() {
    results.close();
    chords.close();
    server.close();
  }
}
