package io.haulm.tasks.spring;

import java.lang.reflect.Method;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/** What keeps the program from starting, said so that its author knows what to do. */
final class Problems {

  private Problems() {}

  static FailureAnalyzedException method(Method method, String problem, String action) {
    return new FailureAnalyzedException(
        "The task method " + nameOf(method) + " " + problem + ".", action);
  }

  static FailureAnalyzedException method(
      Method method, String problem, String action, RuntimeException cause) {
    return new FailureAnalyzedException(
        "The task method " + nameOf(method) + " " + problem + ": " + cause.getMessage() + ".",
        action,
        cause);
  }

  static FailureAnalyzedException duplicate(String task, Method first, Method second) {
    return new FailureAnalyzedException(
        "Two methods handle the task '%s': %s and %s."
            .formatted(task, nameOf(first), nameOf(second)),
        "Give one of them a name of its own. A task has one handler in a program.");
  }

  static RuntimeException badAddress(String address, IllegalArgumentException cause) {
    return new InvalidConfigurationPropertyValueException(
        "haulm.tasks.broker", masked(address), String.valueOf(cause.getMessage()), cause);
  }

  static FailureAnalyzedException unreachable(String address, RuntimeException failure) {
    return new FailureAnalyzedException(
        "The broker of tasks at %s does not answer: %s."
            .formatted(masked(address), failure.getMessage()),
        "Start it (./haulm serve), or say in haulm.tasks.broker where it is.",
        failure);
  }

  static RuntimeException badSetting(String name, Object value, IllegalArgumentException cause) {
    return new InvalidConfigurationPropertyValueException(
        "haulm.tasks." + name, value, String.valueOf(cause.getMessage()), cause);
  }

  /** An address without its password. */
  static String masked(String address) {
    return address.replaceFirst("//[^@/]*@", "//***@");
  }

  static String nameOf(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }
}
