package io.haulm.server.redis.script.lua;

/** A function that is written in Java. */
public final class Builtin extends LuaFunction {
  private final String name;
  private final Body body;

  /** What it does. */
  @FunctionalInterface
  public interface Body {
    /** Returns any number of values. */
    Object[] run(Machine machine, Args args);
  }

  /** What a function does that returns one value. */
  @FunctionalInterface
  public interface Simple {
    /** Returns the value. */
    Object run(Machine machine, Args args);
  }

  private Builtin(String name, Body body) {
    this.name = name;
    this.body = body;
  }

  /** Puts a function into a table by its name. */
  public static void add(LuaTable library, String name, Body body) {
    library.put(LuaString.of(name), new Builtin(name, body));
  }

  /** The same for a function that returns one value. */
  public static void addSimple(LuaTable library, String name, Simple body) {
    add(library, name, (machine, args) -> new Object[] {body.run(machine, args)});
  }

  @Override
  protected Object[] invoke(Machine machine, Object[] args) {
    return body.run(machine, new Args(name, args));
  }
}
