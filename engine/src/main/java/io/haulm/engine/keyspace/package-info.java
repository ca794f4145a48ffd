/**
 * The keyspace: databases of named values, what commands do to them, who waits for them, and who
 * listens.
 *
 * <p>A command comes as the words of an argument vector, in the language of Redis, and its reply is
 * told to a {@link io.haulm.engine.keyspace.ReplySink} while it is worked out. The types of values
 * live in subpackages; this package knows no more of them than {@link
 * io.haulm.engine.keyspace.Value} says.
 *
 * <p>Like the whole engine: nothing here reads a clock, starts a thread or touches a file, and
 * nothing is thread-safe. What must outlive a restart is told to the fact log before it is done,
 * and done by the code that recovery uses.
 */
@NullMarked
package io.haulm.engine.keyspace;

import org.jspecify.annotations.NullMarked;
