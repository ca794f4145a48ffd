package io.haulm.server.redis.script.lua;

/**
 * An error as Lua knows it: any value, raised, and perhaps caught by {@code pcall}. While it passes
 * the calls on its way out, it learns where it happened.
 */
public class LuaError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private transient Object value;
  private transient Place place = Place.NOWHERE;
  private int levels;

  /**
   * An error.
   *
   * @param levels how many calls further out the place is that is put before a text; 0 for none
   */
  public LuaError(Object value, int levels) {
    super(null, null, false, false);
    this.value = value;
    this.levels = levels;
  }

  /** A text, with the place of the call that led to it put before it. */
  public LuaError(String text) {
    this(LuaString.of(text), 1);
  }

  /** What was raised. */
  public Object value() {
    return value;
  }

  /** The innermost place in a script where it happened. */
  public Place place() {
    return place;
  }

  /** It has left a call, or an operation, that stands here. */
  LuaError passed(Place here) {
    if (place.isNowhere()) {
      place = here;
    }
    if (levels > 0) {
      levels--;
      if (levels == 0 && value instanceof LuaString text) {
        value = LuaString.ofLatin(here + ": " + text.latin());
      }
    }
    return this;
  }

  @Override
  public String getMessage() {
    return String.valueOf(value);
  }
}
