package io.haulm.conformance.tasks;

import java.io.IOException;

/** Over Haulm. */
class PythonOverHaulmTest extends PythonSuite {

  PythonOverHaulmTest() throws IOException {
    super(Broker.HAULM);
  }
}
