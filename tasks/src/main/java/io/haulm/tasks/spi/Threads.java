package io.haulm.tasks.spi;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Makes threads: virtual ones where this JVM has them, daemons of the platform where not. */
public final class Threads {
  private Threads() {}

  /** Threads that do not keep the JVM alive. */
  public static ThreadFactory daemons(String name) {
    try {
      return virtual(name);
    } catch (ReflectiveOperationException e) {
      return platformDaemons(name);
    }
  }

  /** Runs each task on a thread of its own: a new one if it is virtual, else one of a pool. */
  public static Executor each(String name) {
    try {
      ThreadFactory threads = virtual(name);
      return task -> threads.newThread(task).start();
    } catch (ReflectiveOperationException e) {
      return Executors.newCachedThreadPool(platformDaemons(name));
    }
  }

  /** Threads of the platform, for what must go on when every virtual one is busy. */
  public static ThreadFactory platformDaemons(String name) {
    AtomicLong number = new AtomicLong();
    return task -> {
      Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  // Thread.ofVirtual().name(name, 1).factory(), which Java 17 does not have.
  private static ThreadFactory virtual(String name) throws ReflectiveOperationException {
    Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
    Class<?> type = Class.forName("java.lang.Thread$Builder$OfVirtual");
    Method setName = type.getMethod("name", String.class, long.class);
    try {
      return (ThreadFactory)
          type.getMethod("factory").invoke(setName.invoke(builder, name + "-", 1));
    } catch (InvocationTargetException e) {
      throw new ReflectiveOperationException(e.getCause());
    }
  }
}
