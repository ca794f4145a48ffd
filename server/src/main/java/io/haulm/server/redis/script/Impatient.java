package io.haulm.server.redis.script;

/** The owner of a client who may not want scripts to run as long as they otherwise may. */
public interface Impatient {
  /** True when its scripts must be short: see {@link ScriptOptions#shortLimits()}. */
  boolean wantsShortScripts();
}
