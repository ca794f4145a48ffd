package io.haulm.conformance.tasks;

/** Over a real redis-server. */
class JavaTasksOverRedisTest extends JavaTasksSuite {

  JavaTasksOverRedisTest() {
    super(Broker.REDIS);
  }
}
