package io.haulm.conformance.tasks;

/** Over tubes of Haulm. */
class JavaTasksOverHaulmTubesTest extends JavaTasksSuite {

  JavaTasksOverHaulmTubesTest() {
    super(Broker.TUBES_OF_HAULM);
  }
}
