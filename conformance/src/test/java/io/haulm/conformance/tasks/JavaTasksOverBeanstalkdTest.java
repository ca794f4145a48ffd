package io.haulm.conformance.tasks;

/** Over tubes of a real beanstalkd. */
class JavaTasksOverBeanstalkdTest extends JavaTasksSuite {

  JavaTasksOverBeanstalkdTest() {
    super(Broker.TUBES_OF_BEANSTALKD);
  }
}
