package io.haulm.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * The signals of the operating system. The JDK's only way to them is {@code sun.misc.Signal}; it is
 * called by reflection because the compiler's warning about it cannot be silenced in one place.
 */
final class Signals {
  private Signals() {}

  /**
   * Runs an action, on a thread of its own, whenever a signal comes.
   *
   * @param name without the prefix: {@code TERM}
   */
  static void handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      signal
          .getMethod("handle", signal, handler)
          .invoke(
              null, signal.getConstructor(String.class).newInstance(name), proxy(handler, action));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("this JDK has no sun.misc.Signal for " + name, e);
    }
  }

  // The signal table keeps the handler and never compares it; so it needs no other method.
  private static Object proxy(Class<?> handler, Runnable action) {
    InvocationHandler handle =
        (_, _, _) -> {
          action.run();
          return null;
        };
    return Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, handle);
  }
}
