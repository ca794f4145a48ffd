package io.haulm.conformance.tasks;

import java.io.IOException;

/** Over a real redis-server. */
class PythonOverRedisTest extends PythonSuite {

  PythonOverRedisTest() throws IOException {
    super(Broker.REDIS);
  }
}
