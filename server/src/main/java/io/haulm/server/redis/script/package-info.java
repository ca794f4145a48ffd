/**
 * Scripts in Lua that clients send along: EVAL and its kin.
 *
 * <p>A script is one command to the keyspace: nothing comes between its parts, and who waits for
 * what it writes is served when it has ended. Whatever it does, it ends, by the limits of its
 * {@link io.haulm.server.redis.script.ScriptOptions}; and it sees nothing of the machine that it
 * runs on.
 */
@NullMarked
package io.haulm.server.redis.script;

import org.jspecify.annotations.NullMarked;
