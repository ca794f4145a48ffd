package io.haulm.conformance.tasks;

/** Over Haulm. */
class JavaTasksOverHaulmTest extends JavaTasksSuite {

  JavaTasksOverHaulmTest() {
    super(Broker.HAULM);
  }
}
