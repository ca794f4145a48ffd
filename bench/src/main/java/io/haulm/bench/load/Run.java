package io.haulm.bench.load;

import io.haulm.bench.report.Sample;
import java.io.IOException;

/** A contender at work, from its first round to its last. */
public interface Run extends AutoCloseable {
  /** Brings everything to speed; nothing is measured. */
  void warmUp(long nanos) throws IOException;

  /** Measures one round. */
  Sample round(long nanos) throws IOException;

  @Override
  void close() throws IOException;
}
