package io.haulm.bench.jmh;

import io.haulm.engine.Reply;
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

/** Put, reserve and delete of one job, alone and among other tubes: the cost must be the same. */
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
public class CycleBenchmark {
  private final EngineDriver engine = new EngineDriver();

  /** How many other tubes there are, with a job in each. */
  @Param({"0", "10000"})
  public int otherTubes;

  /** Fills the engine. */
  @Setup
  public void fill() {
    engine.addTubes(otherTubes);
  }

  /** One job from beginning to end. */
  @Benchmark
  public Reply putReserveDelete() {
    engine.put(0);
    return engine.delete(engine.reserve());
  }
}
