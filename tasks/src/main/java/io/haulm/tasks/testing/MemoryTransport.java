package io.haulm.tasks.testing;

import io.haulm.tasks.Codec;
import io.haulm.tasks.spi.Batch;
import io.haulm.tasks.spi.Chords;
import io.haulm.tasks.spi.Claims;
import io.haulm.tasks.spi.Control;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Gates;
import io.haulm.tasks.spi.Intake;
import io.haulm.tasks.spi.IntakeSettings;
import io.haulm.tasks.spi.Results;
import io.haulm.tasks.spi.Transport;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/** A server in memory. */
final class MemoryTransport implements Transport {

  private final MemoryQueues queues;
  private final MemoryResults results;
  private final MemoryChords chords;
  private final MemoryClaims claims;
  private final MemoryGates gates;
  private final MemoryScheduleStore schedules;
  private final MemoryControl control = new MemoryControl();
  private final Runnable afterSending;

  /**
   * An empty one.
   *
   * @param afterSending called when messages have arrived, on the thread that sent them
   */
  MemoryTransport(Codec codec, InstantSource clock, Runnable afterSending) {
    Wire wire = new Wire(codec);
    this.queues = new MemoryQueues(clock, wire);
    this.results = new MemoryResults(wire);
    this.chords = new MemoryChords(wire);
    this.claims = new MemoryClaims(clock);
    this.gates = new MemoryGates(clock);
    this.schedules = new MemoryScheduleStore(claims, this::arrived);
    this.afterSending = afterSending;
  }

  @Override
  public CompletableFuture<Void> send(Batch batch) {
    arrived(batch);
    if (!batch.messages().isEmpty()) {
      afterSending.run();
    }
    return Futures.done();
  }

  private void arrived(Batch batch) {
    batch.chordSizes().forEach(chords::expect);
    batch.messages().forEach(queues::send);
  }

  MemoryQueues queues() {
    return queues;
  }

  @Override
  public CompletableFuture<Void> ping() {
    return Futures.done();
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
  public Gates gates() {
    return gates;
  }

  @Override
  public Control control() {
    return control;
  }

  @Override
  public MemoryScheduleStore schedules() {
    return schedules;
  }

  @Override
  public Intake intake(IntakeSettings settings) {
    return queues.intake(settings.queues());
  }

  @Override
  public void close() {}
}
