/**
 * Lua 5.1, as scripts for Redis are written in it: the language without its libraries.
 *
 * <p>A script is read into a tree of nodes, and the tree is run. Values are plain objects: {@link
 * io.haulm.server.redis.script.lua.Nil#NIL}, {@link java.lang.Boolean}, {@link java.lang.Double},
 * {@link io.haulm.server.redis.script.lua.LuaString}, {@link
 * io.haulm.server.redis.script.lua.LuaTable}, {@link io.haulm.server.redis.script.lua.LuaFunction};
 * Java's null is none of them.
 *
 * <p>Whatever a script does, it ends: each call and each turn of a loop counts down to the limit of
 * time, each string and table counts towards the limit of memory, and each call towards the limit
 * of the stack. Nothing here touches a file, a socket or a class by name, and there is no bytecode.
 */
@NullMarked
package io.haulm.server.redis.script.lua;

import org.jspecify.annotations.NullMarked;
