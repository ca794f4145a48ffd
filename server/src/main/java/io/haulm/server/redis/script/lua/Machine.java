package io.haulm.server.redis.script.lua;

import static io.haulm.server.redis.script.lua.Nil.NIL;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all scripts share, and what the one that runs has used up of its limits.
 *
 * <p>One script at a time.
 */
public final class Machine {
  /** What a string takes beside its bytes. */
  static final int STRING_BYTES = 48;

  // So many calls and turns of loops go by between two looks at the clock.
  private static final int TICKS_PER_LOOK = 2000;

  private final LuaTable globals;
  private @Nullable LuaTable stringMetatable;
  private Limits limits;
  private long endNanos;
  private long memoryLeft = Long.MAX_VALUE;
  private boolean isDeferring;
  private int levelsLeft;
  private int ticksLeft = TICKS_PER_LOOK;
  private final Set<Coroutine> open = new LinkedHashSet<>();
  private @Nullable Coroutine current;

  /** A machine without libraries. */
  public Machine(Limits limits) {
    this.limits = limits;
    begin(limits);
    globals = new LuaTable(this);
  }

  /** A run begins: from now on these limits count. */
  public void begin(Limits newLimits) {
    limits = newLimits;
    endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(newLimits.timeMillis());
    memoryLeft = newLimits.memoryBytes();
    levelsLeft = newLimits.stackLevels();
    ticksLeft = TICKS_PER_LOOK;
  }

  /** The run has ended: coroutines that wait will do so no longer. */
  public void end() {
    for (Coroutine coroutine : List.copyOf(open)) {
      coroutine.kill();
    }
    open.clear();
    current = null;
  }

  /** The coroutine that runs; null when it is none. */
  public @Nullable Coroutine current() {
    return current;
  }

  void setCurrent(@Nullable Coroutine coroutine) {
    current = coroutine;
  }

  void opened(Coroutine coroutine) {
    if (open.size() == Coroutine.OPEN_MAX) {
      throw new LuaError("too many coroutines");
    }
    open.add(coroutine);
  }

  void closed(Coroutine coroutine) {
    open.remove(coroutine);
  }

  int exchangeLevels(int levels) {
    int had = levelsLeft;
    levelsLeft = levels;
    return had;
  }

  /** Leaves the coroutine that runs; returns what it is resumed with. */
  public Object[] suspend(Object[] values) {
    Coroutine running = current;
    if (running == null) {
      throw new LuaError(LuaString.of("attempt to yield across metamethod/C-call boundary"), 0);
    }
    return running.suspend(values);
  }

  /** Does what concerns the world outside, on the thread on which the run was begun. */
  public Object[] runOutside(Supplier<Object[]> task) {
    Coroutine running = current;
    return running == null ? task.get() : running.request(task);
  }

  /** The global variables. */
  public LuaTable globals() {
    return globals;
  }

  /** What all strings have for a metatable; null for none. */
  public @Nullable LuaTable stringMetatable() {
    return stringMetatable;
  }

  /** Gives all strings a metatable. */
  public void setStringMetatable(LuaTable metatable) {
    stringMetatable = metatable;
  }

  /** Calls a function, or what the value's metatable says is to be called instead of it. */
  public Object[] call(Object callee, Object... args) {
    if (!(callee instanceof LuaFunction function)) {
      return callOther(callee, args);
    }
    enter(function.stackLevels());
    Object outcome;
    try {
      if (!(function instanceof Closure closure)) {
        return function.invoke(this, args);
      }
      outcome = closure.run(this, args);
    } finally {
      leave(function.stackLevels());
    }
    return outcome instanceof TailCall tail ? follow(tail) : (Object[]) outcome;
  }

  /** Makes the calls that come one instead of the other, without growing the stack. */
  private Object[] follow(TailCall first) {
    Object outcome = first;
    while (outcome instanceof TailCall tail) {
      tick();
      enter(tail.callee().stackLevels());
      try {
        outcome = tail.callee().run(this, tail.args());
      } catch (LuaError e) {
        throw e.passed(tail.place());
      } finally {
        leave(tail.callee().stackLevels());
      }
    }
    return (Object[]) outcome;
  }

  /**
   * So much of the stack is about to be used.
   *
   * @throws LuaError when there is not so much left
   */
  public void enter(int levels) {
    if (levelsLeft < levels) {
      throw new LuaError("stack overflow");
    }
    levelsLeft -= levels;
  }

  /** It is no longer used. */
  public void leave(int levels) {
    levelsLeft += levels;
  }

  private Object[] callOther(Object callee, Object[] args) {
    Object handler = Operations.metamethod(this, callee, Event.CALL);
    if (!(handler instanceof LuaFunction)) {
      throw new LuaError("attempt to call a " + Operations.typeName(callee) + " value");
    }
    Object[] all = new Object[args.length + 1];
    all[0] = callee;
    System.arraycopy(args, 0, all, 1, args.length);
    return call(handler, all);
  }

  /** Calls a function for its first value. */
  public Object callForOne(Object callee, Object... args) {
    Object[] results = call(callee, args);
    return results.length == 0 ? NIL : results[0];
  }

  /**
   * A step of work that a script can repeat as often as it likes.
   *
   * @throws ScriptEndedException when time is up
   */
  public void tick() {
    if (--ticksLeft < 0) {
      look();
    }
  }

  private void look() {
    ticksLeft = TICKS_PER_LOOK;
    if (System.nanoTime() - endNanos > 0) {
      throw new ScriptEndedException(
          "it ran for more than " + limits.timeMillis() + " milliseconds");
    }
  }

  /**
   * Memory is about to be taken.
   *
   * @throws ScriptEndedException when the run has taken all it may
   */
  public void take(long bytes) {
    memoryLeft -= bytes;
    if (memoryLeft < 0 && !isDeferring) {
      throw new ScriptEndedException(
          "it made more than " + (limits.memoryBytes() >> 20) + " MiB of strings and tables");
    }
  }

  /**
   * Runs a task in which the limit of memory is not looked at but afterwards: it must not be ended
   * in its middle.
   *
   * @throws ScriptEndedException when it has taken more than was left
   */
  public void runWhole(Runnable task) {
    isDeferring = true;
    try {
      task.run();
    } finally {
      isDeferring = false;
    }
    take(0);
  }

  /** How many bytes the run has taken by now. */
  public long taken() {
    return limits.memoryBytes() - memoryLeft;
  }

  /** A new string. */
  public LuaString string(byte[] bytes) {
    take(STRING_BYTES + bytes.length);
    return new LuaString(bytes);
  }

  /** A new string, of text as UTF-8. */
  public LuaString string(String text) {
    LuaString string = LuaString.of(text);
    take(STRING_BYTES + string.length());
    return string;
  }

  /** A new table. */
  public LuaTable table() {
    return new LuaTable(this);
  }

  /** A new table with these members, the first one at 1. */
  public LuaTable list(Object... members) {
    LuaTable table = new LuaTable(this);
    for (Object member : members) {
      table.append(member);
    }
    return table;
  }
}
