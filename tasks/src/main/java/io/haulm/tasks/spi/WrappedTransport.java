package io.haulm.tasks.spi;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/**
 * A transport around another one, which does all the work; whoever extends this changes some of it.
 * How messages are sent is for them to say: what they do not override ends in their own {@link
 * #send}, so that nothing is sent past them.
 */
public abstract class WrappedTransport implements Transport {

  private final Transport inner;

  /** Around this one. */
  protected WrappedTransport(Transport inner) {
    this.inner = inner;
  }

  /** The one that does the work. */
  protected final Transport inner() {
    return inner;
  }

  @Override
  public RuntimeException meaning(RuntimeException failure) {
    return inner.meaning(failure);
  }

  @Override
  public Results results() {
    return inner.results();
  }

  @Override
  public Chords chords() {
    return inner.chords();
  }

  @Override
  public Claims claims() {
    return inner.claims();
  }

  @Override
  public Control control() {
    return inner.control();
  }

  @Override
  public ScheduleStore schedules() {
    return inner.schedules();
  }

  @Override
  public Gates gates() {
    return inner.gates();
  }

  @Override
  public SteadyTime time(InstantSource own) {
    return inner.time(own);
  }

  @Override
  public Intake intake(IntakeSettings settings) {
    return inner.intake(settings);
  }

  @Override
  public CompletableFuture<Void> ping() {
    return inner.ping();
  }

  @Override
  public void close() {
    inner.close();
  }
}
