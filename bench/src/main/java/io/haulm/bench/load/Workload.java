package io.haulm.bench.load;

import io.haulm.bench.process.RunningServer;
import java.io.IOException;

/** A way of loading a server; the server may be any. */
interface Workload {
  /** Prepares the server, connects, and is ready to be run round by round. */
  Run open(RunningServer server) throws IOException;
}
