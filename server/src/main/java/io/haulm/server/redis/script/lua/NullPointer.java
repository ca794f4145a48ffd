package io.haulm.server.redis.script.lua;

/** The one value of type userdata: what a null of JSON or MessagePack becomes. */
public enum NullPointer {
  /** The only one. */
  NULL;

  @Override
  public String toString() {
    return "userdata: (nil)";
  }
}
