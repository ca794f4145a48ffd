/**
 * Tasks: declare one, call it, and it runs elsewhere, later, again if it failed, in a chain or a
 * chord, with its result. It is the same Celery that Python has: over a Redis broker a Java program
 * can call a Python task and a Python program a Java one.
 *
 * <p>A {@link io.haulm.tasks.Task} is a typed handle with an explicit name and one value, best a
 * record, as its input. {@link io.haulm.tasks.TaskClient} enqueues calls and {@link
 * io.haulm.tasks.TaskWorker} runs them.
 *
 * <p>What this package never does: guess a name from a class or a lambda (names outlive
 * refactoring), run code that came with a message (pickle is refused, JSON carries no types), or
 * acknowledge a message before its handler has ended. So a handler may run twice for one call, and
 * should be idempotent.
 *
 * <p>Public types are safe for use by several threads unless they say otherwise.
 */
@NullMarked
package io.haulm.tasks;

import org.jspecify.annotations.NullMarked;
