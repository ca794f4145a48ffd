package io.haulm.engine;

/**
 * The engine's side of one connection: which tube it uses, which it watches, what it has reserved,
 * whether it waits. Made by {@link Engine#connect}.
 */
public final class Session {
  private final Object owner;

  Session(Object owner) {
    this.owner = owner;
  }

  /** What was given to {@link Engine#connect}: the face's own object for this connection. */
  public Object owner() {
    return owner;
  }
}
