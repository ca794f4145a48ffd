package io.haulm.bench.jmh;

import io.haulm.engine.Reply;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Jobs of random priorities put into a queue that stays as deep as it is. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgs = {
      "-XX:+UseSerialGC",
      "-XX:+UseCompactObjectHeaders",
      "-Xmx1g",
      "--enable-native-access=ALL-UNNAMED",
      "--sun-misc-unsafe-memory-access=allow"
    })
public class DeepQueueBenchmark {
  private static final long SEED = 11_300;
  private static final long PRIORITY_BOUND = 1L << 32;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final EngineDriver engine = new EngineDriver();

  /** How many jobs are ready. */
  @Param({"1", "1000", "1000000"})
  public int ready;

  /** Fills the queue. */
  @Setup
  public void fill() {
    for (int i = 0; i < ready; i++) {
      engine.put(random.nextLong(PRIORITY_BOUND));
    }
  }

  /** A put, and the deletion of the same job to keep the depth. */
  @Benchmark
  public Reply putAndDelete() {
    return engine.delete(engine.put(random.nextLong(PRIORITY_BOUND)));
  }

  /** A put, and the reservation and deletion of the job that is then the first. */
  @Benchmark
  public Reply putAndTakeFirst() {
    engine.put(random.nextLong(PRIORITY_BOUND));
    return engine.delete(engine.reserve());
  }
}
