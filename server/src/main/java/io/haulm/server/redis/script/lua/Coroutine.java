package io.haulm.server.redis.script.lua;

import java.util.concurrent.SynchronousQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A function that can be left in its middle and gone on with. It has a stack of its own, so a
 * thread of its own; but of all threads of a machine only one runs at any time, and what concerns
 * the world outside is done by the machine's own one.
 */
public final class Coroutine {
  /** How many may be begun and not ended in a run. */
  public static final int OPEN_MAX = 100;

  private static final int STACK_BYTES = 1 << 20;

  /** What it is doing. */
  public enum Status {
    SUSPENDED,
    RUNNING,
    NORMAL,
    DEAD;

    /** As Lua calls it. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** What the threads tell each other. */
  private sealed interface Message {
    record Values(Object[] values) implements Message {}

    record Ended(Object[] values) implements Message {}

    record Failed(RuntimeException error) implements Message {}

    record Request(Supplier<Object[]> task) implements Message {}

    record Kill() implements Message {}
  }

  /** Unwinds the stack of one that is no longer wanted. */
  private static final class KilledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private KilledException() {
      super(null, null, false, false);
    }
  }

  private final Machine machine;
  private final LuaFunction function;
  private final SynchronousQueue<Message> inbox = new SynchronousQueue<>();
  private final SynchronousQueue<Message> outbox = new SynchronousQueue<>();
  private @Nullable Thread thread;
  private @Nullable Coroutine resumer;
  private Status status = Status.SUSPENDED;
  private int levelsLeft = new Limits(1, Integer.MAX_VALUE, STACK_BYTES).stackLevels();

  /** One that will run this function. */
  public Coroutine(Machine machine, LuaFunction function) {
    this.machine = machine;
    this.function = function;
    machine.take(Closure.BYTES);
  }

  /** What it is doing. */
  public Status status() {
    return status;
  }

  /**
   * Runs it until it yields or ends.
   *
   * @return what it yields or returns
   * @throws LuaError when it fails, or cannot be gone on with
   */
  public Object[] resume(Object[] args) {
    if (status != Status.SUSPENDED) {
      throw new LuaError(LuaString.of("cannot resume " + shownStatus() + " coroutine"), 0);
    }
    resumer = machine.current();
    if (resumer != null) {
      resumer.status = Status.NORMAL;
    }
    status = Status.RUNNING;
    int hadLevels = machine.exchangeLevels(levelsLeft);
    machine.setCurrent(this);
    try {
      return converse(args);
    } finally {
      machine.setCurrent(resumer);
      levelsLeft = machine.exchangeLevels(hadLevels);
      if (resumer != null) {
        resumer.status = Status.RUNNING;
      }
    }
  }

  private String shownStatus() {
    return status == Status.DEAD ? "dead" : "non-suspended";
  }

  private Object[] converse(Object[] args) {
    if (thread == null) {
      machine.opened(this);
      thread = new Thread(null, () -> body(args), "haulm-coroutine", STACK_BYTES);
      thread.setDaemon(true);
      thread.start();
    } else {
      put(inbox, new Message.Values(args));
    }
    while (true) {
      switch (take(outbox)) {
        case Message.Values(Object[] values) -> {
          status = Status.SUSPENDED;
          return values;
        }
        case Message.Ended(Object[] values) -> {
          end();
          return values;
        }
        case Message.Failed(RuntimeException error) -> {
          end();
          throw error;
        }
        case Message.Request(Supplier<Object[]> task) -> put(inbox, serve(task));
        case Message.Kill _ -> throw new IllegalStateException("only the other way");
      }
    }
  }

  private void end() {
    status = Status.DEAD;
    machine.closed(this);
  }

  /** The task is done by whoever resumed this one, or by who resumed that one. */
  private Message serve(Supplier<Object[]> task) {
    machine.setCurrent(resumer);
    try {
      return new Message.Values(machine.runOutside(task));
    } catch (RuntimeException e) {
      return new Message.Failed(e);
    } finally {
      machine.setCurrent(this);
    }
  }

  private void body(Object[] args) {
    Message last;
    try {
      last = new Message.Ended(machine.call(function, args));
    } catch (KilledException _) {
      return;
    } catch (RuntimeException e) {
      last = new Message.Failed(e);
    } catch (StackOverflowError _) {
      last = new Message.Failed(new ScriptEndedException("its stack was too small"));
    }
    put(outbox, last);
  }

  /** Called on its own thread: goes back to whoever resumed it. */
  Object[] suspend(Object[] values) {
    put(outbox, new Message.Values(values));
    return await();
  }

  /** Called on its own thread: has a task done by the machine's own thread. */
  Object[] request(Supplier<Object[]> task) {
    put(outbox, new Message.Request(task));
    return await();
  }

  private Object[] await() {
    return switch (take(inbox)) {
      case Message.Values(Object[] values) -> values;
      case Message.Failed(RuntimeException error) -> throw error;
      case Message.Kill _ -> throw new KilledException();
      case Message.Ended _, Message.Request _ ->
          throw new IllegalStateException("only the other way");
    };
  }

  /** It will not be gone on with: its thread ends. */
  void kill() {
    if (status == Status.SUSPENDED) {
      put(inbox, new Message.Kill());
    }
    status = Status.DEAD;
  }

  private static Message take(SynchronousQueue<Message> queue) {
    boolean wasInterrupted = false;
    try {
      while (true) {
        try {
          return queue.take();
        } catch (InterruptedException _) {
          wasInterrupted = true;
        }
      }
    } finally {
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void put(SynchronousQueue<Message> queue, Message message) {
    boolean wasInterrupted = false;
    try {
      while (true) {
        try {
          queue.put(message);
          return;
        } catch (InterruptedException _) {
          wasInterrupted = true;
        }
      }
    } finally {
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
