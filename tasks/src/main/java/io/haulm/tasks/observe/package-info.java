/**
 * Looks at tasks from outside: numbers by Micrometer, traces by OpenTelemetry, the task's name in
 * every line of the log by SLF4J. Each is an interceptor or listener that a program adds to its
 * client and workers; the three libraries are optional, and a class here needs its own only.
 *
 * <p>What this package never does: change what becomes of a task. Nothing outside of it may know
 * these libraries.
 */
@NullMarked
package io.haulm.tasks.observe;

import org.jspecify.annotations.NullMarked;
