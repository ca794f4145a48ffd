package io.haulm.bench.load;

import io.haulm.bench.process.RunningServer;
import io.haulm.bench.report.Sample;
import io.haulm.bench.wire.LoadLoop;
import io.haulm.bench.wire.Recorder;
import java.io.IOException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Connections that do their work for a given time. */
class TimedRun implements Run {
  private final LoadLoop loop = new LoadLoop();
  private final Recorder recorder = new Recorder();
  private final Meter meter;
  private @Nullable LongConsumer ticker;

  TimedRun(RunningServer server) {
    meter = new Meter(server, recorder);
  }

  final LoadLoop loop() {
    return loop;
  }

  final Recorder recorder() {
    return recorder;
  }

  /** From now on the loop never sleeps and calls {@code tick} with the time. */
  final void spinWith(LongConsumer tick) {
    ticker = tick;
  }

  /** What is to be done before each round, unmeasured. */
  void beforeRound() throws IOException {}

  /** What is to be done after each round, unmeasured; may add figures. */
  Sample afterRound(Sample sample) throws IOException {
    return sample;
  }

  /** Refuses a measured round which did not contain what the load is about. */
  void verify(Sample sample) {}

  @Override
  public final void warmUp(long nanos) throws IOException {
    Sample _ = measure(nanos);
  }

  @Override
  public final Sample round(long nanos) throws IOException {
    Sample sample = measure(nanos);
    verify(sample);
    return sample;
  }

  private Sample measure(long nanos) throws IOException {
    beforeRound();
    loop.start();
    runFor(Timing.LEAD_IN_NANOS);
    meter.start();
    runFor(nanos);
    Sample sample = meter.stop();
    loop.finish();
    return afterRound(sample);
  }

  private void runFor(long nanos) {
    LongConsumer tick = ticker;
    if (tick == null) {
      loop.runFor(nanos);
    } else {
      loop.spinFor(nanos, tick);
    }
  }

  @Override
  public void close() throws IOException {
    loop.close();
  }
}
