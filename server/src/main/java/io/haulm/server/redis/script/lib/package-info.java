/**
 * The libraries that scripts for Redis have: those of Lua 5.1 that are harmless, and {@code bit},
 * {@code cjson}, {@code cmsgpack} and {@code struct}.
 *
 * <p>None of them lets a script out: there are no files, no programs, no clock but that of the time
 * it has used, no bytecode. Work of any length counts towards the limits of the {@link
 * io.haulm.server.redis.script.lua.Machine}.
 */
@NullMarked
package io.haulm.server.redis.script.lib;

import org.jspecify.annotations.NullMarked;
