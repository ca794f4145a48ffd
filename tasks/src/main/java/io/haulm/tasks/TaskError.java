package io.haulm.tasks;

import java.util.List;

/**
 * Why a task failed, in whatever language it ran.
 *
 * @param taskId the task that failed
 * @param type the exception's class without its package or module: {@code ValueError}
 * @param module its package or module: {@code builtins}, {@code java.lang}
 * @param arguments what the exception was made with; the message, mostly
 * @param traceback the stack trace as its own language prints it; empty when there is none
 */
public record TaskError(
    String taskId, String type, String module, List<Object> arguments, String traceback) {

  /** The message as one would read it. */
  public String message() {
    return switch (arguments.size()) {
      case 0 -> "";
      case 1 -> String.valueOf(arguments.get(0));
      default -> arguments.toString();
    };
  }

  /** Whether it is this Java exception; subclasses are not known across the wire. */
  public boolean is(Class<? extends Throwable> exception) {
    return (module + "." + type).equals(exception.getName());
  }

  @Override
  public String toString() {
    String message = message();
    return message.isEmpty() ? type : type + ": " + message;
  }
}
